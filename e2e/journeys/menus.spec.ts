import type { Locator, Page } from '@playwright/test';
import { findViolations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { clickHalf, clickVNet, mapIsDrawn, onMap } from '../map.ts';

const menuOf = (page: Page, name: string): Locator => page.getByRole('menu', { name: `Actions for ${name}` });
const draft = (page: Page): Locator => page.getByRole('region', { name: 'Draft' });
const item = (page: Page, name: string | RegExp): Locator => page.getByRole('menuitem', { name });

test('by mouse: VNets, lines, rows and panels have a menu with what can be done', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');

  await clickVNet(page, 'hub-weu', 'right');
  await expect(menuOf(page, 'hub-weu')).toBeVisible();
  expect(new URL(page.url()).search, 'a right click opens no panel').toBe('');
  await item(page, /^Select neighbours/).click();
  await expect(page.getByRole('region', { name: 'Selected VNets' })).toContainText('20 VNets selected');

  await clickHalf(page, 'dev-03-weu', 'hub-weu', 'right');
  await expect(menuOf(page, 'dev-03-weu → hub-weu')).toBeVisible();
  await item(page, 'Repair peering').click();
  await expect(draft(page)).toContainText('1 change');

  await page.goto('/?view=peerings');
  const row = page.getByRole('row', { name: /auth-prod-weu/ });
  await row.click({ button: 'right' });
  await item(page, 'Delete peering (both halves)').click();
  await expect(draft(page)).toContainText('2 changes');
  await row.getByRole('button', { name: 'Actions for auth-prod-weu – hub-weu' }).click();
  await item(page, 'Edit peering…').click();
  await expect(page.getByRole('complementary', { name: 'Connect' })).toBeVisible();

  await page.goto('/');
  await mapIsDrawn(page, 'lab-island');
  await clickVNet(page, 'lab-island');
  const panel = page.getByRole('complementary', { name: 'Inspector' });
  await panel.getByRole('button', { name: 'Actions for lab-island' }).click();
  await expect(item(page, /^Select neighbours/)).toHaveAttribute('aria-disabled', 'true');
  await expect(item(page, /^Select neighbours/)).toContainText('No peerings with VNets visible to you');
  await item(page, 'Connect to…').click();
  await expect(page.getByRole('dialog', { name: 'Connect two VNets' })).toBeVisible();
});

test('by keyboard: Shift+F10 opens the menu, letters and arrows move in it, Escape returns the focus', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await onMap(page, 'hub-weu').focus();
  await page.keyboard.press('Shift+F10');
  await expect(item(page, 'Open details')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item(page, 'Show on map')).toBeFocused();
  await page.keyboard.press('End');
  await expect(item(page, 'Copy resource ID')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(item(page, 'Open details')).toBeFocused();
  await page.keyboard.press('c');
  await expect(item(page, 'Connect to…')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menuOf(page, 'hub-weu')).toBeHidden();
  await expect(onMap(page, 'hub-weu')).toBeFocused();

  await page.goto('/?view=vnets');
  const row = page.getByRole('row', { name: /hub-weu/ });
  await row.focus();
  await page.keyboard.press('ContextMenu');
  await expect(item(page, 'Open details')).toBeFocused();
  await page.keyboard.press('r');
  await expect(item(page, 'Repair 3 peerings')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(draft(page)).toContainText('3 changes');
  await expect(row).toBeFocused();

  await page.goto('/?view=peerings');
  await page.getByRole('row', { name: /auth-prod-weu/ }).focus();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Inspector' });
  await expect(panel.getByRole('heading', { name: 'auth-prod-weu – hub-weu' })).toBeVisible();
  await panel.getByRole('button', { name: /^Actions for/ }).focus();
  await page.keyboard.press('Enter');
  await expect(item(page, 'Show on map')).toBeFocused();
  await page.keyboard.press('Enter');
  await mapIsDrawn(page, 'auth-prod-weu');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no axe violations in ${colorScheme} with an open menu`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/?view=vnets');
    await page.getByRole('row', { name: /hub-weu/ }).click({ button: 'right' });
    await expect(menuOf(page, 'hub-weu')).toBeVisible();
    // a menu is not part of a landmark: it is at the end of the page, as in the authoring practices of WAI-ARIA
    expect(await findViolations(page, { without: ['region'] })).toEqual([]);
  });
}

test('the top bar shows what can be done, and the palette finds it by other words, by address, and answers when there is nothing', async ({
  page,
}) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await item(page, 'Help and version').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('contoso (sandbox)');
  await expect(dialog).toContainText(/Version\s*\d+\.\d+\.\d+/);
  await dialog.getByRole('button', { name: 'Show the legend' }).click();
  await expect(page.getByRole('complementary', { name: 'Legend' })).toBeVisible();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await item(page, /^Change history/).click();
  await expect(page.getByRole('complementary', { name: 'History' })).toBeVisible();

  const search = async (text: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(text);
  };
  const found = dialog.getByRole('option');
  await search('10.100.0.4');
  await expect(dialog.getByRole('combobox')).toHaveValue('10.100.0.4');
  await expect(dialog.getByRole('option', { selected: true })).toContainText('hub-weu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'hub-weu', level: 2 })).toBeVisible();
  await search('10.101.0.0/16');
  await expect(found.last()).toContainText('Filter by cidr:10.101.0.0/16');
  await found.last().click();
  await expect(page.getByRole('contentinfo')).toContainText('10 of 48 match');
  await search('hotkeys');
  await expect(found.first()).toContainText('Keyboard shortcuts');
  await page.keyboard.press('Escape');
  await search('rename');
  await expect(dialog.getByRole('status')).toContainText('Azure cannot rename a VNet or a peering');
  await page.keyboard.press('Escape');
  await search('nothing-like-this');
  await expect(dialog.getByRole('status')).toContainText('No results for “nothing-like-this”');
  await expect(found.first()).toContainText('Help and version');
});

test('by mouse: the menu focuses on a neighbourhood and hides the others', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'data-ml');
  await clickVNet(page, 'data-ml', 'right');
  await item(page, 'Focus on neighbourhood').click();
  await expect(page.getByRole('contentinfo')).toContainText('5 of 48 match');
  await expect(onMap(page, 'legacy-db')).toHaveCount(0);
  await expect(onMap(page, 'data-bi')).toHaveCount(1);
});
