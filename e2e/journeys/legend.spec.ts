import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

/** Returns the box of an element; throws while it has none. */
async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('The element is not visible');
  return { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
}

test('by mouse: the legend is beside the map, over no VNet, and remembers what is collapsed', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('button', { name: /^Show the legend/ }).click();
  const legend = page.getByRole('complementary', { name: 'Legend' });
  for (const text of ['Hub', 'Spoke', 'VNet without peerings', 'Peerings between two groups', 'Does not match the filter'])
    await expect(legend.getByText(text, { exact: true })).toBeAttached();
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('button', { name: /^Fit/ }).click();
  await mapIsDrawn(page, 'hub-weu');
  const { left } = await boxOf(legend);
  const vnets = await page.getByRole('list', { name: 'Virtual networks in view' }).getByRole('button').all();
  expect(vnets.length).toBeGreaterThan(1);
  for (const vnet of vnets) expect((await boxOf(vnet)).right).toBeLessThanOrEqual(left);

  await legend.getByRole('button', { name: 'On a VNet' }).click();
  await page.reload();
  await expect(legend.getByRole('button', { name: 'On a VNet' })).toHaveAttribute('aria-expanded', 'false');
  await expect(legend.getByText('Does not match the filter')).toBeHidden();
});

test('by keyboard: L opens and closes the legend, and Enter collapses a section', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.keyboard.press('l');
  const section = page.getByRole('complementary', { name: 'Legend' }).getByRole('button', { name: 'VNets', exact: true });
  await section.focus();
  await page.keyboard.press('Enter');
  await expect(section).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('l');
  await expect(page.getByRole('complementary', { name: 'Legend' })).toBeHidden();
});

test('on a phone the legend is a sheet below the map', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/?panel=legend');
  await mapIsDrawn(page, 'hub-weu');
  const [legend, map] = [
    await boxOf(page.getByRole('complementary', { name: 'Legend' })),
    await boxOf(page.getByRole('region', { name: 'Map' })),
  ];
  expect(legend.right - legend.left).toBe(390);
  expect(legend.top).toBeGreaterThanOrEqual(map.bottom);
  expect((await boxOf(onMap(page, 'hub-weu'))).bottom).toBeLessThanOrEqual(legend.top);
});
