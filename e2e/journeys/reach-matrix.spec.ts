import { findViolations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { clickVNet, mapIsDrawn } from '../map.ts';

test('a plan that cuts a spoke off says before Apply what else it cuts, and opens the question', async ({ page }) => {
  await page.goto('/?view=peerings&q=name:shop-prod-weu');
  await page.getByRole('row', { name: /hub-weu.*shop-prod-weu|shop-prod-weu.*hub-weu/ }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await page.keyboard.press('Delete');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const plan = page.getByRole('article', { name: /^Draft:/ });
  await expect(plan.getByRole('button', { name: /^Apply \d steps$/ })).toBeVisible();
  await expect(plan.getByText(/^Beyond its own peerings, this plan changes reach: /)).toBeVisible();
  const lost = plan.getByRole('region', { name: 'Reach lost' });
  await expect(lost).toContainText('Expected, because the plan changes the peering itself:');
  await lost.getByText(/^shop-prod-weu → pay-prod-weu$/).click();
  expect(await findViolations(page)).toEqual([]);
  await lost.getByRole('button', { name: /shop-prod-weu → pay-prod-weu/ }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('shop-prod-weu reaches pay-prod-weu');
});

test('by keyboard: opens the matrix, moves to a cell, reads why, and opens the question', async ({ page }) => {
  await page.goto('/?view=vnets');
  await expect(page.getByRole('row', { name: /hub-weu/ }).first()).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  const matrix = page.getByRole('grid', { name: 'Reach matrix' });
  await expect(matrix).toBeVisible();
  await page.getByRole('button', { name: 'Export CSV' }).focus();
  await page.keyboard.press('Tab');
  // browsers make a scrolled element a stop of its own
  await expect(async () => {
    if (
      (await matrix
        .getByRole('gridcell')
        .first()
        .evaluate((cell) => cell === document.activeElement)) === false
    )
      await page.keyboard.press('Tab');
    await expect(matrix.getByRole('gridcell').first()).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('End');
  await expect(matrix.getByRole('gridcell', { name: /^5 spokes of hub-eus2 like auth-prod-eus2 to shop-prod-weu: / })).toBeFocused();
  await expect(page.getByText(/^5 spokes of hub-eus2 like auth-prod-eus2 → shop-prod-weu$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('auth-prod-eus2 cannot reach shop-prod-weu');
  await expect(matrix).toBeVisible();
});

test('the map highlights what a VNet reaches, from its context menu', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'data-lake');
  await clickVNet(page, 'data-lake', 'right');
  await page.getByRole('menuitem', { name: 'Show its reach on the map' }).click();
  const panel = page.getByRole('article', { name: /^Reach: What data-lake reaches/ });
  await expect(panel.getByRole('region', { name: 'Both ways' }).getByRole('listitem')).toHaveText([
    'data-bi',
    'data-etl',
    'data-gov',
    'data-ml',
    'hub-weu',
  ]);
  await expect(panel.getByRole('region', { name: 'Unknown' })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await panel.getByRole('button', { name: 'hub-weu' }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('data-lake reaches hub-weu');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`has no axe violations in ${colorScheme}: matrix of VNets and of groups`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const view of ['/?view=matrix', '/?view=matrix&group=region', '/?view=matrix&q=name:hub']) {
      await page.goto(view);
      await expect(page.getByRole('grid', { name: 'Reach matrix' })).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
    }
  });

test('at 400 % zoom, the matrix fits and scrolls in itself', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto('/?view=matrix');
  await expect(page.getByRole('grid', { name: 'Reach matrix' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
