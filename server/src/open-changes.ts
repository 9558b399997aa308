import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Snapshot, Source } from '@peerscape/shared/topology';
import type { Clock } from './clock.ts';
import type { Store } from './store/index.ts';
import type { Analysis } from './work/analysis.ts';
import {
  AZURE_TIMING,
  type ChangeMode,
  type ChangeService,
  createChangeService,
  createPermissionReader,
  createWorker,
  type FailpointHook,
  isVNetDeleted,
  SANDBOX_TIMING,
  type Timing,
} from './work/change/index.ts';
import type { HalfPort, ReadVNet } from './work/ports.ts';
import type { SnapshotService } from './work/snapshot-service.ts';
import { createStoredDocuments, type StoredDocuments } from './work/stored-documents.ts';

export interface ChangeDependencies {
  readonly store: Store;
  readonly analysis: Analysis;
  /** Key of the estate. */
  readonly estate: string;
  readonly tenantName: string;
  readonly source: Source;
  /** Absent for files, as is `readVNet`. */
  readonly halves: HalfPort | undefined;
  readonly readVNet: ReadVNet | undefined;
  readonly snapshotService: SnapshotService;
  readonly mode: ChangeMode;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** For tests: called at each failpoint. */
  readonly failpoint?: FailpointHook | undefined;
  /** For tests: overrides the timing of the source. */
  readonly timing?: Partial<Timing> | undefined;
}

/** The running services that change Azure and store state. */
export interface ChangeRuntime {
  readonly changeService: ChangeService | undefined;
  readonly documents: StoredDocuments;
  readonly onChanges: (listener: () => void) => () => void;
  /** Resumes work that an earlier process left unfinished. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Interval at which a shared store is polled for changes by other servers. */
const POLL_MS = 1000;
/** Changes within this time are reported together. */
const NOTIFY_DELAY_MS = 60;

/** Returns the name of the account, or its number where the password file has no entry for it, as in containers with any user ID. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.()}`;
  }
}

/** Creates the services for one estate; on file sources only the stored documents. Nothing runs until `start`. */
export function openChanges(dependencies: ChangeDependencies): ChangeRuntime {
  const {
    store,
    analysis,
    estate,
    tenantName,
    source,
    halves,
    readVNet,
    snapshotService,
    mode,
    clock,
    onError,
    failpoint = () => undefined,
  } = dependencies;
  const timing = { ...(source.kind === 'azure' ? AZURE_TIMING : SANDBOX_TIMING), ...dependencies.timing };
  const by = accountName();
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let notifyTimer: ReturnType<typeof setTimeout> | undefined;
  let changeService: ChangeService | undefined;

  const notify = () => {
    for (const listener of listeners) listener();
  };
  const changed = () => {
    notifyTimer ??= setTimeout(() => {
      notifyTimer = undefined;
      Promise.resolve(changeService?.refreshSerial()).catch(onError).then(notify);
    }, NOTIFY_DELAY_MS);
  };
  const onChanges = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  store.onOutageChange(changed);
  const documents = createStoredDocuments(store, by, changed);
  if (!halves || !readVNet)
    return { changeService, documents, onChanges, start: async () => undefined, stop: async () => stopping.abort() };

  const shared = { store, clock, newId: randomUUID, failpoint };
  const worker = createWorker({
    ...shared,
    holder: randomUUID(),
    azure: halves,
    random: Math.random,
    timing,
    mayWrite: () => mode.now() === 'allowed',
    onHalfRead: snapshotService.recordHalf,
    onApplyEnded: snapshotService.refresh,
    onError,
    onChange: changed,
  });
  const snapshot = (): Snapshot | undefined => snapshotService.current().snapshot;
  const rights = createPermissionReader(halves, clock);
  const vnetReader = {
    readVNet,
    isVNetDeleted: (id: string, signal?: AbortSignal) => isVNetDeleted({ azure: halves, clock, timing }, id, signal),
  };
  changeService = createChangeService({
    ...shared,
    analysis,
    estate,
    tenantName,
    vnetReader,
    permissions: rights,
    protections: halves,
    typicalStepMs: timing.typicalStepMs,
    worker,
    by,
    snapshot,
    mode,
    onChange: changed,
  });

  /** Polls a shared store, which does not notify this server of changes by others. */
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(POLL_MS, stopping.signal).catch(() => undefined);
      const serial: number | undefined = changeService?.changes().serial;
      await changeService?.refreshSerial().catch(onError);
      if (changeService?.changes().serial !== serial) notify();
    }
  };
  return {
    changeService,
    documents,
    onChanges,
    start: async () => {
      await worker.start();
      await changeService?.refreshSerial();
      if (!store.isExclusive) void watch();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(notifyTimer);
      await worker.stop();
    },
  };
}
