import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundled, readLockfile } from './lockfile.ts';

const root = path.dirname(import.meta.dirname);
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('docker-compose.yml');

const production = readLockfile().filter((one) => one.isInProduction);

/** The promise: what `npm ci --omit=dev` installs, with the build, in megabytes on disk. */
const LIMIT_MB = 200;

/** The build, in a folder of its own, so that the clone's build is left alone. */
const built = mkdtempSync(path.join(tmpdir(), 'peerscape-image-'));
beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/build.mjs', built], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** Sums the size of a folder in bytes, in blocks of 4 KiB as most file systems allocate them; nested `node_modules` are packages of their own. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + 4096 + sizeOf(file);
    return entry.isFile() ? sum + Math.ceil(statSync(file).size / 4096) * 4096 : sum;
  }, 0);
}
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

const programs = () =>
  ['server', 'sandbox'].flatMap((workspace) => {
    const folder = path.join(built, workspace, 'dist');
    return readdirSync(folder)
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => path.join(folder, file));
  });

/** Finds the names of the npm packages that a built program imports. */
function packagesOf(program: string): readonly string[] {
  const code = readFileSync(program, 'utf8');
  const { module } = parseSync(program, code);
  const lazy = module.dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start + 1, end - 1));
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...lazy]
    .filter((name) => /^[@a-z]/.test(name) && !name.startsWith('node:'))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}

/** Measures what production takes on disk: the packages that are installed in `clone`, and the build. */
function measure(clone: string) {
  const sizes = production
    .filter(({ path: folder }) => existsSync(path.join(clone, folder)))
    .map(({ path: folder, name }) => ({ name, size: sizeOf(path.join(clone, folder)) }));
  const packages = sizes.reduce((sum, { size }) => sum + size, 0);
  const dist = ['server', 'sandbox', 'client'].reduce((sum, workspace) => sum + sizeOf(path.join(built, workspace, 'dist')), 0);
  const largest = sizes.toSorted((one, other) => other.size - one.size).slice(0, 3);
  const list = largest.map(({ name, size }) => `${name} ${megabytes(size)}`).join(', ');
  const total = megabytes(packages + dist);
  const text = `${total} MB on disk: ${sizes.length} packages ${megabytes(packages)} MB (largest: ${list}), dist ${megabytes(dist)} MB`;
  return { count: sizes.length, total, text };
}

describe('production', () => {
  it(`takes at most ${LIMIT_MB} MB with its packages`, () => {
    const { count, total, text } = measure(root);
    console.log(`npm ci --omit=dev and dist: ${text}`);
    expect(count).toBeGreaterThan(100);
    expect(total).toBeLessThanOrEqual(LIMIT_MB);
  });

  it('has every package that its programs import', () => {
    const imported = new Set(programs().flatMap(packagesOf));
    expect(imported).toContain('express');
    const names = new Set(production.map(({ name }) => name));
    expect([...imported].filter((name) => !names.has(name))).toEqual([]);
  });

  it('includes the licenses of all packages inside the page, and no unknown ones', () => {
    const bundled = readBundled(path.join(built, 'client/dist'));
    expect(bundled.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'cytoscape', '@tanstack/react-query']));
    const licenses = new Set(bundled.map(({ identifier }) => identifier));
    expect([...licenses].filter((license) => !['MIT', 'ISC', '0BSD', 'BSD-3-Clause', 'Apache-2.0'].includes(license))).toEqual([]);
  });
});

