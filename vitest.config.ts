import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const { resolve } = createRequire(import.meta.url);

/** Fluent's CommonJS build: it needs no transformation, and the ES modules of its icons import files without extensions. */
const FLUENT = Object.fromEntries(['@fluentui/react-components', '@fluentui/react-icons'].map((name) => [name, resolve(name)]));

/** Timeouts of all tests, in milliseconds: generous, because a busy machine is slow; a test that hangs still fails. No test sets its own. */
const TIMEOUTS = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 120_000, interval: 20 } } };

// the test files of a package share its loaded modules: loading them for each file took most of the time
const workspace = (name: string, more: object = {}) => ({
  test: { name, root: name, isolate: false, ...TIMEOUTS, include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'], ...more },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'tools', root: 'tools', include: ['*.test.ts'], ...TIMEOUTS } },

      workspace('shared'),
      workspace('sandbox'),
      workspace('server'),
      {
        ...workspace('client', { environment: 'happy-dom', setupFiles: [resolve('./client/src/testing/page.ts')] }),
        resolve: { alias: FLUENT },
      },
    ],
  },
});
