import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

// changes its fixture, so it starts a product of its own
test.use({ args: ['--world', 'course'] });

test('shows a change made elsewhere without a reload, and nothing moves', async ({ page, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'vnet2');
  await expect(onMap(page, 'vnet2')).toHaveAccessibleName('vnet2, 2 peerings');
  const before = await onMap(page, 'vnet1').boundingBox();
  await product.control('external', { action: 'delete-half', id: 'vnet3/vnet2' });
  await expect(onMap(page, 'vnet2')).toHaveAccessibleName('vnet2, 2 peerings, 1 half-configured, 1 error or warning');
  expect(await onMap(page, 'vnet1').boundingBox()).toEqual(before);

  await product.control('external', { action: 'put-vnet', id: 'vnet1', addressSpace: ['10.1.0.0/16', '10.11.0.0/16'] });
  await expect(onMap(page, 'vnet2')).toHaveAccessibleName(
    /^vnet2, 2 peerings, 1 half-configured, 1 more needs attention, \d errors and warnings$/,
  );
  await expect(page.getByRole('contentinfo')).toContainText('2 peerings need attention');
});
