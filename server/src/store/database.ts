import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** An open database with the current schema. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** No other process can use the database. */
  readonly isExclusive: boolean;
  /** SQL expression for the database's clock, in milliseconds since 1970. */
  readonly now: RawBuilder<number>;
  close(): Promise<void>;
}
