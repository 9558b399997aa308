import type { Snapshot, Source } from '@peerscape/shared/topology';

/** A file that a browser has sent. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Modification time in milliseconds, if the browser has sent it. */
  readonly changedAt: number | undefined;
}

/** Files that are opened on the page, without access to the disk of the server. */
export interface OpenedFiles {
  /** Reads files as one estate without showing it. Throws a `Failure` if one of them cannot be opened. */
  read(uploads: readonly Upload[]): Snapshot;
  /** Shows the estate in the files in place of the source. Rejects with a `Failure`, and then nothing has changed. */
  open(uploads: readonly Upload[]): Promise<void>;
  /** Shows the source of the server again. */
  close(): Promise<void>;
  /** Returns the source of the server while files are shown in its place. */
  replaced(): Source | undefined;
  /** Reason why files cannot be opened in place of the source; absent if they can. */
  readonly refusal: string | undefined;
}
