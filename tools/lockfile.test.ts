import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLockfile } from './lockfile.ts';

const root = path.dirname(import.meta.dirname);
const packages = readLockfile();
const production = packages.filter((one) => one.isInProduction);

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}
const readPackage = (folder: string) => JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as PackageFile;
const own = readPackage('.');
const folders = ['.', ...(own.workspaces ?? [])];

/** Licenses that allow shipping a package with Peerscape, for any purpose, with its notice. */
const PERMISSIVE = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense'];
/** Licenses that allow using a package as a tool. MPL-2.0 concerns changes of the package's own files. */
const FOR_TOOLS = [...PERMISSIVE, 'MPL-2.0'];

/** Reports whether one of the alternatives of an SPDX expression such as `(MIT OR Apache-2.0)` is allowed. */
const isAllowed = (license: string | undefined, allowed: readonly string[]) =>
  license
    ?.replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((one) => allowed.includes(one)) ?? false;

describe('package-lock.json', () => {
  it('lists packages of production and of tools', () => {
    expect(production.length).toBeGreaterThan(100);
    expect(packages.length).toBeGreaterThan(production.length);
  });

  it('pins every package by its content', () => {
    expect(packages.filter(({ integrity }) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('takes every package from the registry in use, none from git, a URL or a folder', () => {
    expect(packages.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it('contains no package in production whose license is not permissive', () => {
    expect(production.filter(({ license }) => !isAllowed(license, PERMISSIVE))).toEqual([]);
  });

  it('contains no tool whose license forbids its use', () => {
    expect(packages.filter(({ license }) => !isAllowed(license, FOR_TOOLS))).toEqual([]);
  });

  it('installs nothing in production that runs a script at installation', () => {
    expect(production.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  it('contains exactly the installation scripts about which package.json decides', () => {
    const withScripts = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(Object.keys(own.allowScripts ?? {}).sort()).toEqual(withScripts.sort());
  });
});

describe('the package.json files', () => {
  it('pin exact versions', () => {
    const ranges = folders.flatMap((folder) => {
      const { dependencies, devDependencies, optionalDependencies } = readPackage(folder);
      return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${folder}: ${name} ${version}`);
    });
    expect(ranges).toEqual([]);
  });

  it('name at most 25 packages that production imports', () => {
    const direct = new Set(
      folders.flatMap((folder) => Object.keys(readPackage(folder).dependencies ?? {})).filter((name) => !name.startsWith('@peerscape/')),
    );
    expect(direct.size).toBeGreaterThan(0);
    expect(direct.size).toBeLessThanOrEqual(25);
  });
});
