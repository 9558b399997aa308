import type { Locator, Page } from '@playwright/test';
import { readHalves, vnetIds } from '../arm.ts';
import { expect, test } from '../fixtures.ts';
import type { Product } from '../product.ts';

test.use({ args: ['--world', 'e2e/estates/ten-islands.world'] });

/** Counts the halves of each VNet in ARM by state, formatted as `spoke-1: 9 Connected`. */
async function halvesInArm(product: Product): Promise<string[]> {
  const ids = await vnetIds(product);
  return Promise.all(
    ids.map(async (id) => {
      const states = (await readHalves(product, id)).map(({ properties: p }) =>
        [p.peeringState, p.allowGatewayTransit && 'transit', p.useRemoteGateways && 'use-gateways'].filter(Boolean).join(' '),
      );
      return `${id.split('/').pop()}: ${states.length} ${[...new Set(states)].join(', ')}`;
    }),
  );
}

async function command(page: Page, states: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill(states);
  await expect(page.getByRole('option', { name: states, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Applies the plan on screen. */
async function apply(page: Page, button: string): Promise<void> {
  const deletes = page.getByRole('checkbox', { name: /^Delete / });
  const go = page.getByRole('button', { name: button });
  await expect(go).toBeVisible();
  if (await deletes.isVisible()) await deletes.check();
  await go.click();
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
}

const goal = (page: Page, title: string): Locator => page.getByRole('article', { name: `Goal: ${title}` });

test('turns ten islands into a mesh, and the mesh into a hub with a gateway and nine spokes, both with a plan', async ({
  page,
  product,
}) => {
  await product.control('clock', { pace: 'instant' });
  await page.goto('/?view=vnets');
  await expect(page.getByRole('row', { name: /spoke-9/ })).toBeVisible();

  await command(page, 'Select all VNets');
  await command(page, 'Make a mesh…');
  const mesh = goal(page, 'Make a mesh of 10 VNets');
  await expect(mesh).toContainText('45 peerings with 90 halves; as hub-and-spoke it would be 9.');
  await mesh.getByRole('button', { name: 'Add 45 peerings to the draft' }).click();
  await apply(page, 'Apply 90 steps');
  expect([...new Set((await halvesInArm(product)).map((line) => line.replace(/^.*: /, '')))]).toEqual(['9 Connected']);

  await command(page, 'Make hub-and-spoke…');
  const hub = goal(page, 'Make a hub-and-spoke of 10 VNets');
  await expect(hub.getByRole('radio', { name: /^hub-weu/ })).toBeChecked();
  await hub.getByRole('radio', { name: /^Spokes use the gateway/ }).check();
  await expect(hub.getByRole('switch', { name: 'Delete 36 direct peerings between the spokes' })).toBeChecked();
  await expect(hub).toContainText('18 halves to write, 72 to delete.');
  await hub.getByRole('button', { name: 'Add 9 option changes and 36 deletions to the draft' }).click();
  await apply(page, 'Apply 90 steps');
  expect(new Set(await halvesInArm(product))).toEqual(
    new Set(['hub-weu: 9 Connected transit', ...Array.from({ length: 9 }, (_, i) => `spoke-${i + 1}: 1 Connected use-gateways`)]),
  );
  await command(page, 'Make hub-and-spoke…');
  await expect(hub).toContainText('9 peerings are already in place.');
});
