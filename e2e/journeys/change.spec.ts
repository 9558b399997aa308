import type { Page } from '@playwright/test';
import { readHalves, vnetId } from '../arm.ts';
import { expect, test } from '../fixtures.ts';
import { clickHalf, dragOnto, dragVNet, mapIsDrawn } from '../map.ts';
import type { Product } from '../product.ts';

test.use({ args: ['--world', 'course'] });

/** Reads the halves of a VNet from ARM, formatted as `vnet1-vnet3 Connected FullyInSync`. */
async function halvesIn(product: Product, name: string) {
  const halves = await readHalves(product, await vnetId(product, name));
  return halves.map(
    ({ name: half, properties: p }) => `${half} ${p.peeringState} ${p.peeringSyncLevel}${p.allowForwardedTraffic ? ' forwarded' : ''}`,
  );
}

/** Reviews the draft and applies it, by keyboard. */
async function apply(page: Page, button: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const deletes = page.getByRole('checkbox', { name: /^Delete / });
  const go = page.getByRole('button', { name: button });
  await expect(go).toBeVisible();
  if (await deletes.isVisible()) {
    await deletes.focus();
    await page.keyboard.press('Space');
  }
  await expect(go).toBeEnabled();
  await go.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
}

test('by keyboard: connects two VNets, sets an option, deletes the peering, and restores it with undo', async ({ page, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'vnet1');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('Connect two');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Connect two VNets' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('vnet1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('vnet3');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('article', { name: 'Connect vnet1 and vnet3' });
  await expect(sheet).toBeVisible();
  await sheet.getByRole('button', { name: 'Add 2 steps to the draft' }).focus();
  await page.keyboard.press('Enter');
  await apply(page, 'Apply 2 steps');
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync');
  await expect.poll(() => halvesIn(product, 'vnet3')).toContain('vnet3-vnet1 Connected FullyInSync');

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('row', { name: /vnet1.*vnet3/ }).focus();
  await page.keyboard.press('Enter');
  const near = page.getByRole('region', { name: 'vnet1 → vnet3' });
  await near.getByRole('switch', { name: /receive forwarded traffic/ }).focus();
  await page.keyboard.press('Space');
  await apply(page, 'Apply 1 step');
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync forwarded');

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('row', { name: /vnet1.*vnet3/ }).focus();
  await page.keyboard.press('Enter');
  await expect(near).toBeVisible();
  await page.keyboard.press('Delete');
  await apply(page, 'Apply 2 steps');
  await expect.poll(() => halvesIn(product, 'vnet3')).toEqual(['vnet3-vnet2 Connected FullyInSync']);

  const undo = page.getByRole('button', { name: 'Undo…' });
  await undo.focus();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: 'Apply 2 steps' });
  await expect(back).toBeEnabled();
  await back.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync forwarded');
  await expect.poll(() => halvesIn(product, 'vnet3')).toContain('vnet3-vnet1 Connected FullyInSync');
});

test('by mouse: drags vnet1 onto vnet3, applies, allows forwarded traffic, deletes the peering, and undoes', async ({ page, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'vnet1');
  await expect.poll(async () => (await halvesIn(product, 'vnet1')).length).toBe(1);
  const applyBy = async (button: string) => {
    await page.getByRole('button', { name: 'Review plan' }).click();
    const go = page.getByRole('button', { name: button });
    await expect(go).toBeVisible();
    const deletes = page.getByRole('checkbox', { name: /^Delete / });
    if (await deletes.isVisible()) await deletes.check();
    await go.click();
    await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
  };

  // out of the way: the three are in a row, and the new line would cover the others
  await dragVNet(page, 'vnet2', 0, 160);
  await dragOnto(page, 'vnet1', 'vnet3');
  await page.getByRole('button', { name: 'Add 2 steps to the draft' }).click();
  await applyBy('Apply 2 steps');
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync');
  await expect.poll(() => halvesIn(product, 'vnet3')).toContain('vnet3-vnet1 Connected FullyInSync');

  await mapIsDrawn(page, 'vnet1');
  await clickHalf(page, 'vnet1', 'vnet3');
  await page
    .getByRole('region', { name: 'vnet1 → vnet3' })
    .getByRole('switch', { name: /receive forwarded traffic/ })
    .click();
  await applyBy('Apply 1 step');
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync forwarded');

  await mapIsDrawn(page, 'vnet1');
  await clickHalf(page, 'vnet1', 'vnet3');
  await page.getByRole('button', { name: 'Delete peering…' }).click();
  await page.getByRole('menuitem', { name: 'Delete both halves' }).click();
  await applyBy('Apply 2 steps');
  await expect.poll(() => halvesIn(product, 'vnet3')).toEqual(['vnet3-vnet2 Connected FullyInSync']);

  await page.getByRole('button', { name: 'Undo…' }).click();
  await page.getByRole('button', { name: 'Apply 2 steps' }).click();
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync forwarded');
  await expect.poll(() => halvesIn(product, 'vnet3')).toContain('vnet3-vnet1 Connected FullyInSync');
});
