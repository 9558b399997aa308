import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Snapshot, Source } from '@peerscape/shared/topology';
import type { Clock } from './clock.ts';
import type { Store } from './store/index.ts';
import {
  type AtPoint,
  AZURE_TIMING,
  type ChangeDesk,
  createDesk,
  createRights,
  createWorker,
  isVNetGone,
  type Mode,
  SANDBOX_TIMING,
  type Timing,
} from './work/change/index.ts';
import { type KeptDocuments, keptDocuments } from './work/kept.ts';
import type { HalfPort, ReadVNet } from './work/ports.ts';
import type { SnapshotKeeper } from './work/snapshot-keeper.ts';

export interface ChangesParts {
  readonly store: Store;
  /** Key of the estate. */
  readonly estate: string;
  readonly tenantName: string;
  readonly source: Source;
  /** Absent for files, as is `readVNet`. */
  readonly halves: HalfPort | undefined;
  readonly readVNet: ReadVNet | undefined;
  readonly keeper: SnapshotKeeper;
  readonly mode: Mode;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** For tests: called at each failpoint. */
  readonly at?: AtPoint | undefined;
  /** For tests: overrides the timing of the source. */
  readonly timing?: Partial<Timing> | undefined;
}

/** The running services that change Azure and store state. */
export interface Running {
  readonly desk: ChangeDesk | undefined;
  readonly kept: KeptDocuments;
  readonly onChanges: (listener: () => void) => () => void;
  /** Resumes work that an earlier process left unfinished. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Interval at which a shared store is polled for changes by other servers. */
const POLL_MS = 1000;
/** Changes within this time are reported together. */
const NOTIFY_DELAY_MS = 60;

/** Creates the services for one estate; on file sources only the stored documents. Nothing runs until `start`. */
export function openChanges(dependencies: ChangesParts): Running {
  const {
    store,
    estate,
    tenantName,
    source,
    halves,
    readVNet,
    keeper: snapshotService,
    mode,
    clock,
    onError,
    at: failpoint = () => undefined,
  } = dependencies;
  const timing = { ...(source.kind === 'azure' ? AZURE_TIMING : SANDBOX_TIMING), ...dependencies.timing };
  const by = userInfo().username;
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let notifyTimer: ReturnType<typeof setTimeout> | undefined;
  let changeService: ChangeDesk | undefined;

  const notify = () => {
    for (const listener of listeners) listener();
  };
  const changed = () => {
    notifyTimer ??= setTimeout(() => {
      notifyTimer = undefined;
      Promise.resolve(changeService?.serialNow()).then(notify, onError);
    }, NOTIFY_DELAY_MS);
  };
  const onChanges = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const documents = keptDocuments(store, by, changed);
  if (!halves || !readVNet)
    return { desk: changeService, kept: documents, onChanges, start: async () => undefined, stop: async () => stopping.abort() };

  const shared = { store, clock, newId: randomUUID, at: failpoint };
  const worker = createWorker({
    ...shared,
    holder: randomUUID(),
    azure: halves,
    random: Math.random,
    timing,
    mayWrite: () => mode.now() === 'allowed',
    seen: snapshotService.see,
    ended: snapshotService.refresh,
    onError,
    changed,
  });
  const snapshot = (): Snapshot | undefined => snapshotService.kept().snapshot;
  const rights = createRights(halves, clock);
  const vnetReader = { readVNet, isVNetGone: (id: string) => isVNetGone({ azure: halves, clock, timing }, id) };
  changeService = createDesk({
    ...shared,
    estate,
    tenantName,
    vnetReader,
    rights,
    usualStepMs: timing.usualStepMs,
    worker,
    by,
    snapshot,
    mode,
    nudged: changed,
  });

  /** Polls a shared store, which does not notify this server of changes by others. */
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(POLL_MS, stopping.signal).catch(() => undefined);
      const serial: number | undefined = changeService?.changes().serial;
      await changeService?.serialNow().catch(onError);
      if (changeService?.changes().serial !== serial) notify();
    }
  };
  return {
    desk: changeService,
    kept: documents,
    onChanges,
    start: async () => {
      await worker.start();
      await changeService?.serialNow();
      if (!store.isSole) void watch();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(notifyTimer);
      await worker.stop();
    },
  };
}
