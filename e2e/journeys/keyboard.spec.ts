import { findViolations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

test('by keyboard: finds a VNet, follows a peering, reads both halves, filters, opens the table', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('hub-weu');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('hub-weu');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: 'hub-weu', level: 2 })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();

  await onMap(page, 'hub-weu').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { level: 2 })).not.toHaveText('hub-weu');

  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('state:initiated');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('match, others dimmed');

  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Map' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'VNets' })).toHaveAttribute('aria-selected', 'true');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no axe violations in ${colorScheme}: map, tooltip, tables, inspector, findings, palette`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await mapIsDrawn(page, 'hub-weu');
    expect(await findViolations(page)).toEqual([]);
    const legend = page.getByRole('button', { name: 'Show the legend' });
    await legend.hover();
    await expect(page.getByText('Show the legend (L)')).toBeVisible();
    await expect(legend).toHaveAccessibleDescription('Show the legend (L)');
    expect(await findViolations(page)).toEqual([]);
    await page.goto('/?view=vnets');
    await page.getByRole('row', { name: /hub-weu/ }).click();
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await page.goto('/?view=findings');
    await page.getByRole('row', { name: /erp-stage-weu/ }).click();
    await expect(page.getByRole('complementary', { name: 'Finding' })).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Fix…' }).click();
    await expect(page.getByRole('dialog')).toContainText('az network vnet');
    expect(await findViolations(page)).toEqual([]);
    await page.goto('/?view=findings&list=flat&kinds=unknown,info');
    await expect(page.getByRole('row', { name: /VNP701/ }).first()).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await page.goto('/?view=peerings&q=state:needs-attention');
    await expect(page.getByRole('row', { name: /pay-prod-weu/ })).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
  });
}
