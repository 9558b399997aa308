import { test as base, expect } from '@playwright/test';
import { type Product, startProduct } from './product.ts';

/** A journey: the product on a world of its own choosing, and a page that fails on anything the browser complains about. */
export const test = base.extend<
  { readonly afresh: undefined; readonly quiet: undefined },
  { readonly args: readonly string[]; readonly product: Product }
>({
  args: [['--world', 'contoso'], { scope: 'worker', option: true }],
  product: [
    async ({ args }, use) => {
      const product = await startProduct(args);
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  browser: [
    async ({ playwright, launchOptions }, use) => {
      // Chromium dies at its start now and then; that says nothing of Peerscape
      const launch = () => playwright.chromium.launch(launchOptions);
      const browser = await launch().catch(launch);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  // what one journey leaves behind must not be what another begins with, in whatever order they run
  afresh: [
    async ({ product }, use) => {
      await use(undefined);
      await product.startOver();
    },
    { auto: true },
  ],
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
      });
      await use(undefined);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
