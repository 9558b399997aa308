import type { TopologyRows } from './rows.ts';

/** Source of a snapshot. */
export interface Source {
  readonly kind: 'azure' | 'sandbox' | 'file';
  /** Display name: `Azure public`, `contoso (sandbox)`, `estate.json`. */
  readonly name: string;
}

/** Read error of one scope. It never means that there is nothing in the scope. */
export interface ReadError {
  /** The scope that could not be read: a subscription id, a resource id, a resource type or a file. */
  readonly scope: string;
  /** Display name of the scope. */
  readonly name: string;
  /** Error code of ARM, if there was one. */
  readonly code?: string;
  /** Error message, verbatim. */
  readonly message: string;
  /** ISO time before which Azure is not asked again, unless a user refreshes. */
  readonly retryAt?: string;
  /** ISO time of the earlier data of this scope that is shown meanwhile. */
  readonly readAt?: string;
}

/** The rows of a topology with the time of the read and its errors. */
export interface Snapshot {
  /** Format version of this document; readers reject unknown versions. */
  readonly format: 1;
  /** Counts the snapshots of one server; never decreases while it runs. */
  readonly revision: number;
  /** End of the read, ISO 8601 UTC. */
  readonly readAt: string;
  readonly source: Source;
  readonly unread: readonly ReadError[];
  /** Sentences about the source that are no read errors. */
  readonly messages?: readonly string[];
  readonly rows: TopologyRows;
}
