import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const { resolve } = createRequire(import.meta.url);

/** Fluent's CommonJS build: it needs no transformation, and the ES modules of its icons import files without extensions. */
const FLUENT = Object.fromEntries(['@fluentui/react-components', '@fluentui/react-icons'].map((name) => [name, resolve(name)]));

/** Timeouts of all tests, in milliseconds: generous, because a busy machine is slow; a test that hangs still fails. No test sets its own. */
const TIMEOUTS = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 120_000, interval: 20 } } };

/** True for `npm run test:long`, which sets the variable: long counts instead of samples, and a new seed each time. */
const isLong = process.env.PEERSCAPE_TEST_LONG !== undefined;
/** Seed of all property tests; the same in each run of `npm test`, so that its result depends on the sources only. */
const seed = process.env.PEERSCAPE_TEST_SEED ?? (isLong ? String(Date.now() % 2 ** 31) : '1');
if (process.env.VITEST) console.log(`Seed of the property tests: ${seed} (set PEERSCAPE_TEST_SEED=${seed} to repeat them)`);

/** Common options of all projects. */
const COMMON = {
  ...TIMEOUTS,
  env: { PEERSCAPE_TEST_SEED: seed, PEERSCAPE_TEST_RUNS: isLong ? '1000' : '200' },
};
const PROPERTY_TESTS = resolve('./tools/testing/property-tests.ts');

// the test files of a package share its loaded modules: loading them for each file took most of the time
const workspace = (name: string, more: object = {}) => ({
  test: {
    name,
    root: name,
    isolate: false,
    ...COMMON,
    setupFiles: [PROPERTY_TESTS],
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    ...more,
  },
});

export default defineConfig({
  test: {
    // by default one core is left idle, of two as well
    maxWorkers: '100%',
    projects: [
      { test: { name: 'tools', root: 'tools', include: ['*.test.ts'], ...COMMON } },

      workspace('shared'),
      workspace('sandbox'),
      workspace('server'),
      {
        ...workspace('client', { environment: 'happy-dom', setupFiles: [PROPERTY_TESTS, resolve('./client/src/testing/page.ts')] }),
        resolve: { alias: FLUENT },
      },
    ],
  },
});
