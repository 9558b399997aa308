import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { Product } from '../product.ts';

// changes its world, so it has a product of its own
test.use({ args: ['--world', 'course'] });

const act = async (product: Product, what: object) => {
  expect(await product.control('external', what)).toMatchObject({ done: true });
};
const found = (page: Page, code: string, where: string) =>
  page.getByRole('row', { name: new RegExp(`${code}.*${where.replace('→', '.')}`) });
const nothing = (page: Page) => page.getByRole('heading', { name: 'Nothing was found' });

/** The ARM id of a VNet, as the product knows it. */
async function idOf(product: Product, name: string): Promise<string> {
  const { rows } = (await (await fetch(`${product.url}/api/snapshot`)).json()) as { rows: { vnets: readonly { id: string }[] } };
  const id = rows.vnets.find((vnet) => vnet.id.endsWith(`/${name}`))?.id;
  if (!id) throw new Error(`there is no VNet ${name}`);
  return id;
}

test('half-configured peerings made behind our back are found with the right code as soon as they are read', async ({ page, product }) => {
  // each step waits for the next reading
  test.setTimeout(180_000);
  await page.goto('/?view=findings');
  await expect(nothing(page)).toBeVisible();

  await test.step('a half is deleted: its twin is Disconnected', async () => {
    await act(product, { action: 'delete-half', id: 'vnet3/vnet2' });
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toBeVisible();
  });
  await test.step('the dead half is written again: it waits for one that is missing', async () => {
    await act(product, { action: 'put-half', id: 'vnet2/vnet3' });
    await expect(found(page, 'VNP101', 'vnet3 → vnet2')).toBeVisible();
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toBeHidden();
  });
  await test.step('the missing half is created: nothing is wrong', async () => {
    await act(product, { action: 'put-half', id: 'vnet3/vnet2' });
    await expect(nothing(page)).toBeVisible();
  });
  await test.step('an address space grows: the other side has not learned it', async () => {
    await act(product, { action: 'put-vnet', id: 'vnet1', addressSpace: ['10.1.0.0/16', '10.11.0.0/16'] });
    await expect(found(page, 'VNP104', 'vnet2 → vnet1')).toBeVisible();
    await act(product, { action: 'sync-half', id: 'vnet2/vnet1' });
    await expect(nothing(page)).toBeVisible();
  });
  await test.step('access is switched off', async () => {
    await act(product, { action: 'put-half', id: 'vnet1/vnet2', properties: { allowVirtualNetworkAccess: false } });
    await expect(found(page, 'VNP401', 'vnet1 . vnet2')).toBeVisible();
    await act(product, { action: 'put-half', id: 'vnet1/vnet2', properties: { allowVirtualNetworkAccess: true } });
    await expect(nothing(page)).toBeVisible();
  });
  await test.step('a VNet is deleted and created anew: the half that pointed at it is Disconnected', async () => {
    const id = await idOf(product, 'vnet3');
    await act(product, { action: 'delete-vnet', id: 'vnet3' });
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toContainText('cannot be read');
    await act(product, { action: 'put-vnet', id, addressSpace: ['10.33.0.0/16'] });
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toContainText('created anew');
  });
});
