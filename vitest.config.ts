import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const { resolve } = createRequire(import.meta.url);

/** Fluent as Node's own `require` reads it: nothing to transform, and the ES modules of its icons import files without their endings. */
const FLUENT = Object.fromEntries(['@fluentui/react-components', '@fluentui/react-icons'].map((name) => [name, resolve(name)]));

/** One for all: a busy machine is slow, and a test that hangs is found all the same. */
const TIMEOUTS = { testTimeout: 60_000, hookTimeout: 60_000 };

// the files of a room share one run of its modules: loading them anew for each file took most of the time
const room = (name: string, more: object = {}) => ({
  test: { name, root: name, isolate: false, ...TIMEOUTS, include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'], ...more },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'tools', root: 'tools', include: ['*.test.ts'], ...TIMEOUTS } },

      room('shared'),
      room('sandbox'),
      room('server'),
      {
        ...room('client', { environment: 'happy-dom', setupFiles: [resolve('./client/src/testing/page.ts')] }),
        resolve: { alias: FLUENT },
      },
    ],
  },
});
