import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { clickVNet, mapIsDrawn, onMap } from '../map.ts';

const box = (page: Page) => page.getByRole('combobox', { name: /Filter/ });
const statusLine = (page: Page) => page.getByRole('contentinfo');
/** Returns the accessible names of the VNets on the map. */
const vnetsOnMap = (page: Page) => page.getByRole('list', { name: 'Virtual networks in view' }).getByRole('button').allInnerTexts();
const countOnMap = async (page: Page) => (await vnetsOnMap(page)).length;

test('by mouse: filters, counts, hides the others, shares, exports and clears', async ({ page, browser, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await statusLine(page)
    .getByRole('button', { name: /half-configured/ })
    .click();
  await expect(statusLine(page)).toContainText('8 of 48 match, others dimmed');
  await expect(page.getByRole('search')).toContainText('8 of 48');
  await expect(onMap(page, 'pay-prod-weu')).toHaveAccessibleDescription(/does not match the filter/);
  await expect(onMap(page, 'dev-03-weu')).not.toHaveAccessibleDescription(/does not match the filter/);

  await page.getByText('Hide', { exact: true }).click();
  await expect(statusLine(page)).toContainText('8 of 48 match, others hidden');
  await expect(onMap(page, 'pay-prod-weu')).toHaveCount(0);
  await mapIsDrawn(page, 'hub-weu');
  expect(await countOnMap(page)).toBe(8);

  await page.waitForURL(/q=state:half-configured/);
  const other = await browser.newContext({ baseURL: product.url });
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  await mapIsDrawn(theirs, 'hub-weu');
  expect(await countOnMap(theirs)).toBe(8);
  await other.close();

  await page.getByRole('button', { name: /^Export map/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^SVG/ }).check();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /^Save contoso-map-/ }).click()]);
  const svg = (await readFile(await download.path())).toString();
  expect(svg).toContain('6 of 45 VNets, 6 of 47 peerings');
  expect(svg).toContain('what does not match the filter is hidden');
  expect(svg).toContain('Filter: state:half-configured');
  expect(svg).not.toContain('pay-prod-weu');

  await page.getByRole('tab', { name: 'Peerings' }).click();
  await expect(statusLine(page)).toContainText('6 of 47 peerings match, others not listed');
  await page.getByRole('tab', { name: 'VNets' }).click();
  await expect(statusLine(page)).toContainText('8 of 48 match, others not listed');
  await page.getByRole('tab', { name: 'Map' }).click();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(onMap(page, 'pay-prod-weu')).toBeAttached();
});

test('by mouse: focuses on a VNet from its panel, and Back shows everything again', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-eus2');
  await clickVNet(page, 'hub-eus2');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('button', { name: 'Focus', exact: true }).click();
  await expect(box(page)).toHaveValue('near:hub-eus2');
  await expect(onMap(page, 'dev-01-weu')).toHaveCount(0);
  await expect(onMap(page, 'hub-weu')).toBeAttached();
  await page.waitForURL(/q=near:hub-eus2.*others=hide|others=hide.*q=near:hub-eus2/);
  await page.goBack();
  await expect(box(page)).toHaveValue('');
  await expect(onMap(page, 'dev-01-weu')).toBeAttached();
});

test('by keyboard: a half-typed term changes nothing and says so, names find a peering, and hiding is one key', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.keyboard.press('/');
  await page.keyboard.type('is:hub');
  await expect(statusLine(page)).toContainText('2 of 48 match');
  await page.keyboard.type(' state:half', { delay: 30 });
  await expect(page.getByRole('search')).toContainText('Until then: is:hub');
  await expect(statusLine(page)).toContainText('2 of 48 match');
  expect(page.url()).not.toContain('state');

  await page.keyboard.press('Control+a');
  await page.keyboard.type('hub-weu dev-03-weu');
  await expect(statusLine(page)).toContainText('2 of 48 match, others dimmed');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.getByRole('region', { name: 'Map' }).focus();
  await page.keyboard.press('h');
  await expect(statusLine(page)).toContainText('others hidden');
  await mapIsDrawn(page, 'dev-03-weu');
  expect(await countOnMap(page)).toBe(2);
  await page.keyboard.press('x');
  await expect(onMap(page, 'pay-prod-weu')).toBeAttached();
});

test('by keyboard: saves a filter, applies, renames and deletes it', async ({ page }) => {
  await page.goto('/?q=name:prod+has:peerings');
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('button', { name: 'Save this filter' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Saved filters' });
  await dialog.getByRole('textbox', { name: /^Name of the current filter/ }).fill('Production');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('listitem')).toContainText('Production');
  await dialog.getByRole('button', { name: 'Rename Production' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'New name of Production' }).fill('Peered production');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('listitem')).toContainText('Peered production');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('x');
  await expect(statusLine(page)).not.toContainText('match');
  await expect(page).not.toHaveURL(/[?&]q=/);
  await page.reload();
  await mapIsDrawn(page, 'hub-weu');
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { selected: true })).toContainText('Peered production');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('name:prod has:peerings');
  await expect(statusLine(page)).toContainText('match, others dimmed');

  await page.getByRole('button', { name: 'Saved filters' }).press('Enter');
  await dialog.getByRole('button', { name: 'Delete Peered production' }).press('Enter');
  await expect(dialog).toContainText('No filters are saved in this browser.');
});
