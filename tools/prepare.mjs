// Prepares a clone: installs if the lockfile is newer than node_modules, builds if a source is newer than the last build.
// Uses no npm package.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

function isInstalled() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(path.join(root, 'package-lock.json')).mtimeMs <= statSync(installed).mtimeMs + 1000;
}

/** Runs `npm ci` if needed. Throws if it fails; npm has printed its own message by then. */
export function install() {
  if (isInstalled()) return;
  console.error('Installing (once, about a minute) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed; its message is above');
}

/** Installs and builds if needed. The build runs in its own process, because Vite sets NODE_ENV, which must not reach later steps. */
export async function prepare() {
  install();
  const { isStale } = await import('./build.mjs');
  if (!isStale()) return;
  console.error('Building …');
  const { status } = spawnSync(process.execPath, [path.join(root, 'tools/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The build failed; its message is above');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepare();
