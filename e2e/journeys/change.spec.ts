import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

test.use({ args: ['--world', 'course'] });

interface ArmHalf {
  readonly name: string;
  readonly properties: { readonly peeringState: string; readonly peeringSyncLevel: string; readonly allowForwardedTraffic: boolean };
}

interface World {
  readonly rows: { readonly vnets: readonly { readonly id: string }[] };
}

/** The halves of a VNet as ARM has them: `vnet1-vnet3 Connected FullyInSync`. */
async function halvesIn(product: { control(verb: string): Promise<unknown>; arm(url: string): Promise<unknown> }, name: string) {
  const { rows } = (await product.control('world')) as World;
  const id = rows.vnets.find((vnet) => vnet.id.endsWith(`/${name}`))?.id;
  const { value } = (await product.arm(`${id}/virtualNetworkPeerings?api-version=2025-05-01`)) as { value: readonly ArmHalf[] };
  return value.map(({ name: half, properties: p }) => `${half} ${p.peeringState} ${p.peeringSyncLevel}${p.allowForwardedTraffic ? ' forwarded' : ''}`);
}

/** Reviews the draft and applies it, by keys. */
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
  await expect(page.getByText(/^Done/).first()).toBeVisible({ timeout: 30_000 });
}

test('by keyboard: connect two VNets, set an option, delete the peering, and undo brings it back', async ({ page, product }) => {
  await product.control('reset', {});
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
  await sheet.getByRole('button', { name: 'Add 2 changes to the draft' }).focus();
  await page.keyboard.press('Enter');
  await apply(page, 'Apply 2 changes');
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync');
  expect(await halvesIn(product, 'vnet3')).toContain('vnet3-vnet1 Connected FullyInSync');

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('row', { name: /vnet1.*vnet3/ }).focus();
  await page.keyboard.press('Enter');
  const near = page.getByRole('region', { name: 'vnet1 → vnet3' });
  await near.getByRole('switch', { name: /forwards from elsewhere/ }).focus();
  await page.keyboard.press('Space');
  await apply(page, 'Apply 1 change');
  await expect.poll(() => halvesIn(product, 'vnet1')).toContain('vnet1-vnet3 Connected FullyInSync forwarded');

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('row', { name: /vnet1.*vnet3/ }).focus();
  await page.keyboard.press('Enter');
  await expect(near).toBeVisible();
  await page.keyboard.press('Delete');
  await apply(page, 'Apply 2 changes');
  await expect.poll(() => halvesIn(product, 'vnet3')).toEqual(['vnet3-vnet2 Connected FullyInSync']);

  const undo = page.getByRole('button', { name: 'Undo…' });
  await undo.focus();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: 'Apply 2 changes' });
  await expect(back).toBeEnabled();
  await back.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => halvesIn(product, 'vnet1'), { timeout: 30_000 }).toContain('vnet1-vnet3 Connected FullyInSync forwarded');
  expect(await halvesIn(product, 'vnet3')).toContain('vnet3-vnet1 Connected FullyInSync');
});
