import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

const estate = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'estates', 'az-network-vnet-list.json');

test.use({ args: ['--file', estate] });

test('opens the output of `az network vnet list` as the same map, read-only and without Azure', async ({ page, product }) => {
  expect(product.output.join('\n')).not.toContain('ARM endpoint');
  await page.goto('/');
  await mapIsDrawn(page, 'hub');
  await expect(onMap(page, 'hub')).toHaveAccessibleName(/^hub, 2 peerings, 1 half-configured, \d errors? (or|and) warnings?$/);
  await expect(page.getByRole('contentinfo')).toContainText('az-network-vnet-list.json');
  await expect(page.getByRole('contentinfo')).toContainText('1 VNet not in this file');
});

test('names resource types that are not in the file, with the command that exports them', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await mapIsDrawn(page, 'hub');
  await page.getByRole('button', { name: /resource types not in this source/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Not in this source' })).toBeVisible();
  await expect(page.getByText(/does not include .*firewalls.*inconclusive/)).toBeVisible();
  await page.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('az graph query');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Not in this source' })).toBeHidden();
});
