import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

test.use({ args: ['--world', 'e2e/estates/firewall-hub.world'] });

test('finds that requests pass the firewall of the hub and replies do not', async ({ page }) => {
  await page.goto('/?panel=reach&from=shop/app&to=hub/shared');
  await mapIsDrawn(page, 'shop');
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('Asymmetric');
  await expect(page.getByRole('list', { name: 'There' })).toContainText('10.0.1.4');
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(answer).toContainText('Asymmetric');
  await expect(page.getByRole('list', { name: 'Back' })).toContainText('10.0.1.4');
});
