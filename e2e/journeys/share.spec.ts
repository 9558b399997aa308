import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

test('shares the filter and the focused item with another browser through the URL', async ({ page, browser, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('combobox', { name: /Filter/ }).fill('name:data state:out-of-sync');
  await expect(page.getByRole('contentinfo')).toContainText('match, others dimmed');
  await page.getByRole('tab', { name: 'Peerings' }).click();
  await page.getByRole('row', { name: /data-bi.*data-ml/ }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toContainText('data-');
  const url = page.url();

  const other = await browser.newContext({ baseURL: product.url });
  const theirs = await other.newPage();
  await theirs.goto(url);
  await expect(theirs.getByRole('combobox', { name: /Filter/ })).toHaveValue('name:data state:out-of-sync');
  await expect(theirs.getByRole('tab', { name: 'Peerings' })).toHaveAttribute('aria-selected', 'true');
  await expect(theirs.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { level: 2 })).toContainText('data-');
  await other.close();
});

test('reports where a filter is invalid, and keeps the last result', async ({ page }) => {
  await page.goto('/?view=vnets&q=name:hub');
  await expect(page.getByRole('row', { name: /hub-weu/ })).toBeVisible();
  await page.getByRole('combobox', { name: /Filter/ }).fill('name:hub AND (');
  await expect(page.getByRole('row', { name: /hub-weu/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search')).toContainText('Expected a term at the end');
});

test('reports that nothing matches, and offers to clear the filter', async ({ page }) => {
  await page.goto('/?view=vnets&q=name:atlantis');
  await expect(page.getByRole('main')).toContainText(/nothing|no VNet/i);
  await page.getByRole('main').getByRole('button', { name: /clear/i }).click();
  await expect(page.getByRole('row', { name: /hub-weu/ })).toBeVisible();
});

test('ignores invalid parameters in the URL', async ({ page }) => {
  await page.goto('/?view=banana&group=7&select=peering:x&q=%22');
  await mapIsDrawn(page, 'hub-weu');
});
