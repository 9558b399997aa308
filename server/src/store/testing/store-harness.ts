import type { EstateOptions } from '../estates.ts';
import type { Store } from '../store.ts';

/** An empty store on one kind of database, opened for one estate, with operations that bypass the store. */
export interface StoreHarness {
  /** Stores on the same database: one if the database allows a single process, otherwise several. */
  readonly stores: readonly [Store, ...Store[]];
  /** Closes all stores and opens one, by default for the same estate. */
  reopen(estate?: EstateOptions): Promise<Store>;
  /** Runs SQL on the database directly, bypassing the store. */
  tamper(sql: string): Promise<void>;
  /** SQL statements that drop the triggers that protect the audit log. */
  readonly dropAuditTriggers: readonly string[];
  close(): Promise<void>;
}

export type CreateStoreHarness = () => Promise<StoreHarness>;

/** Returns the store for worker `i`, so that work is spread over all stores. */
export const selectStore = ({ stores }: StoreHarness, i: number): Store => stores[i % stores.length] ?? stores[0];
