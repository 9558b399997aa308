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
  /** Absent together with `readVNet` where there is no Azure behind the map. */
  readonly halves: HalfPort | undefined;
  readonly readVNet: ReadVNet | undefined;
  readonly keeper: SnapshotKeeper;
  readonly mode: Mode;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** For tests: told at each place where the process may die. */
  readonly at?: AtPoint | undefined;
  /** For tests: other patience than the source's own. */
  readonly timing?: Partial<Timing> | undefined;
}

/** All that changes Azure and remembers, running. */
export interface Running {
  readonly desk: ChangeDesk | undefined;
  readonly kept: KeptDocuments;
  readonly onChanges: (listener: () => void) => () => void;
  /** Takes up what an earlier process left. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** How often a shared store is asked whether another server did something. */
const ASK_MS = 1000;
/** What happens within this time is told together. */
const TELL_MS = 60;

export function openChanges(parts: ChangesParts): Running {
  const { store, estate, tenantName, source, halves, readVNet, keeper, mode, clock, onError, at = () => undefined } = parts;
  const timing = { ...(source.kind === 'azure' ? AZURE_TIMING : SANDBOX_TIMING), ...parts.timing };
  const by = userInfo().username;
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let telling: ReturnType<typeof setTimeout> | undefined;
  let desk: ChangeDesk | undefined;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const changed = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      Promise.resolve(desk?.serialNow()).then(tell, onError);
    }, TELL_MS);
  };
  const onChanges = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const kept = keptDocuments(store, by, changed);
  if (!halves || !readVNet) return { desk, kept, onChanges, start: async () => undefined, stop: async () => stopping.abort() };

  const shared = { store, clock, newId: randomUUID, at };
  const worker = createWorker({
    ...shared,
    holder: randomUUID(),
    azure: halves,
    random: Math.random,
    timing,
    mayWrite: () => mode.now() === 'allowed',
    seen: keeper.see,
    ended: keeper.refresh,
    onError,
    changed,
  });
  const snapshot = (): Snapshot | undefined => keeper.kept().snapshot;
  const rights = createRights(halves, clock);
  const vnetReader = { readVNet, isVNetGone: (id: string) => isVNetGone({ azure: halves, clock, timing }, id) };
  desk = createDesk({
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

  /** Where others write to the store too, nobody tells us: it is asked. */
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(ASK_MS, stopping.signal).catch(() => undefined);
      const serial: number | undefined = desk?.changes().serial;
      await desk?.serialNow().catch(onError);
      if (desk?.changes().serial !== serial) tell();
    }
  };
  return {
    desk,
    kept,
    onChanges,
    start: async () => {
      await worker.start();
      await desk?.serialNow();
      if (!store.isSole) void watch();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(telling);
      await worker.stop();
    },
  };
}
