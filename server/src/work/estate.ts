import type { Progress } from '@peerscape/shared/api';
import type { ReadError, TopologyRows } from '@peerscape/shared/topology';

/** Result of one read: the rows, and the read errors. */
export interface Estate {
  readonly rows: TopologyRows;
  readonly unread: readonly ReadError[];
  /** Sentences about the source that are no read errors. */
  readonly messages?: readonly string[];
  /** True if a type that is missing from the rows can count as one without resources, as in files with the result of a query for all types. */
  readonly canBeWhole?: boolean;
  /** ISO time of the data if it is older than the read, as in an exported file. */
  readonly asOf?: string;
}

export interface ReadContext {
  /** Called with the progress of the read. */
  readonly report: (progress: Progress) => void;
  /** Called with the wall time since which the source has not answered a request, and with undefined when no request is unanswered. */
  readonly reportUnanswered?: (since: number | undefined) => void;
  readonly signal: AbortSignal;
  /** True if a person has asked for this read, so that Azure is asked once although it has asked to wait. */
  readonly isRequested?: boolean;
  /** True while there is no snapshot, so that a partial result is better than none. */
  readonly isFirst: boolean;
}

/** Reads a whole estate repeatedly: from Azure or from files. */
export interface EstateReader {
  read(context: ReadContext): Promise<Estate>;
  /** Returns false if another read would return the same; absent: unknown. */
  hasChanged?(): Promise<boolean>;
}
