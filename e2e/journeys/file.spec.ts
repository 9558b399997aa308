import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

const estate = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'estates', 'az-network-vnet-list.json');

test.use({ args: ['--file', estate] });

test('the output of `az network vnet list` is the same map, read-only and without any Azure', async ({ page, product }) => {
  expect(product.output.join('\n')).not.toContain('ARM endpoint');
  await page.goto('/');
  await mapIsDrawn(page, 'hub');
  await expect(onMap(page, 'hub')).toHaveAccessibleName('hub, 2 peerings, 1 half-configured');
  await expect(page.getByRole('contentinfo')).toContainText('az-network-vnet-list.json');
  await expect(page.getByRole('contentinfo')).toContainText('1 ghost');
});
