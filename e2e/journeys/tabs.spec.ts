import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

// changes its fixture, so it starts a product of its own
test.use({ args: ['--world', 'course'] });

const halfConfigured = (page: Page) => page.getByRole('contentinfo').getByRole('button', { name: /half-configured/ });

test('eight tabs share one event stream, and another tab opens one when the first closes', async ({ context, page, product }) => {
  const readers: Page[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/events') readers.push(request.frame().page());
  });
  const tabs = [page, ...(await Promise.all(Array.from({ length: 7 }, () => context.newPage())))];
  // over HTTP/1.1 a seventh stream would leave no connection for other requests
  for (const tab of tabs) {
    await tab.goto('/?view=vnets');
    await expect(tab.getByRole('row', { name: /vnet1/ })).toBeVisible();
    await expect(halfConfigured(tab)).toHaveCount(0);
  }
  expect(readers).toEqual([page]);
  await product.control('external', { action: 'delete-half', id: 'vnet3/vnet2' });
  for (const tab of tabs) await expect(halfConfigured(tab)).toHaveText('1 half-configured peering');

  await page.close();
  await expect.poll(() => readers.length).toBe(2);
  const others = tabs.slice(1);
  expect(others).toContain(readers[1]);
  await product.control('external', { action: 'put-vnet', id: 'vnet1', addressSpace: ['10.1.0.0/16', '10.11.0.0/16'] });
  for (const tab of others) await expect(tab.getByRole('row', { name: /vnet1/ })).toContainText('10.11.0.0/16');
});
