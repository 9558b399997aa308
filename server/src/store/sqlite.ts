import { accessSync, constants, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import Sqlite from 'libsql';
import type { Database } from './database.ts';
import { type OpenFailureReasons, toOpenFailure, wrapDatabaseErrors } from './database-errors.ts';
import { migrate } from './migrate.ts';
import { acquireOwnerLock, createPrivateFile } from './owner-lock.ts';
import { TransactionalSqlite } from './sqlite-dialect.ts';
import { StoreFailure } from './store.ts';
import type { Tables } from './tables.ts';

/** Settings for durable commits, and for readers that do not wait for writers. */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];

/**
 * Opens a SQLite file for this process only. Creates the file and its folder, with access for this account only, if they do not exist. If only
 * the folder of `legacyFile` exists, renames that folder. Rejects with a `StoreFailure`.
 */
export async function openSqlite(file: string, legacyFile?: string): Promise<Database> {
  const folder = path.dirname(file);
  const resources: { close(): void }[] = [];
  try {
    if (legacyFile !== undefined) moveFolder(legacyFile, folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // SQLite opens read-only files without an error and fails at the first write.
    accessSync(folder, constants.W_OK);
    const owner = acquireOwnership(file);
    resources.push(owner);
    createPrivateFile(file);
    const sqlite = new Sqlite(file);
    resources.push(sqlite);
    for (const pragma of PRAGMAS) sqlite.pragma(pragma);
    const db = new Kysely<Tables>({ dialect: new TransactionalSqlite(sqlite) });
    await migrate(db, 'sqlite', `The data store in ${folder}`);
    const close = async () => {
      if (!sqlite.open) return;
      try {
        // Moves all data into the main file, so that it can be copied alone. libsql does so only after garbage collection of its statements.
        sqlite.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        await db.destroy();
        owner.close();
      }
    };
    return {
      db,
      isExclusive: true,
      now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
      close: () => wrapDatabaseErrors('Closing the data store', close),
    };
  } catch (error) {
    for (const resource of resources.reverse()) resource.close();
    throw toOpenFailure(`The data store in ${folder}`, REASONS, error);
  }
}

function acquireOwnership(file: string): { close(): void } {
  const owner = acquireOwnerLock(`${file}.owner`);
  if (owner) return owner;
  throw new StoreFailure(
    `The data store in ${path.dirname(file)} is in use by another Peerscape process. Stop that process, or choose another folder with --data`,
    'in-use',
  );
}

/** Renames the folder of an earlier version, unless the new name exists or the earlier version is still running. */
function moveFolder(legacyFile: string, folder: string): void {
  if (existsSync(folder) || !existsSync(legacyFile)) return;
  // Released immediately, because some systems cannot rename a folder with open files.
  acquireOwnership(legacyFile).close();
  renameSync(path.dirname(legacyFile), folder);
}

const REASONS: OpenFailureReasons = [
  {
    codes: /^SQLITE_(NOTADB|CORRUPT)/,
    text: 'its file is damaged or is not a data store. Restore a backup, or move the file away to start with an empty store',
  },
  { codes: /^(SQLITE_FULL|ENOSPC)$/, text: 'the disk is full. Free some space, or choose another folder with --data' },
  { codes: /^(EEXIST|ENOTDIR)$/, text: 'the path is not a folder. Choose another folder with --data' },
  {
    codes: /^(SQLITE_(READONLY|CANTOPEN|PERM|IOERR)|EACCES|EPERM|EROFS|ENOENT|unavailable)/,
    text: 'this account may not read or write its files. Change their permissions, or choose another folder with --data',
  },
];
