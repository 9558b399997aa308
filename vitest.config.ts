import { defineConfig } from 'vitest/config';

const room = (name: string, more: object = {}) => ({
  test: { name, root: name, include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'], ...more },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'house', root: '.', include: ['*.test.ts'], testTimeout: 30_000 } },

      room('shared'),
      room('sandbox', { testTimeout: 20_000 }),
      room('server', { testTimeout: 20_000 }),
      // Fluent's icons import files without their endings, which only a bundler understands
      room('client', { environment: 'happy-dom', testTimeout: 60_000, server: { deps: { inline: [/@fluentui/] } } }),
    ],
  },
});
