import type { EstateOptions } from '../estates.ts';
import type { Store } from '../store.ts';

/** An empty store of one kind, opened for one estate, and what a suite may do to it from outside. */
export interface Ground {
  /** Open on the same database: one where only one process may, several where several may. */
  readonly stores: readonly [Store, ...Store[]];
  /** Closes all of them and opens one, for the same estate unless told. */
  reopen(estate?: EstateOptions): Promise<Store>;
  /** Changes rows behind the store's back. */
  tamper(sql: string): Promise<void>;
  /** Takes away what makes the database itself refuse to change the audit. */
  readonly unseal: readonly string[];
  close(): Promise<void>;
}

export type NewGround = () => Promise<Ground>;

/** The stores in turn, for work that is spread over them. */
export const storeFor = ({ stores }: Ground, i: number): Store => stores[i % stores.length] ?? stores[0];
