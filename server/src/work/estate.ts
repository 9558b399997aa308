import type { Progress } from '@peerscape/shared/api';
import type { TopologyRows, Unread } from '@peerscape/shared/topology';

/** What one read gave: the rows, and what could not be read. */
export interface Estate {
  readonly rows: TopologyRows;
  readonly unread: readonly Unread[];
  /** Sentences about the source that are no read errors. */
  readonly messages?: readonly string[];
  /** When this was true, where that is not now: a file is as old as it says. */
  readonly asOf?: string;
}

export interface ReadContext {
  /** Told how far the read has come. */
  readonly report: (progress: Progress) => void;
  readonly signal: AbortSignal;
  /** Whether there is nothing to show yet, so that a part is better than nothing. */
  readonly isFirst: boolean;
}

/** Something that can be read as a whole, again and again: an Azure, a set of files. */
export interface EstateReader {
  read(context: ReadContext): Promise<Estate>;
  /** Whether reading again could give something new. Absent: always. */
  hasChanged?(): Promise<boolean>;
}
