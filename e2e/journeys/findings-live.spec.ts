import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { Product } from '../product.ts';

// changes its fixture, so it starts a product of its own
test.use({ args: ['--world', 'course'] });

const GROUP = 'rg-course';
const SOON = { updateIntervalInMs: 100 };

const found = (page: Page, code: string, where: string) =>
  page.getByRole('row', { name: new RegExp(`${code}.*${where.replace('→', '.')}`) });
const nothing = (page: Page) => page.getByRole('heading', { name: 'No findings' });

/** Acts as another operator, through ARM with the unmodified Azure SDK. */
async function otherOperator(product: Product) {
  await product.control('clock', { pace: 'instant' });
  await expect.poll(async () => (await fetch(`${product.url}/readyz`)).status).toBe(200);
  const { rows } = (await (await fetch(`${product.url}/api/snapshot`)).json()) as { rows: { subscriptions: readonly { id: string }[] } };
  const { virtualNetworks, virtualNetworkPeerings } = product.sdk(rows.subscriptions[0]?.id ?? '');
  const halfOf = (from: string, to: string) => [GROUP, from, `${from}-${to}`] as const;
  return {
    deleteHalf: (from: string, to: string) => virtualNetworkPeerings.beginDeleteAndWait(...halfOf(from, to), SOON),
    writeAgain: async (from: string, to: string, change: object = {}) => {
      const half = await virtualNetworkPeerings.get(...halfOf(from, to));
      await virtualNetworkPeerings.beginCreateOrUpdateAndWait(...halfOf(from, to), { ...half, ...change }, SOON);
    },
    create: async (from: string, to: string) => {
      const { id } = await virtualNetworks.get(GROUP, to);
      await virtualNetworkPeerings.beginCreateOrUpdateAndWait(...halfOf(from, to), { remoteVirtualNetwork: { id: id ?? '' } }, SOON);
    },
    sync: async (from: string, to: string) => {
      const half = await virtualNetworkPeerings.get(...halfOf(from, to));
      const options = { ...SOON, syncRemoteAddressSpace: 'true' };
      await virtualNetworkPeerings.beginCreateOrUpdateAndWait(...halfOf(from, to), half, options);
    },
    readdress: async (name: string, addressPrefixes: string[]) => {
      const vnet = await virtualNetworks.get(GROUP, name);
      await virtualNetworks.beginCreateOrUpdateAndWait(GROUP, name, { ...vnet, addressSpace: { addressPrefixes } }, SOON);
    },
    deleteVNet: (name: string) => virtualNetworks.beginDeleteAndWait(GROUP, name, SOON),
    createVNet: (name: string, addressPrefixes: string[]) =>
      virtualNetworks.beginCreateOrUpdateAndWait(GROUP, name, { location: 'westeurope', addressSpace: { addressPrefixes } }, SOON),
  };
}

test('finds half-configured peerings that were made through the SDK with the right code, at the next refresh', async ({
  page,
  product,
}) => {
  // each step waits for the next refresh
  const they = await otherOperator(product);
  await page.goto('/?view=findings');
  await expect(nothing(page)).toBeVisible();

  await test.step('a half is deleted: the remote half is Disconnected', async () => {
    await they.deleteHalf('vnet3', 'vnet2');
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toBeVisible();
  });
  await test.step('the Disconnected half is written again: it waits for the missing half', async () => {
    await they.writeAgain('vnet2', 'vnet3');
    await expect(found(page, 'VNP101', 'vnet3 → vnet2')).toBeVisible();
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toBeHidden();
  });
  await test.step('the missing half is created: nothing is wrong', async () => {
    await they.create('vnet3', 'vnet2');
    await expect(nothing(page)).toBeVisible();
  });
  await test.step('an address space grows: the other side is out of sync', async () => {
    await they.readdress('vnet1', ['10.1.0.0/16', '10.11.0.0/16']);
    await expect(found(page, 'VNP104', 'vnet2 → vnet1')).toBeVisible();
    await they.sync('vnet2', 'vnet1');
    await expect(nothing(page)).toBeVisible();
  });
  await test.step('access is turned off', async () => {
    await they.writeAgain('vnet1', 'vnet2', { allowVirtualNetworkAccess: false });
    await expect(found(page, 'VNP401', 'vnet1 . vnet2')).toBeVisible();
    await they.writeAgain('vnet1', 'vnet2', { allowVirtualNetworkAccess: true });
    await expect(nothing(page)).toBeVisible();
  });
  await test.step('a VNet is deleted and recreated: the half that points at it is Disconnected', async () => {
    await they.deleteVNet('vnet3');
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toContainText('does not exist');
    await they.createVNet('vnet3', ['10.33.0.0/16']);
    await expect(found(page, 'VNP102', 'vnet2 → vnet3')).toContainText('deleted and recreated');
  });
});
