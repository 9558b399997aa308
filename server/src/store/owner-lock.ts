import { writeFileSync } from 'node:fs';
import Sqlite from 'libsql';

/** How long another process may take to end before it counts as living. */
const PATIENCE_MS = 200;

/**
 * Holds a file locked until it is closed or this process ends, however it ends: the kernel lets go of the lock. Undefined when another
 * holds it. A process id in a file would lie after a kill, and in containers, where every first process has the same.
 */
export function takeOwnership(file: string): { close(): void } | undefined {
  createPrivately(file);
  const owner = new Sqlite(file, { timeout: PATIENCE_MS });
  try {
    owner.exec('begin exclusive');
    return owner;
  } catch (error) {
    owner.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}

/** Makes the file, for this account alone, unless it exists. It is not opened when it does: closing it again would drop the locks of this process. */
export function createPrivately(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
