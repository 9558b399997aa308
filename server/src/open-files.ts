import type { Snapshot } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime } from './clock.ts';
import { Failure, StartFailure } from './failure.ts';
import { nameOfFiles, readUploads } from './file/index.ts';
import { type EstateOpener, filesKey } from './open-estate.ts';
import type { OpenedFiles, Upload } from './work/opened-files.ts';
import type { EstateServices } from './work/services.ts';
import type { SnapshotView } from './work/snapshot-view.ts';

interface OpenedFilesOptions {
  readonly view: SnapshotView;
  /** The estate of the server's source. */
  readonly estate: EstateOpener;
  readonly source: Snapshot['source'];
  readonly clock: Clock;
  /** Returns the key of the source's estate if it comes from files as well. */
  readonly sourceKey: () => string | undefined;
  /** Creates the estate of a snapshot from files, not open yet. */
  readonly createEstate: (snapshot: Snapshot) => EstateOpener;
}

/** Files that can be opened on the page, and the estate that is open at the moment. */
export interface FileSwitch extends OpenedFiles {
  services(): EstateServices;
  readonly onChanges: EstateOpener['onChanges'];
  stop(): Promise<void>;
}

/** Refused on Azure, where users could mistake the content of a file for the estate that changes apply to. */
const REFUSAL = 'This server shows Azure. To open files, start Peerscape with --file, or without options for the sandbox';

/** Creates the switch between the source of the server and files that a browser sends. */
export function createFileSwitch({ view, estate, source, clock, sourceKey, createEstate }: OpenedFilesOptions): FileSwitch {
  let opened: { readonly key: string; readonly estate: EstateOpener } | undefined;
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  estate.onChanges(() => {
    if (!opened || opened.estate === estate) notify();
  });
  const refusal = source.kind === 'azure' ? REFUSAL : undefined;

  const read = (uploads: readonly Upload[]): Snapshot => {
    const { rows, unread, messages, asOf } = readUploads(uploads);
    return {
      format: 1,
      revision: 1,
      readAt: asOf ?? formatIsoTime(clock.now()),
      source: { kind: 'file', name: nameOfFiles(uploads.map(({ name }) => name)) },
      unread,
      ...(messages && { messages }),
      rows,
    };
  };
  const replace = async (next: typeof opened, snapshot: Snapshot | undefined) => {
    const previous = opened?.estate;
    opened = next;
    view.show(snapshot);
    notify();
    if (previous !== estate && previous !== next?.estate) await previous?.stop();
  };
  /** Opens the estate of that key, unless it is open already: a store can be open only once. */
  const openEstate = async (key: string, snapshot: Snapshot): Promise<EstateOpener> => {
    if (key === sourceKey()) return estate;
    if (key === opened?.key) return opened.estate;
    const next = createEstate(snapshot);
    next.onChanges(notify);
    await next.start().catch((error: unknown) => {
      throw error instanceof StartFailure ? new Failure('files-refused', { detail: error.message }, { cause: error }) : error;
    });
    return next;
  };
  return {
    read,
    open: async (uploads) => {
      if (refusal !== undefined) throw new Failure('files-refused', { detail: refusal });
      const snapshot = read(uploads);
      const key = filesKey(snapshot);
      await replace({ key, estate: await openEstate(key, snapshot) }, snapshot);
    },
    close: () => (opened ? replace(undefined, undefined) : Promise.resolve()),
    replaced: () => (opened ? source : undefined),
    refusal,
    services: () => (opened?.estate ?? estate).services(),
    onChanges: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      if (opened?.estate !== estate) await opened?.estate.stop();
    },
  };
}
