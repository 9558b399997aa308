import type { Locator, Page } from '@playwright/test';
import { vnetIds } from '../arm.ts';
import { findViolations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { clickVNet, mapIsDrawn } from '../map.ts';
import type { Product } from '../product.ts';

test.use({ args: ['--world', 'e2e/estates/three-in-a-row.world'] });

const answer = (page: Page): Locator => page.getByRole('region', { name: 'Answer' });

/** Returns the id of a subnet of shop. */
const subnetId = async (product: Product): Promise<string> => `${(await vnetIds(product)).find((id) => id.endsWith('/shop'))}/subnets/app`;

/** Applies the draft, and waits until it is done. */
async function applyDraft(page: Page): Promise<void> {
  const go = page.getByRole('button', { name: 'Apply 2 steps' });
  await expect(go).toBeEnabled();
  await go.click();
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
}

test('by mouse: two selected VNets, why one does not reach the other, a way out, applied, and asked again', async ({ page, product }) => {
  await product.control('clock', { pace: 'instant' });
  await page.goto('/');
  await mapIsDrawn(page, 'shop');
  await page.keyboard.down('Shift');
  await clickVNet(page, 'shop');
  await clickVNet(page, 'erp');
  await page.keyboard.up('Shift');
  await page.getByRole('region', { name: 'Selected VNets' }).getByRole('button', { name: 'Can A reach B?' }).click();
  await expect(answer(page)).toContainText('shop and erp both peer with hub, but peerings are not transitive.');
  await expect(page.getByRole('list', { name: 'There' })).toContainText('Route 10.0.0.0/8 None');
  await page.getByRole('button', { name: 'Peer directly: add to draft' }).click();
  const question = page.url();
  await page.getByRole('button', { name: 'Review' }).click();
  await applyDraft(page);
  await page.goto(question);
  await expect(answer(page)).toContainText('shop reaches erp, and replies come back.');
  await page.reload();
  await expect(answer(page)).toContainText('Reachable');
});

test('by keyboard: asks from the palette, reads the answer, adds the way out to the draft, applies it', async ({ page, product }) => {
  await product.control('clock', { pace: 'instant' });
  await page.goto('/?view=vnets');
  await expect(page.getByRole('row', { name: /shop/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('can a reach');
  await expect(page.getByRole('option', { name: /Can A reach B/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'From' })).toBeFocused();
  await page.keyboard.type('shop');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'To' })).toBeFocused();
  await page.keyboard.type('erp/');
  await expect(page.getByRole('option', { name: /erp\/db/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(answer(page)).toContainText('shop cannot reach erp/db');
  const add = page.getByRole('button', { name: 'Peer directly: add to draft' });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(add).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Review' })).toBeFocused();
  await page.keyboard.press('Enter');
  await applyDraft(page);
  await page.goBack();
  await page.goBack();
  await expect(answer(page)).toContainText('shop reaches erp/db, and replies come back.');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`has no axe violations in ${colorScheme}: question, list of places, answer with a path on the map`, async ({ page, product }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/?view=vnets&panel=reach');
    await page.getByRole('combobox', { name: 'To' }).click();
    await expect(page.getByRole('option', { name: /^Internet/ })).toBeVisible();
    // the list is outside of all landmarks, as menus are
    expect(await findViolations(page, { without: ['region'] })).toEqual([]);
    await page.goto('/?panel=reach&from=shop&to=erp');
    await mapIsDrawn(page, 'shop');
    await expect(answer(page)).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`/?view=vnets&panel=routes&from=${await subnetId(product)}`);
    await expect(page.getByRole('row', { name: /VNetPeering/ })).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await page.goto('/?panel=reach&from=shop&to=hub');
    await mapIsDrawn(page, 'shop');
    await expect(answer(page)).toContainText('Reachable');
    expect(await findViolations(page)).toEqual([]);
  });

test('at 400 % zoom, question, answer and routes fit', async ({ page, product }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const url of ['/?view=vnets&panel=reach&from=shop&to=erp', `/?view=vnets&panel=routes&from=${await subnetId(product)}`]) {
    await page.goto(url);
    await expect(page.getByRole('article', { name: /^(Reach|Effective routes)/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await findViolations(page)).toEqual([]);
  }
});

/** One that holds, one that is broken until shop and erp are peered, one about a place that nothing knows. */
const EXPECTATIONS = `
- { from: shop, to: hub, must: reach }
- { from: shop, to: erp, must: reach, because: orders go there }
- { from: 172.20.0.4, to: shop, must: not-reach }
`;

test('expectations of a file: the broken one is opened, a plan fixes it, and it holds', async ({ page, product }) => {
  await product.control('clock', { pace: 'instant' });
  await page.goto('/?view=vnets&panel=expectations');
  await expect(page.getByText('must: not-reach')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file…' }).click();
  await (await chooser).setFiles({ name: 'expectations.yaml', mimeType: 'text/yaml', buffer: Buffer.from(EXPECTATIONS) });
  const heading = page.getByRole('heading', { name: '3 expectations: 1 broken, 1 inconclusive, 1 holds' });
  await expect(heading).toBeVisible();
  const list = page.getByRole('list', { name: 'Expectations' });
  await expect(list.getByRole('listitem')).toContainText([
    /Broken.*shop must reach erp.*Because orders go there/,
    /Inconclusive.*172\.20\.0\.4 is in no VNet/,
    /Holds.*shop must reach hub/,
  ]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // colours change in transitions; the file is still open after that
    await page.reload();
    await expect(heading).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'shop must reach erp' }).click();
  await page.getByRole('button', { name: 'Peer directly: add to draft' }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  await applyDraft(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('expectations');
  await expect(page.getByRole('option', { name: 'Expectations: 1 inconclusive, 2 hold', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(list.getByRole('listitem').filter({ hasText: 'shop must reach erp' })).toContainText('Holds');
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await findViolations(page)).toEqual([]);
});
