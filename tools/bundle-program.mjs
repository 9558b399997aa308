// `node tools/bundle-program.mjs <source> <output>`: bundles a program for tests, with its packages, into one file. Such a process starts in a
// third of the time that tsx needs, which matters to tests that start hundreds.
import { build } from 'esbuild';

const [source, outfile] = process.argv.slice(2);
await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // native, or loaded on demand
  external: ['libsql', 'pg-native', '@azure/identity', '@azure/arm-network'],
  // what CommonJS packages expect in an ES module
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url); const __dirname = import.meta.dirname; const __filename = import.meta.filename;",
  },
  logLevel: 'warning',
});
