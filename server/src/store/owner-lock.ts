import { writeFileSync } from 'node:fs';
import Sqlite from 'libsql';

/** Maximum wait for a process that is exiting to release the lock. */
const LOCK_TIMEOUT_MS = 200;

/**
 * Locks a file until it is closed or this process ends; the kernel then releases the lock. Returns undefined when another process holds it. A
 * process id in a file would be wrong after a kill, and ambiguous in containers, where every first process has the same id.
 */
export function acquireOwnerLock(file: string): { close(): void } | undefined {
  createPrivateFile(file);
  const owner = new Sqlite(file, { timeout: LOCK_TIMEOUT_MS });
  try {
    owner.exec('begin exclusive');
    return owner;
  } catch (error) {
    owner.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}

/**
 * Creates the file with access for this account only, unless it exists. An existing file is not opened, because closing it would release this
 * process's locks.
 */
export function createPrivateFile(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
