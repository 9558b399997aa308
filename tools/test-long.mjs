// `npm run test:long`: the counts that `npm test` samples, in full and with a new seed each time; `-- kills` runs one group of them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tests = ['shared', 'sandbox', 'server', 'client']
  .flatMap((name) => readdirSync(path.join(root, name), { recursive: true }).map((file) => `${name}/${file.replaceAll('\\', '/')}`))
  .filter((file) => /\.test\.tsx?$/.test(file));
const properties = tests.filter((file) => readFileSync(path.join(root, file), 'utf8').includes("from 'fast-check'"));
const isAboutPlans = (file) => /\/(plan|goals|preview)\/|draft|plan-/.test(file);

/** Test files by group: 1,000 kills of the store, 1,000 of the engine and 50 of the product at random, 25 at each failpoint of the engine; 1,000 random drafts, and worlds, for each property; what the image installs; the size of the store after 1,000,000 changes. */
const GROUPS = {
  kills: tests.filter((file) => file.endsWith('kill.test.ts')),
  drafts: properties.filter(isAboutPlans),
  worlds: properties.filter((file) => !isAboutPlans(file)),
  image: ['tools/image.test.ts'],
  size: ['server/test/housekeeping.test.ts'],
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(GROUPS, name));
if (unknown !== undefined) {
  console.error(`There is no group ${unknown}; the groups are ${Object.keys(GROUPS).join(', ')}`);
  process.exit(2);
}
await prepare();
const files = (names.length > 0 ? names : Object.keys(GROUPS)).flatMap((name) => GROUPS[name]);
const { status } = spawnSync('npx', ['vitest', 'run', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PEERSCAPE_TEST_LONG: '1' },
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
