import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const { resolve } = createRequire(import.meta.url);

/** Fluent as Node's own `require` reads it: nothing to transform, and the ES modules of its icons import files without their endings. */
const FLUENT = Object.fromEntries(['@fluentui/react-components', '@fluentui/react-icons'].map((name) => [name, resolve(name)]));

// the files of a room share one run of its modules: loading them anew for each file took most of the time
const room = (name: string, more: object = {}) => ({
  test: { name, root: name, isolate: false, include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'], ...more },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'house', root: '.', include: ['*.test.ts'], testTimeout: 30_000 } },

      room('shared'),
      room('sandbox', { testTimeout: 60_000 }),
      room('server', { testTimeout: 60_000 }),
      {
        ...room('client', { environment: 'happy-dom', testTimeout: 60_000, setupFiles: [resolve('./client/src/testing/page.ts')] }),
        resolve: { alias: FLUENT },
      },
    ],
  },
});
