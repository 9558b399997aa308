import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

test.use({ args: ['--world', 'e2e/estates/own-estate.world'] });

const isCut = (text: Locator): Promise<boolean> => text.evaluate((element) => element.scrollHeight > element.clientHeight + 1);

/** Name of a VNet in a row, which only screen readers see while it is cut. */
const wholeName = (row: Locator): Locator => row.locator('.visually-hidden').filter({ hasText: /^vnet-globex-/ });

const isOnScreen = (text: Locator): Promise<boolean> => text.evaluate((element) => element.getBoundingClientRect().width > 1);

test('a name that is cut shows its end, where the names of an estate differ', async ({ page }) => {
  await page.goto('/?view=peerings');
  await page.mouse.move(700, 20);
  const row = page.getByRole('row').nth(1);
  const cell = row.getByRole('gridcell').nth(1);
  expect(await isOnScreen(wholeName(row).first())).toBe(false);
  const right = await cell.evaluate((element) => element.getBoundingClientRect().right);
  const end = await cell.locator('bdi').evaluate((element) => element.getBoundingClientRect());
  expect(end.width).toBeGreaterThan(1);
  expect(end.right).toBeLessThanOrEqual(right + 1);
  await row.hover();
  await expect.poll(() => isOnScreen(wholeName(row).first())).toBe(true);
  expect(await isCut(cell.locator('> div'))).toBe(false);
});

test('a row shows its whole text on hover and on focus, and no other row moves', async ({ page }) => {
  await page.goto('/?view=vnets');
  for (const title of ['Name', 'Address space', 'Region']) {
    await page.getByRole('button', { name: title, exact: true }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
  }
  const [first, second] = [page.getByRole('row').nth(1), page.getByRole('row').nth(2)];
  const name = wholeName(first);
  const cell = first
    .getByRole('gridcell')
    .filter({ has: page.getByText(/^vnet-globex-/) })
    .locator('> div');
  const below = await second.boundingBox();
  await page.mouse.move(700, 20);
  await expect.poll(() => isOnScreen(name)).toBe(false);
  await cell.hover();
  await expect.poll(() => isOnScreen(name)).toBe(true);
  await expect.poll(() => isCut(cell)).toBe(false);
  await page.mouse.move(700, 20);
  await expect.poll(() => isOnScreen(name)).toBe(false);
  await page.getByRole('separator', { name: 'Width of Region', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  await expect.poll(() => isOnScreen(name)).toBe(true);
  await expect.poll(() => isCut(cell)).toBe(false);
  expect(await second.boundingBox()).toEqual(below);
});

test('on a phone, both VNets of a peering and its status are on the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/?view=peerings');
  const cells = page.getByRole('row').nth(1).getByRole('gridcell');
  for (const [index, text] of [/^vnet-/, /^vnet-/, /Half-configured|Needs attention|OK/].entries()) {
    const cell = cells.nth(index + 1);
    await expect(cell).toHaveText(text);
    const box = await cell.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  }
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
});

for (const [view, text] of [
  ['findings', 'application100-neu'],
  ['addresses', 'hub-westeurope-001'],
] as const)
  test(`${view} show the ends of names on a phone, where they differ`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/?view=${view}`);
    const end = page.getByRole('treegrid').locator('bdi').filter({ hasText: text }).first();
    await expect(end).toBeVisible();
    const cell = await end.locator('xpath=ancestor::*[@role="gridcell"]').evaluate((element) => element.getBoundingClientRect());
    const box = await end.evaluate((element) => element.getBoundingClientRect());
    expect(box.right).toBeLessThanOrEqual(cell.right + 1);
    expect(box.bottom).toBeLessThanOrEqual(cell.bottom + 1);
  });

test('a short name is whole beside a long one on a phone, and the long one loses its beginning', async ({ page, product }) => {
  const { rows } = (await product.control('world')) as { readonly rows: { readonly vnets: readonly { readonly id: string }[] } };
  const long = rows.vnets.find(({ id }) => id.endsWith('-hub-westeurope-001'))?.id ?? '';
  const short = long.replace(/[^/]+$/, 'branch-008');
  await product.control('external', { action: 'put-vnet', id: short, addressSpace: ['10.250.0.0/24'] });
  const half = { id: `${short}/virtualNetworkPeerings/to-hub`, properties: { remoteVirtualNetwork: { id: long } } };
  await product.control('external', { action: 'put-resource', ...half });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/?view=findings');
  const cell = page
    .getByRole('row', { name: /branch-008/ })
    .getByRole('gridcell')
    .filter({ has: page.locator('bdi') });
  const { right } = await cell.evaluate((element) => element.getBoundingClientRect());
  const shortName = await cell
    .getByText('branch-008')
    .last()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect();
    });
  expect(shortName.right).toBeLessThanOrEqual(right + 1);
  const [end, part] = [await cell.locator('bdi').boundingBox(), await cell.locator('span:has(> bdi)').boundingBox()];
  expect(end?.x).toBeGreaterThanOrEqual((part?.x ?? Number.NaN) - 1);
});
