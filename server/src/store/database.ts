import type { Kysely, RawBuilder } from 'kysely';
import type { Dialect } from './migrations.ts';
import type { Tables } from './tables.ts';

/** An open database with the current schema. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Location for messages, such as "The data store in /data". Contains no password. */
  readonly location: string;
  /** No other process can use the database. */
  readonly isExclusive: boolean;
  /** SQL expression for the database's clock, in milliseconds since 1970. */
  readonly now: RawBuilder<number>;
  /** Writes a little, durably, and rejects if that is not possible. */
  probe(): Promise<void>;
  /** Resolves to false if writes succeed but are not stored where they belong, so that they would be lost. */
  isInPlace(): Promise<boolean>;
  /** Gives some unused space back to the file system. Resolves to false if there is none left, or if the database does that itself. */
  compact(): Promise<boolean>;
  /** Returns the size of everything that is stored, in bytes. */
  size(): Promise<number>;
  /** Uses new connections from now on, because the present ones may lead to a server that is gone. */
  renewConnections(): void;
  close(): Promise<void>;
}
