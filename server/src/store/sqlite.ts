import { accessSync, constants, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import Sqlite from 'libsql';
import type { Database } from './database.ts';
import { cannotOpen, inWords, type Whys } from './failure.ts';
import { migrate } from './migrate.ts';
import { createPrivately, takeOwnership } from './owner-lock.ts';
import { TransactionalSqlite } from './sqlite-dialect.ts';
import { StoreFailure } from './store.ts';
import type { Tables } from './tables.ts';

/** A commit is on the disk when it returns, and readers do not wait for writers. */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];

/** Opens the file for this process alone, in the folder of `formerly` where only that one exists; makes it and its folder, for this account alone, when they are not there. Fails in a sentence. */
export async function openSqlite(file: string, formerly?: string): Promise<Database> {
  const folder = path.dirname(file);
  const opened: { close(): void }[] = [];
  try {
    if (formerly !== undefined) moveFolder(formerly, folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // SQLite opens what it may only read, and says so at the first write
    accessSync(folder, constants.W_OK);
    const owner = mustOwn(file);
    opened.push(owner);
    createPrivately(file);
    const sqlite = new Sqlite(file);
    opened.push(sqlite);
    for (const pragma of PRAGMAS) sqlite.pragma(pragma);
    const db = new Kysely<Tables>({ dialect: new TransactionalSqlite(sqlite) });
    await migrate(db, 'sqlite', `The store in ${folder}`);
    const close = async () => {
      if (!sqlite.open) return;
      try {
        // everything into the one file, for whoever copies it: libsql does so only when it has collected its statements
        sqlite.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        await db.destroy();
        owner.close();
      }
    };
    return {
      db,
      isSole: true,
      now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
      close: () => inWords('Closing the store', close),
    };
  } catch (error) {
    for (const part of opened.reverse()) part.close();
    throw cannotOpen(`The store in ${folder}`, WHYS, error);
  }
}

function mustOwn(file: string): { close(): void } {
  const owner = takeOwnership(`${file}.owner`);
  if (owner) return owner;
  throw new StoreFailure(`The store in ${path.dirname(file)} is in use by another Peerscape; ${OTHER}`, 'in-use');
}

/** Gives the folder of an older Peerscape its new name, unless that is taken or the older one still runs. */
function moveFolder(formerly: string, folder: string): void {
  if (existsSync(folder) || !existsSync(formerly)) return;
  // held for a moment only: a folder with open files cannot be renamed everywhere
  mustOwn(formerly).close();
  renameSync(path.dirname(formerly), folder);
}

const OTHER = 'stop that one, or name another folder with --data';

const WHYS: Whys = [
  {
    codes: /^SQLITE_(NOTADB|CORRUPT)/,
    text: 'its file is damaged or is no store; put back a copy, or move the file away to begin with an empty store',
  },
  { codes: /^(SQLITE_FULL|ENOSPC)$/, text: 'the disk is full; make room, or name another folder with --data' },
  { codes: /^(EEXIST|ENOTDIR)$/, text: 'that is not a folder; name another with --data' },
  {
    codes: /^(SQLITE_(READONLY|CANTOPEN|PERM|IOERR)|EACCES|EPERM|EROFS|ENOENT|unavailable)/,
    text: 'its files may not be read or written by this account; change that, or name another folder with --data',
  },
];
