import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { clickHalf, clickVNet, dragVNet, mapIsDrawn, onMap } from '../map.ts';

test('shows the estate, a half-configured peering, and which half is missing', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await expect(page.getByRole('contentinfo')).toContainText('45 VNets');
  await page.getByRole('button', { name: '6 of them half-configured' }).click();
  await expect(page).toHaveURL(/q=state(:|%3A)half-configured/);
  await mapIsDrawn(page, 'hub-weu');
  await clickHalf(page, 'hub-weu', 'shop-stage-weu');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('region', { name: 'hub-weu → shop-stage-weu' })).toContainText('Initiated');
  await expect(inspector.getByRole('region', { name: 'shop-stage-weu → hub-weu' })).toContainText('Missing');
});

test('shows the address space of a VNet on click, and its peerings with both halves', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await clickVNet(page, 'hub-weu');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: 'hub-weu', level: 2 })).toBeVisible();
  await expect(inspector).toContainText('10.100.0.0/22');
  await expect(inspector).toContainText('Out of sync / Connected');
  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();
});

test('keeps a dragged VNet in place, for everyone who opens the map', async ({ page, browser, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'lab-island');
  const offset = async (where: Page) => {
    const [island, hub] = [await onMap(where, 'lab-island').boundingBox(), await onMap(where, 'hub-weu').boundingBox()];
    if (!island || !hub) throw new Error('both are in view');
    return { dx: Math.round(island.x - hub.x), dy: Math.round(island.y - hub.y) };
  };
  const before = await offset(page);
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/positions') && answer.request().method() === 'POST' && answer.ok(),
  );
  await dragVNet(page, 'lab-island', 40, -30);
  await expect.poll(() => offset(page)).toEqual({ dx: before.dx + 40, dy: before.dy - 30 });
  await saved;
  const moved = await offset(page);
  const other = await browser.newContext({ baseURL: product.url });
  const theirs = await other.newPage();
  for (const again of [page, theirs]) {
    await again.goto('/');
    await mapIsDrawn(again, 'lab-island');
    const zoomed = await offset(again);
    // the map is fitted to the window again: directions stay, the scale may not
    expect(zoomed.dx / zoomed.dy).toBeCloseTo(moved.dx / moved.dy, 1);
  }
  await other.close();
});

test('keeps the moves of two people who drag different VNets at the same time, on both maps', async ({ page, browser, product }) => {
  const other = await browser.newContext({ baseURL: product.url, viewport: page.viewportSize() });
  const theirs = await other.newPage();
  for (const one of [page, theirs]) {
    await one.goto('/');
    await mapIsDrawn(one, 'lab-island');
  }
  const distance = async (where: Page, name: string) => {
    const [vnet, hub] = [await onMap(where, name).boundingBox(), await onMap(where, 'hub-weu').boundingBox()];
    if (!vnet || !hub) throw new Error('both are in view');
    return { dx: Math.round(vnet.x - hub.x), dy: Math.round(vnet.y - hub.y) };
  };
  // positions are stored in whole units of the map, and a pixel is not one
  const deviation = async (where: Page, name: string, expected: { readonly dx: number; readonly dy: number }) => {
    const { dx, dy } = await distance(where, name);
    return Math.max(Math.abs(dx - expected.dx), Math.abs(dy - expected.dy));
  };
  const [island, stage] = [await distance(page, 'lab-island'), await distance(page, 'shop-stage-weu')];
  await Promise.all([dragVNet(page, 'lab-island', 40, -30), dragVNet(theirs, 'shop-stage-weu', -20, 50)]);
  for (const one of [page, theirs]) {
    await expect.poll(() => deviation(one, 'lab-island', { dx: island.dx + 40, dy: island.dy - 30 })).toBeLessThanOrEqual(1);
    await expect.poll(() => deviation(one, 'shop-stage-weu', { dx: stage.dx - 20, dy: stage.dy + 50 })).toBeLessThanOrEqual(1);
  }
  await other.close();
});

test('restores the grouping by region from the URL', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('button', { name: /^Grouping:/ }).click();
  await page.getByRole('menuitemradio', { name: /region/i }).click();
  await expect(page).toHaveURL(/group=region/);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Grouping:.*region/i })).toBeVisible();
});
