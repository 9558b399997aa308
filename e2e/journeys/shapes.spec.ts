import type { Page } from '@playwright/test';
import { readHalves, vnetIds } from '../arm.ts';
import { expect, test } from '../fixtures.ts';
import { clickVNet, drawLasso, dropLasso, mapIsDrawn, onMap } from '../map.ts';
import type { Product } from '../product.ts';

test.use({ args: ['--world', 'e2e/estates/ten-islands.world'] });

const HUB = 'hub-weu';
const SPOKES = Array.from({ length: 9 }, (_, i) => `spoke-${i + 1}`);
const ALL = [HUB, ...SPOKES];

interface Half {
  readonly from: string;
  readonly to: string;
  /** `Connected FullyInSync transit` */
  readonly state: string;
}

const lastOf = (id: string): string => id.split('/').at(-1) ?? '';

/** Reads every half of the estate from ARM. */
async function halvesInArm(product: Product): Promise<readonly Half[]> {
  const ids = await vnetIds(product);
  const halves = await Promise.all(
    ids.map(async (id) =>
      (await readHalves(product, id)).map(({ properties: p }) => ({
        from: lastOf(id),
        to: lastOf(p.remoteVirtualNetwork.id),
        state: [p.peeringState, p.peeringSyncLevel, p.allowGatewayTransit && 'transit', p.useRemoteGateways && 'use-gateways']
          .filter(Boolean)
          .join(' '),
      })),
    ),
  );
  return halves.flat();
}

/** Returns the pairs of VNets with at least one half. */
const pairsOf = (halves: readonly Half[]): readonly string[] => [...new Set(halves.map(({ from, to }) => [from, to].sort().join(' – ')))];

const statesOf = (halves: readonly Half[]): readonly string[] => [...new Set(halves.map(({ state }) => state))];

/** Applies the plan on screen. */
async function apply(page: Page): Promise<void> {
  const go = page.getByRole('button', { name: 'Apply 90 steps' });
  await expect(go).toBeVisible();
  const deletes = page.getByRole('checkbox', { name: /^Delete / });
  if (await deletes.isVisible()) await deletes.check();
  await go.click();
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
}

const bar = (page: Page) => page.getByRole('region', { name: 'Selected VNets' });

test('by mouse: lassoes ten islands, makes a mesh, and turns it into a hub with a gateway, verified in ARM', async ({ page, product }) => {
  await product.control('clock', { pace: 'instant' });
  await page.goto('/');
  await mapIsDrawn(page, HUB);
  await drawLasso(page, ALL);
  await expect(page.getByRole('tooltip')).toHaveText('Select 10 VNets');
  await dropLasso(page);
  await expect(bar(page)).toContainText('10 VNets selected');

  await bar(page).getByRole('button', { name: 'Make a mesh…' }).click();
  await page.getByRole('button', { name: 'Add 45 peerings to the draft' }).click();
  await apply(page);
  const mesh = await halvesInArm(product);
  expect(mesh).toHaveLength(90);
  expect(pairsOf(mesh)).toHaveLength(45);
  expect(statesOf(mesh)).toEqual(['Connected FullyInSync']);

  await expect(bar(page)).toContainText('10 VNets selected');
  await bar(page).getByRole('button', { name: 'Make hub-and-spoke…' }).click();
  await page.getByRole('radio', { name: new RegExp(`^${HUB}`) }).check();
  await page.getByRole('radio', { name: /^Spokes use the gateway/ }).check();
  await page.getByRole('button', { name: 'Add 9 option changes and 36 deletions to the draft' }).click();
  await apply(page);
  const halves = await halvesInArm(product);
  expect(halves).toHaveLength(18);
  expect(pairsOf(halves)).toHaveLength(9);
  expect(statesOf(halves.filter(({ from }) => from === HUB))).toEqual(['Connected FullyInSync transit']);
  expect(statesOf(halves.filter(({ from }) => from !== HUB))).toEqual(['Connected FullyInSync use-gateways']);
});

test('selects by hand: Shift+click toggles, Alt in a lasso deselects, Escape cancels a lasso and then clears', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, HUB);
  const before = await onMap(page, HUB).boundingBox();
  await page.keyboard.down('Shift');
  await clickVNet(page, HUB);
  await clickVNet(page, 'spoke-1');
  await page.keyboard.up('Shift');
  await expect(bar(page)).toContainText('2 VNets selected');
  await expect(onMap(page, HUB)).toHaveAccessibleName(/, selected$/);
  expect(await onMap(page, HUB).boundingBox(), 'the map stands still').toEqual(before);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0);

  await drawLasso(page, ALL);
  await page.keyboard.press('Escape');
  await dropLasso(page);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expect(bar(page)).toContainText('2 VNets selected');

  await page.keyboard.down('Alt');
  await drawLasso(page, [HUB]);
  await expect(page.getByRole('tooltip')).toHaveText('Remove 1 VNet from selection');
  await dropLasso(page);
  await page.keyboard.up('Alt');
  await expect(bar(page)).toContainText('1 VNet selected');

  await clickVNet(page, HUB);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await page.reload();
  await mapIsDrawn(page, HUB);
  await expect(bar(page)).toContainText('1 VNet selected');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0);
  await expect(bar(page)).toContainText('1 VNet selected');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
});