describe('the Dockerfile', () => {
  const copies = [...dockerfile.matchAll(/^COPY (?:--from=(\w+) )?(.+) (\S+)$/gm)].map(([, stage, sources = '', target = '']) => ({
    stage,
    sources: sources.split(' '),
    target,
  }));

  it('copies only files that the repository has or the build produces', () => {
    expect(copies.length).toBeGreaterThan(8);
    const isMissing = (source: string) =>
      source !== 'node_modules' && !existsSync(path.join(root, source)) && !existsSync(path.join(built, source));
    expect(copies.flatMap(({ sources }) => sources.map((one) => one.replace(/^\/peerscape\//, ''))).filter(isMissing)).toEqual([]);
  });

  it('takes what is built from the build, not from the clone', () => {
    for (const { stage, sources } of copies)
      if (sources.some((one) => one.endsWith('/dist') || one.endsWith('node_modules'))) expect(stage).toMatch(/^(build|packages)$/);
  });

  it('copies the package.json of every workspace, which npm ci needs', () => {
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: readonly string[] };
    const copied = copies.flatMap(({ sources }) => sources);
    expect(workspaces.filter((name) => !copied.includes(`${name}/package.json`))).toEqual([]);
  });

  it('takes its base as an argument, which can be pinned by digest', () => {
    expect(dockerfile).toMatch(/^ARG BASE=node:\d+-/m);
    const bases = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\w+))?$/gm)];
    const stages = bases.map(([, , name]) => name);
    expect(bases.map(([, base]) => base).filter((base) => base !== `$\{BASE}` && !stages.includes(base))).toEqual([]);
  });

  it('runs no scripts of packages', () => {
    const installs = [...dockerfile.matchAll(/npm ci[^&\n]*/g)].map(([command]) => command);
    expect(installs.length).toBe(2);
    expect(installs.filter((command) => !command.includes('--ignore-scripts'))).toEqual([]);
  });

  it('runs a program that the build produces, as a user without privileges', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM'));
    expect([...last.matchAll(/^USER (\w+)$/gm)].map(([, user]) => user)).toEqual(['node']);
    const [, program = ''] = /^CMD \["node", "([^"]+)"\]$/m.exec(last) ?? [];
    expect(existsSync(path.join(built, program)), program).toBe(true);
  });
});

describe('docker-compose.yml', () => {
  const [services = ''] = compose.split('services:').slice(1);

  it.each(['read_only: true', 'cap_drop: [ALL]', 'security_opt: ["no-new-privileges:true"]', 'tmpfs: [/tmp]', 'pids_limit: 200'])(
    'sets %s for every service',
    (setting) => {
      expect(compose.split('services:')[0]).toContain(setting);
      const names = [...services.matchAll(/^ {2}(\w+):$/gm)].filter(([, name]) => !name?.endsWith('-data'));
      expect(services.split('<<: *hardened').length - 1).toBe(names.length);
    },
  );

  it('publishes ports on this machine only', () => {
    const ports = [...compose.matchAll(/^ +ports: \[(.*)\]$/gm)].map(([, list]) => list);
    expect(ports).toEqual(['"127.0.0.1:4280:4280"']);
  });

  it('starts programs that the build produces, and mounts only folders that the image gives to its user', () => {
    const commands = [...compose.matchAll(/command: \[node, ([^,]+),/g)].map(([, program = '']) => program);
    expect(commands.filter((program) => !existsSync(path.join(built, program)))).toEqual([]);
    const mounts = [...compose.matchAll(/"[\w-]+-data:(\/\w+)/g)].map(([, folder = '']) => folder);
    expect(mounts.length).toBeGreaterThan(0);
    const [, created = ''] = /^RUN mkdir (.*?) && chown/m.exec(dockerfile) ?? [];
    expect(mounts.filter((folder) => !created.split(' ').includes(folder))).toEqual([]);
  });
});

describe.runIf(process.env.PEERSCAPE_TEST_LONG)('npm ci --omit=dev in a clean folder', () => {
  it(`installs at most ${LIMIT_MB} MB, with which the check reads an estate`, () => {
    const copies = [...dockerfile.slice(0, dockerfile.indexOf('AS build')).matchAll(/^COPY (.+) (\S+)$/gm)];
    for (const [, sources = ''] of copies)
      for (const source of sources.split(' ')) cpSync(path.join(root, source), path.join(built, source), { recursive: true });
    const install = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts'], {
      cwd: built,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect(install.status, install.stderr).toBe(0);
    const { count, total, text } = measure(built);
    console.log(`npm ci --omit=dev and dist, in a clean folder: ${text}`);
    expect(count).toBe(measure(root).count);
    expect(total).toBeLessThanOrEqual(LIMIT_MB);
    const check = path.join(built, 'server/dist/check.mjs');
    const estate = path.join(root, 'e2e/estates/az-network-vnet-list.json');
    const { stdout, stderr } = spawnSync(process.execPath, [check, '--file', estate], { cwd: built, encoding: 'utf8' });
    expect(stdout, stderr).toContain('VNet');
  });
});
