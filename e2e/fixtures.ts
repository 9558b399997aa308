import { test as base, expect } from '@playwright/test';
import { type Product, startProduct } from './product.ts';

/** Extends `test` with the product on a fixture of its choice, and fails on errors in the browser's console. */
export const test = base.extend<
  { readonly cleanStart: undefined; readonly noConsoleErrors: undefined },
  { readonly args: readonly string[]; readonly product: Product }
>({
  args: [['--world', 'contoso'], { scope: 'worker', option: true }],
  product: [
    async ({ args }, use) => {
      const product = await startProduct(args);
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  browser: [
    async ({ playwright, launchOptions }, use) => {
      // Chromium sometimes dies at its start, which is not Peerscape's fault
      const launch = () => playwright.chromium.launch(launchOptions);
      const browser = await launch().catch(launch);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  // the state that one journey leaves must not reach the next, in whatever order they run
  cleanStart: [
    async ({ product }, use) => {
      await use(undefined);
      await product.startOver();
    },
    { auto: true },
  ],
  noConsoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text());
      });
      // what the policy blocks is an error only in some browsers
      await page.exposeFunction('reportViolation', (text: string) => errors.push(text));
      await page.addInitScript(() =>
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber }) => {
          const { reportViolation } = window as unknown as { readonly reportViolation: (text: string) => void };
          reportViolation(`${violatedDirective} blocks ${blockedURI} in ${sourceFile}:${lineNumber}:${columnNumber}`);
        }),
      );
      await use(undefined);
      expect(errors, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
