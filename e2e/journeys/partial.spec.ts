import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

// removes permissions, so it starts a product of its own
test.use({ args: ['--world', 'contoso'] });

test('marks the map as partial if a subscription cannot be read, with ARM’s message; nothing looks deleted', async ({ page, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'data-lake');
  await product.control('access', { deny: 'contoso-data' });

  await expect(page.getByText('Not everything could be read: contoso-data')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('1 scope could not be read');
  await expect(onMap(page, 'data-lake')).toHaveAccessibleName(/not visible to you/);
  await page.getByRole('button', { name: '1 scope could not be read' }).click();
  await expect(page.getByText('AuthorizationFailed')).toBeVisible();

  await product.control('access', { restore: 'contoso-data' });
  await expect(onMap(page, 'data-lake')).toHaveAccessibleName('data-lake, 5 peerings');
  await expect(page.getByRole('contentinfo')).not.toContainText('could not be read');
});
