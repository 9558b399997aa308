import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.ts';

const { executablePath, env } = await findBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: ['journeys/*.spec.ts'],
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // generous, because a busy machine is slow; no journey sets its own, and durations are measured in bench/
  timeout: 600_000,
  expect: { timeout: 120_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath,
      ...(env && { env }),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    trace: 'retain-on-failure',
  },
});
