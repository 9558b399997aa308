import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

test('by keyboard: steps along peerings and across the map, and learns why a key leads nowhere', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.getByRole('button', { name: 'Zoom in' }).focus();
  await page.keyboard.press('Shift+Tab');
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toContainText('Arrow keys follow peerings.');

  // from the VNet with the focus, at once: nothing was opened before
  await onMap(page, 'dev-03-weu').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tooltip).toContainText('dev-03-weu has no peering with a VNet to the left of it.');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(onMap(page, 'dev-03-weu')).not.toBeFocused();
  await expect(tooltip).not.toContainText('dev-03-weu has no peering');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeHidden();

  // an open inspector follows
  await onMap(page, 'dev-02-weu').focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: 'dev-02-weu', level: 2 })).toBeVisible();
  await mapIsDrawn(page, 'dev-02-weu');
  await onMap(page, 'dev-02-weu').focus();
  await page.keyboard.press('ArrowRight');
  await expect(inspector.getByRole('heading', { name: 'hub-weu', level: 2 })).toBeVisible();
  await expect(onMap(page, 'hub-weu')).toBeFocused();
});

test('by keyboard: reaches a broken half, and sees and hears the name of the missing end', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'dev-02-weu');
  await onMap(page, 'dev-02-weu').focus();
  await page.keyboard.press('Shift+ArrowUp');
  await expect(onMap(page, 'dev-03-weu')).toBeFocused();
  await expect(onMap(page, 'dev-03-weu')).toHaveAttribute('aria-description', /^Missing: hub-weu → dev-03-weu/);
  await expect(page.getByRole('tooltip')).toContainText('Missing: hub-weu → dev-03-weu');
  // along the broken peering to the VNet whose half is missing
  await page.keyboard.press('ArrowRight');
  await expect(onMap(page, 'hub-weu')).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText(/Missing: hub-weu → \S+/);
});

test('by keyboard: the dialog of shortcuts lists the keys of the map', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Go along a peering')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Map', includeHidden: true })).toHaveAttribute('aria-keyshortcuts', /Shift\+ArrowLeft/);
});

test('by keyboard: A connects the VNet that has the focus, and the focus goes to the next step', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'lab-island');
  const dialog = page.getByRole('dialog', { name: 'Connect two VNets' });
  await onMap(page, 'lab-island').focus();
  await page.keyboard.press('a');
  const partner = dialog.getByRole('combobox', { name: 'Connect lab-island to…' });
  await expect(partner).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(onMap(page, 'lab-island')).toBeFocused();

  await page.keyboard.press('a');
  await partner.fill('legacy-db');
  await expect(dialog.getByRole('option', { name: /^legacy-db/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('complementary', { name: 'Connect' });
  await sheet.getByRole('button', { name: 'Add 2 steps to the draft' }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('button', { name: 'Review plan' })).toBeFocused();
});

test('by keyboard: a dialog that a key opened leaves the focus where it was', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  await onMap(page, 'hub-weu').focus();
  for (const [key, name] of [
    ['Control+k', 'Commands'],
    ['?', 'Keyboard shortcuts'],
    ['e', 'Export map'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(onMap(page, 'hub-weu')).toBeFocused();
  }
});
