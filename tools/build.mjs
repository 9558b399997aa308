// Builds what `npm start` runs: the programs of the server and the sandbox, and the client's static files.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, 'dist', 'built');

/**
 * Bundles programs of one package into a file each, and chunks for what they share or load when it is needed. npm packages stay external;
 * Peerscape's own TypeScript and the rule pages are included.
 */
export function bundlePrograms(workspace, entries, outdir = path.join(root, workspace, 'dist')) {
  // the names of chunks contain a hash, so those of an earlier build would stay
  for (const file of existsSync(outdir) ? readdirSync(outdir) : []) if (file.startsWith(CHUNK)) rmSync(path.join(outdir, file));
  return bundle({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, path.join(root, workspace, source)])),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    chunkNames: `${CHUNK}[hash]`,
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [
      rulePages,
      {
        name: 'external-packages',
        setup: (b) =>
          b.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
            kind === 'entry-point' || name.startsWith('@peerscape/') ? undefined : { path: name, external: true },
          ),
      },
    ],
  });
}

const CHUNK = 'chunk-';

const RULES = path.join(root, 'shared/src/health/rules');

/** Replaces the module that reads the rule pages from the sources with their text. */
const rulePages = {
  name: 'rule-pages',
  setup: (b) =>
    b.onLoad({ filter: /server[\\/]src[\\/]check[\\/]page-texts\.ts$/ }, () => {
      const pages = readdirSync(RULES).filter((file) => file.endsWith('.md'));
      const texts = pages.map((file) => [path.basename(file, '.md'), readFileSync(path.join(RULES, file), 'utf8')]);
      return { contents: `export const PAGE_TEXTS = new Map(${JSON.stringify(texts)});`, loader: 'ts' };
    }),
};

async function client(outDir) {
  const { build } = await import('vite');
  await build({ root: path.join(root, 'client'), logLevel: 'warn', build: { outDir } });
}

/** Builds everything into the `dist` folders of the clone, or of another folder. */
export async function build(target = root) {
  const dist = (workspace) => path.join(target, workspace, 'dist');
  await Promise.all([
    bundlePrograms('sandbox', { main: 'src/main.ts' }, dist('sandbox')),
    bundlePrograms(
      'server',
      { main: 'src/main.ts', 'analysis-thread': 'src/analysis/thread.ts', check: 'src/check-main.ts', reach: 'src/reach-main.ts' },
      dist('server'),
    ),
  ]);
  for (const program of ['check.mjs', 'reach.mjs']) chmodSync(path.join(dist('server'), program), 0o755);
  await client(dist('client'));
  if (target !== root) return;
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}

/** Reports whether a source file is newer than the last complete build. */
export function isStale() {
  const built = timeOf(stamp);
  const newest = (entry) => {
    const stats = statSync(entry);
    if (!stats.isDirectory()) return stats.mtimeMs;
    return Math.max(0, ...readdirSync(entry).map((name) => newest(path.join(entry, name))));
  };
  const sources = ['shared', 'sandbox', 'server', 'client'].flatMap((workspace) => [`${workspace}/src`, `${workspace}/package.json`]);
  return [...sources, 'shared/worlds', 'client/index.html', 'client/vite.config.ts', 'tools/build.mjs'].some(
    (entry) => newest(path.join(root, entry)) > built,
  );
}

function timeOf(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build(process.argv[2]);
