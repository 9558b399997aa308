import type { TopologyRows } from './rows.ts';

/** Where a snapshot was read from. */
export interface Source {
  readonly kind: 'azure' | 'sandbox' | 'file';
  /** What to call it on screen: `Azure public`, `contoso (sandbox)`, `estate.json`. */
  readonly name: string;
}

/** Something that was asked for and could not be read. It never means that nothing is there. */
export interface Unread {
  /** What could not be read: a subscription's id, a resource id, a kind of resource, a file. */
  readonly scope: string;
  /** The scope in words, for showing. */
  readonly name: string;
  /** ARM's own code where there was one. */
  readonly code?: string;
  /** What was said, verbatim. */
  readonly message: string;
}

/** A topology, when it was read, and what could not be read. */
export interface Snapshot {
  /** The format of this document; a reader refuses one it does not know. */
  readonly format: 1;
  /** Counts the snapshots of one server; only ever grows while it runs. */
  readonly revision: number;
  /** When reading ended, ISO 8601 UTC. */
  readonly readAt: string;
  readonly source: Source;
  readonly unread: readonly Unread[];
  /** Sentences about the source that are no read errors. */
  readonly messages?: readonly string[];
  readonly rows: TopologyRows;
}
