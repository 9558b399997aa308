import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Finding' });

/** Reports whether the VNet is in the middle part of the window, as after framing. */
async function isInView(page: Page, name: string): Promise<boolean> {
  const box = await onMap(page, name).boundingBox();
  return box !== null && box.x > 0 && box.y > 40 && box.x + box.width < 1440 && box.y + box.height < 880;
}

test('by mouse: leads from the number of errors to a finding, its page, its fix, and its half on the map', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('contentinfo').getByRole('button', { name: '8 errors' }).click();
  await expect(page.getByRole('tab', { name: 'Findings' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('row', { name: /shop-stage-weu → hub-weu/ }).click();
  await expect(panel(page).getByRole('heading', { name: 'One half of the peering is missing' })).toBeVisible();
  await expect(panel(page)).toContainText('shop-stage-weu has no half to hub-weu');
  await expect(panel(page).getByRole('heading', { name: 'Limitations' })).toBeAttached();

  await panel(page).getByRole('button', { name: 'Fix…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Create the half shop-stage-weu → hub-weu');
  await expect(dialog).toContainText('az network vnet peering create');
  await dialog.getByRole('tab', { name: 'Bicep' }).click();
  await expect(dialog).toContainText('Microsoft.Network/virtualNetworks/virtualNetworkPeerings@');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await panel(page).getByRole('button', { name: 'Show on map' }).click();
  await mapIsDrawn(page, 'shop-stage-weu');
  await expect.poll(() => isInView(page, 'shop-stage-weu')).toBe(true);
  await expect(page).toHaveURL(/finding=VNP101/);
  await expect(page).toHaveURL(/select=peering:/);
  await panel(page).getByRole('button', { name: 'hub-weu – shop-stage-weu' }).click();
  await expect(
    page.getByRole('complementary', { name: 'Inspector' }).getByRole('region', { name: 'shop-stage-weu → hub-weu' }),
  ).toContainText('Missing');
});

test('by keyboard: leads to the findings, from one to the next, and to the map', async ({ page }) => {
  await page.goto('/?view=vnets');
  await expect(page.getByRole('row', { name: /hub-weu/ })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page.getByRole('treegrid', { name: 'Findings' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(panel(page)).toContainText('fabrikam-test → hub-weu');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await expect(panel(page)).toContainText('shop-stage-weu → hub-weu');
  await page.keyboard.press('s');
  await mapIsDrawn(page, 'shop-stage-weu');
  await expect.poll(() => isInView(page, 'shop-stage-weu')).toBe(true);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
});

test('keeps a mute with a reason after a reload, counts it, and can end it', async ({ page }) => {
  await page.goto('/?view=findings');
  await page.getByRole('row', { name: /hub-weu → dev-03-weu/ }).click();
  await panel(page).getByRole('button', { name: 'Mute…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await expect(dialog).not.toHaveAttribute('aria-hidden');
  await dialog.getByRole('radio', { name: /^This finding/ }).check();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('dev-03 is being removed');
  await dialog.getByRole('radio', { name: '7 days' }).check();
  await dialog.getByRole('button', { name: 'Mute' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('7 errors');
  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText('7 errors');
  await page.getByRole('button', { name: '1 muted' }).click();
  await page.getByRole('row', { name: /hub-weu → dev-03-weu.*dev-03 is being removed/ }).click();
  await panel(page).getByRole('button', { name: 'Unmute' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('8 errors');
});

test('saves the listed findings as CSV and JSON', async ({ page }) => {
  await page.goto('/?view=findings&kinds=error&code=VNP102');
  await expect(page.getByRole('row', { name: /old-erp-eus2/ })).toBeVisible();
  for (const [format, content] of [
    ['CSV', 'VNP102,error,'],
    ['JSON', '"code": "VNP102"'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: `3 rows as ${format}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`findings.${format.toLowerCase()}`);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain(content);
  }
});
