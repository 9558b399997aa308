import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { OutageMonitor } from './outage-monitor.ts';
import type { Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

/** A write transaction. No other process writes at the same time. */
export interface WriteTransaction {
  readonly tx: Tx;
  readonly estate: StoreEstate;
  /** Milliseconds since 1970 by the database's clock, read after the lock was acquired. */
  readonly now: number;
}

/** The estate that an open store serves. Rows of other estates are never read or changed. */
export interface StoreEstate {
  readonly key: string;
  /** The estate adopted the data of an earlier version, whose audit entries name no estate. */
  readonly hasOlderEntries: boolean;
  /** Returns the current Azure identity, which each audit entry records. */
  readonly identity: () => string | null;
}

/** Access to the tables. `operation` names the operation in the error message, for example "Reading a plan". */
export interface Access {
  readonly estate: StoreEstate;
  /** SQL expression for the database's clock, in milliseconds since 1970. */
  readonly clock: Database['now'];
  read<T>(operation: string, run: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Runs a transaction that changes data shown to users. Increments the serial of the store. */
  write<T>(operation: string, run: (turn: WriteTransaction) => Promise<T>): Promise<T>;
  /** Runs a transaction that changes only claims, leases or bookkeeping. Leaves the serial unchanged. */
  writeWithoutSerial<T>(operation: string, run: (turn: WriteTransaction) => Promise<T>): Promise<T>;
}

/**
 * Creates the access to the tables of one estate. Write transactions run one at a time: SQLite has a single connection, and in PostgreSQL they
 * lock one row. Therefore data read in a transaction cannot change before its write, deadlocks are impossible and counters have no gaps. A
 * transaction takes milliseconds; writes to Azure take seconds.
 */
export function createAccess({ db, isExclusive, now: clock }: Database, monitor: OutageMonitor, estate: StoreEstate): Access {
  const hold: Access['writeWithoutSerial'] = (operation, run) =>
    monitor.write(operation, () =>
      db.transaction().execute(async (tx) => {
        if (!isExclusive) await tx.selectFrom('counters').select('name').where('name', '=', 'serial').forUpdate().execute();
        // A separate query, because one that waits for the lock may have read the clock before the wait.
        const { now } = await tx.selectNoFrom(clock.as('now')).executeTakeFirstOrThrow();
        return run({ tx, now, estate });
      }),
    );
  return {
    estate,
    clock,
    read: (operation, run) => monitor.read(operation, () => run(db)),
    writeWithoutSerial: hold,
    write: (operation, run) =>
      hold(operation, async (transaction) => {
        const result = await run(transaction);
        await incrementCounter(transaction.tx, 'serial');
        return result;
      }),
  };
}

/** Increments a counter and returns its new value. */
export async function incrementCounter(tx: Tx, name: Tables['counters']['name']): Promise<number> {
  const { value } = await tx
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', 1) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
