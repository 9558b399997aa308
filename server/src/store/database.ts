import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** An open database with the newest schema. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** Whether no other process can use it. */
  readonly isSole: boolean;
  /** Milliseconds since 1970 by the database's own clock, as a part of a query. */
  readonly now: RawBuilder<number>;
  close(): Promise<void>;
}
