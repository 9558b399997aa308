import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { onMap } from '../map.ts';

test.use({ args: ['--world', 'e2e/estates/address-plan.world'], permissions: ['clipboard-read', 'clipboard-write'] });

const plan = (page: Page) => page.getByRole('treegrid', { name: 'Prefixes' });
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Find an address, prefix or name' });
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('by mouse: finds what an address is, a free range near a VNet, and shows an overlap on the map', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('tab', { name: 'Addresses' }).click();
  await expect(plan(page).getByRole('row', { name: /10\.4\.0\.0\/16 spoke-a/ })).toBeVisible();

  await field(page).fill('10.5.0.7');
  await expect(answer(page)).toContainText(
    '10.5.0.7 is in subnet snet-frontend of vnet-globex-prod-application100-westeurope-001 (10.5.0.0/24)',
  );
  await expect(plan(page).getByRole('row')).toHaveCount(4);
  await answer(page).getByRole('button', { name: 'hub-weu' }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'hub-weu', level: 2 })).toBeVisible();

  await page.getByRole('tab', { name: 'Next free range' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toContainText('10.0.4.0/24');
  await page.getByRole('textbox', { name: 'Prefix length' }).fill('16');
  await expect(result).toContainText('10.1.0.0/16');
  await page.getByRole('textbox', { name: 'In the range' }).fill('10.6.0.0/15');
  await expect(result).toContainText('10.7.0.0/16');
  await page.getByRole('radio', { name: /A VNet and what it is peered with/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /^hub-neu/ })
    .click();
  await expect(result).toContainText('10.7.0.0/16');
  await result.getByRole('button', { name: 'Copy 10.7.0.0/16' }).click();
  expect(await copied(page)).toBe('10.7.0.0/16');
  await expect(page.getByRole('region', { name: 'How this was found' })).toContainText('Networks behind the gateways of');

  // the link shows the same
  await page.reload();
  await expect(result).toContainText('10.7.0.0/16');
  await expect(page.getByRole('button', { name: /^VNet: hub-neu/ })).toBeVisible();

  await page.getByRole('tab', { name: /^Overlaps/ }).click();
  await expect(page.getByRole('region', { name: 'In the same network, further apart' })).toContainText('spoke-b and spoke-c');
  await page.getByRole('button', { name: 'Show on map: spoke-b and spoke-c' }).click();
  await expect(onMap(page, 'spoke-b')).toBeVisible();
});

test('by keyboard: opens the address plan, finds an address, copies a free range and opens a VNet', async ({ page }) => {
  await page.goto('/?view=vnets');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(plan(page)).toBeVisible();
  await field(page).focus();
  await page.keyboard.type('192.168.1.1');
  await expect(answer(page)).toContainText('192.168.1.1 is in no VNet that is visible');
  await expect(answer(page)).toContainText('sends 192.168.0.0/16 to VirtualAppliance 10.0.0.4');
  await expect(answer(page)).toContainText('Networks that Azure does not list as VNets');
  await page.keyboard.press('Escape');
  await expect(answer(page)).toBeHidden();
  await page.keyboard.type('spoke-a');
  await expect(plan(page).getByRole('row', { name: /spoke-a/ })).toBeVisible();
  await plan(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(plan(page).getByRole('row', { name: /10\.4\.0\.0 – 10\.4\.2\.255/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => copied(page)).toBe('10.4.0.0/23');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'spoke-a', level: 2 })).toBeVisible();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Copy resource ID' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('next free');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('10.0.4.0/24');
});

test('exports the listed prefixes as CSV', async ({ page }) => {
  await page.goto('/?view=addresses&address=10.4.3.7&rows=subnets');
  await expect(answer(page)).toContainText('10.4.3.7 is in 2 overlapping prefixes');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^address-plan\.world-addresses-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines.slice(1, -1).map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
    'range 10.0.0.0/8',
    'VNet 10.4.0.0/16',
    'subnet 10.4.3.0/24',
    'VNet 10.4.3.0/24',
  ]);
});

test('can be used at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/?view=addresses');
  for (const name of ['Map', 'VNets', 'Peerings', 'Addresses', 'Findings']) {
    await expect(page.getByRole('tab', { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
  await field(page).fill('10.4.9.9');
  await expect(answer(page)).toContainText('10.4.9.9 is in spoke-a (10.4.0.0/16), in none of its subnets');
  await page.getByRole('tab', { name: 'Next free range' }).click();
  await page.getByRole('button', { name: /^Copy 10\.0\.4\.0\/24/ }).click();
  expect(await copied(page)).toBe('10.0.4.0/24');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
});
