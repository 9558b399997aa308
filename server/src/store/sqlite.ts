import { accessSync, constants, existsSync, mkdirSync, renameSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import Sqlite from 'libsql';
import type { Database } from './database.ts';
import { createOpenFailure, toOpenFailure, wrapDatabaseErrors } from './database-errors.ts';
import { migrate } from './migrate.ts';
import { FILE_MISSING } from './outage-reasons.ts';
import { acquireOwnerLock, createPrivateFile } from './owner-lock.ts';
import { writeProbe } from './probe.ts';
import { TransactionalSqlite } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';

/** Maximum size of the log between two checkpoints, in bytes; a large transaction exceeds it for a while. */
const MAX_LOG_BYTES = 8_000_000;

/** Settings for durable commits, for readers that do not wait for writers, and for files that shrink again. */
const PRAGMAS = [
  'auto_vacuum = INCREMENTAL',
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'busy_timeout = 5000',
  `journal_size_limit = ${MAX_LOG_BYTES}`,
];

/** Number of pages of 4 KB to give back to the file system at once, which takes some milliseconds. */
const COMPACT_PAGES = 200;

/**
 * Opens a SQLite file for this process only. Creates the file and its folder, with access for this account only, if they do not exist. If only
 * the folder of `legacyFile` exists, renames that folder. Rejects with a `StoreFailure`.
 */
export async function openSqlite(file: string, legacyFile?: string): Promise<Database> {
  const folder = path.dirname(file);
  const name = { dialect: 'sqlite', location: `The data store in ${folder}` } as const;
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
    enableCompacting(sqlite);
    const db = new Kysely<Tables>({ dialect: new TransactionalSqlite(sqlite) });
    await migrate(db, 'sqlite', name.location);
    const files = [file, `${file}-wal`];
    const opened = await identify(files);
    const isInPlace = async () => (await identify(files)) === opened;
    return {
      ...name,
      db,
      isExclusive: true,
      now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
      isInPlace,
      probe: async () => {
        if (!(await isInPlace())) throw withCode(FILE_MISSING);
        if (await isAlmostFull(folder)) throw withCode('ENOSPC');
        await writeProbe(db);
      },
      compact: async () => compact(sqlite),
      size: async () => {
        const sizes = [...files, `${file}-shm`].map((each) =>
          stat(each).then(
            ({ size }) => size,
            () => 0,
          ),
        );
        return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      },
      renewConnections: () => undefined,
      close: async () => {
        if (!sqlite.open) return;
        try {
          // Moves all data into the main file, so that it can be copied alone. libsql does so only after garbage collection of its statements.
          sqlite.pragma('wal_checkpoint(TRUNCATE)');
        } catch (error) {
          // on a full disk the data stays in the log, from which the next opening reads it
          if (!(error instanceof Sqlite.SqliteError)) throw error;
        } finally {
          await wrapDatabaseErrors(name, 'Closing the data store', () => db.destroy()).finally(() => owner.close());
        }
      },
    };
  } catch (error) {
    for (const resource of resources.reverse()) resource.close();
    throw toOpenFailure(name, error);
  }
}

/** Rewrites the file of an earlier version, once, so that it can shrink later. */
function enableCompacting(sqlite: Sqlite.Database): void {
  if (readPragma(sqlite, 'auto_vacuum') === INCREMENTAL) return;
  try {
    sqlite.exec('vacuum');
  } catch (error) {
    // there is no space for a second copy: the file does not shrink, but uses its free pages again
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  }
}

const INCREMENTAL = 2;

/** Gives some free pages back to the file system, or else empties the log into the file. Returns true if there are more pages. */
function compact(sqlite: Sqlite.Database): boolean {
  // rather later than as a part of somebody's transaction
  if (sqlite.inTransaction) return false;
  const before = readPragma(sqlite, 'freelist_count');
  sqlite.exec(`pragma incremental_vacuum(${COMPACT_PAGES})`);
  const after = readPragma(sqlite, 'freelist_count');
  if (after > 0 && after < before) return true;
  // the file becomes smaller only now
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  return false;
}

const readPragma = (sqlite: Sqlite.Database, name: 'auto_vacuum' | 'freelist_count'): number =>
  (sqlite.prepare(`pragma ${name}`).get() as Record<typeof name, number>)[name];

/** Free space below which a full disk still counts as full, in bytes: SQLite's log grows that much before it is moved into the file. */
const MIN_FREE_BYTES = 4_000_000;

async function isAlmostFull(folder: string): Promise<boolean> {
  const { bavail, bsize, blocks } = await statfs(folder);
  // some network file systems report nothing
  return blocks > 0 && bavail * bsize < MIN_FREE_BYTES;
}

/** Identifies files independently of their names. On Linux and macOS, a process can write to a file that was deleted or replaced. */
async function identify(files: readonly string[]): Promise<string> {
  const stats = await Promise.all(files.map((file) => stat(file, { bigint: true }).catch(() => undefined)));
  return stats.map((found) => (found ? `${found.dev}/${found.ino}` : 'none')).join();
}

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

function acquireOwnership(file: string): { close(): void } {
  const owner = acquireOwnerLock(`${file}.owner`);
  if (owner) return owner;
  throw createOpenFailure(
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
