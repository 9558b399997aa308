import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.ts';
import { inWords } from './failure.ts';
import type { Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

/** One transaction, while no other process changes anything. */
export interface Turn {
  readonly tx: Tx;
  readonly estate: OpenedEstate;
  /** Milliseconds since 1970 by the database's clock, read after the wait for the turn. */
  readonly now: number;
}

/** The estate whose state this is; nothing of another one is ever read or changed. */
export interface OpenedEstate {
  readonly key: string;
  /** It took in what an older Peerscape kept, whose audit entries name no estate. */
  readonly hasOlderEntries: boolean;
  /** The Azure identity at work, as it is recorded with each entry. */
  readonly identity: () => string | null;
}

/** The ways to the tables. `what` is tried, in words, for the error that says that it failed. */
export interface Access {
  readonly estate: OpenedEstate;
  read<T>(what: string, run: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Changes something that others want to see: the store's serial moves on. */
  write<T>(what: string, run: (turn: Turn) => Promise<T>): Promise<T>;
  /** Changes only who holds what: the serial stays. */
  hold<T>(what: string, run: (turn: Turn) => Promise<T>): Promise<T>;
}

/**
 * Writers take turns, in SQLite because it has one connection, in PostgreSQL by the lock on one row. So whatever is looked at in a turn
 * still holds when it is written, nothing can deadlock, and numbers have no holes. A turn takes milliseconds; Azure's writes take seconds.
 */
export function accessTo({ db, isSole, now: clock }: Database, estate: OpenedEstate): Access {
  const hold: Access['hold'] = (what, run) =>
    inWords(what, () =>
      db.transaction().execute(async (tx) => {
        if (!isSole) await tx.selectFrom('counters').select('name').where('name', '=', 'serial').forUpdate().execute();
        // a query of its own: one that waits for a lock may have looked at the clock before
        const { now } = await tx.selectNoFrom(clock.as('now')).executeTakeFirstOrThrow();
        return run({ tx, now, estate });
      }),
    );
  return {
    estate,
    read: (what, run) => inWords(what, () => run(db)),
    hold,
    write: (what, run) =>
      hold(what, async (turn) => {
        const result = await run(turn);
        await next(turn.tx, 'serial');
        return result;
      }),
  };
}

/** Moves a counter on; answers its new value. */
export async function next(tx: Tx, name: Tables['counters']['name']): Promise<number> {
  const { value } = await tx
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', 1) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
