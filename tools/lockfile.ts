import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);

/** A package of the registry, as package-lock.json pins it. */
export interface LockedPackage {
  /** Folder from the root, such as `node_modules/express`; unique. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  /** URL that it comes from; absent for the registry in use, because `.npmrc` omits it. */
  readonly resolved?: string;
  readonly hasInstallScript: boolean;
  /** True if `npm ci --omit=dev` installs it. */
  readonly isInProduction: boolean;
}

interface LockfileEntry {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const INSTALLED = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/;

/** Reads all packages of package-lock.json, without the workspaces. */
export function readLockfile(): readonly LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, LockfileEntry>>;
  };
  return Object.entries(packages).flatMap(([folder, { version = '', dev = false, link = false, hasInstallScript = false, ...rest }]) => {
    const name = INSTALLED.exec(folder)?.[1];
    return name === undefined || link ? [] : [{ ...rest, path: folder, name, version, hasInstallScript, isInProduction: !dev }];
  });
}

/** The name and version of a package whose code is in the built page. */
export type BundledPackage = Pick<LockedPackage, 'name' | 'version'>;

/** Reads which packages the built page contains, with their licenses; the build writes the list. */
export function readBundled(client = path.join(root, 'client/dist')): readonly (BundledPackage & { readonly identifier: string })[] {
  return JSON.parse(readFileSync(path.join(client, 'licenses.json'), 'utf8')) as ReturnType<typeof readBundled>;
}

/** Selects what reaches users: packages that are installed in production, and packages that are bundled into the page. */
export function selectShipped(packages: readonly LockedPackage[], bundled: readonly BundledPackage[]): readonly LockedPackage[] {
  const inPage = new Set(bundled.map(({ name, version }) => `${name}@${version}`));
  return packages.filter(({ name, version, isInProduction }) => isInProduction || inPage.has(`${name}@${version}`));
}
