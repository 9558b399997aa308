import type { Problem, Reading } from '@peerscape/shared/api';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { HalfRow, Snapshot, Source } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime, withDeadline } from '../clock.ts';
import { Failure, toProblem } from '../failure.ts';
import type { Analysis } from './analysis.ts';
import type { Estate, EstateReader } from './estate.ts';
import { applyFreshHalves, type FreshHalf } from './fresh-halves.ts';
import { createReadProgress } from './read-progress.ts';

export interface SnapshotServiceOptions {
  readonly reader: EstateReader;
  readonly analysis: Pick<Analysis, 'load'>;
  readonly source: Source;
  readonly clock: Clock;
  /** Minimum pause between two reads. */
  readonly pauseMs: number;
  /** Time after which a read is canceled. */
  readonly deadlineMs: number;
  /** Called with bugs and failed reads. */
  readonly onError: (error: unknown) => void;
}

/** State of the service at one moment. */
export interface SnapshotState {
  readonly snapshot: Snapshot | undefined;
  /** ISO time at which the last successful read ended; later than the snapshot's own time if that read found no change. */
  readonly readAt: string | undefined;
  readonly reading: Reading | null;
  readonly problem: Problem | null;
}

/** Reads the estate periodically and provides the latest snapshot. */
export interface SnapshotService {
  /** Returns the current state. */
  current(): SnapshotState;
  /** Calls the listener after every change; returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
  /** Starts a read. A person waits for the running one, if any; after a change, another read follows it. One that a person has requested asks Azure once even if Azure has asked to wait. */
  refresh(by?: 'person'): void;
  /** Cancels the running read, if any. The snapshot stays, and the next read starts after the usual pause. */
  cancelRead(): void;
  /** Records an individual read of one half; the snapshot soon contains it, until a full read agrees or it expires. */
  recordHalf(halfId: string, half: HalfRow | undefined): void;
  /** Starts periodic reads; resolves when the first read has ended, successfully or not. */
  start(): Promise<void>;
  /** Stops reading and aborts a running read. */
  stop(): Promise<void>;
}

/** Pause after a read as a multiple of its duration, so that reads leave most of Azure's rate limits to other callers. */
const PAUSE_FACTOR = 10;
/** Maximum of that pause after a failed read, because nothing newer can be shown before the next one. */
const MAX_FAILED_PAUSE_MS = 10 * 60_000;
/** Individual reads within this time share one snapshot, which is always built as a whole. */
const BATCH_MS = 300;
/** Time for which an individual read of a half takes precedence over full reads. */
const FRESH_HALF_MS = 10 * 60_000;

export function createSnapshotService({
  reader,
  analysis,
  source,
  clock,
  pauseMs,
  deadlineMs,
  onError,
}: SnapshotServiceOptions): SnapshotService {
  let state: SnapshotState = { snapshot: undefined, readAt: undefined, reading: null, problem: null };
  let lastFingerprint: string | undefined;
  let estate: Estate | undefined;
  let freshHalves: ReadonlyMap<ResourceKey, FreshHalf> = new Map();
  let isBatchPending = false;
  let isReadRequested = true;
  /** Cancels the running read; absent while none is running. */
  let cancelRunning: (() => void) | undefined;
  let isRequestedByPerson = false;
  let wake: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let publishing: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  const stopping = new AbortController();

  const set = (change: Partial<SnapshotState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const progress = createReadProgress({ clock, stopping: stopping.signal, onChange: (reading) => set({ reading }), onError });
  /** Sets the end of the read together with other changes of the state. */
  const end = (change: Partial<SnapshotState>) => {
    progress.end();
    set({ reading: null, ...change });
  };

  /** Builds a snapshot from the last full read and newer individual reads, and sets it with `apply`. */
  const publish = async (read: Estate, readAt: string, apply: (change: Partial<SnapshotState>) => void) => {
    const { rows, needed } = applyFreshHalves(read.rows, freshHalves, clock.ticks());
    freshHalves = needed;
    const currentFingerprint = await analysis.load({ rows, unread: read.unread }, lastFingerprint);
    estate = read;
    if (state.snapshot && currentFingerprint === lastFingerprint) return apply({ readAt });
    lastFingerprint = currentFingerprint;
    const revision = (state.snapshot?.revision ?? 0) + 1;
    const { unread, messages } = read;
    apply({ snapshot: { format: 1, revision, readAt, source, unread, ...(messages && { messages }), rows }, readAt });
  };

  /** Publishes one after the other, so that none replaces a newer one. */
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    const published = publishing.then(work);
    publishing = published.catch(() => undefined);
    return published;
  };

  const accept = (read: Estate) =>
    enqueue(() => publish(read, read.asOf ?? formatIsoTime(clock.now()), (change) => end({ problem: null, ...change })));

  const publishFreshHalves = async () => {
    isBatchPending = true;
    await clock.sleep(BATCH_MS, stopping.signal).catch(() => undefined);
    isBatchPending = false;
    if (stopping.signal.aborted) return;
    await enqueue(async () => estate && publish(estate, state.readAt ?? formatIsoTime(clock.now()), set));
  };

  /** Reads once; returns the pause that the read requires before the next one, in milliseconds. */
  const read = async (): Promise<number> => {
    const began = clock.ticks();
    const isRequested = isRequestedByPerson;
    [isReadRequested, isRequestedByPerson] = [false, false];
    progress.start();
    const canceling = new AbortController();
    cancelRunning = () => {
      cancelRunning = undefined;
      const failure = createCanceledFailure(pauseMs);
      canceling.abort(failure);
      end({ problem: failure.problem });
    };
    try {
      const deadline = {
        clock,
        milliseconds: deadlineMs,
        signal: AbortSignal.any([stopping.signal, canceling.signal]),
        createTimeoutError: () => createTimeoutFailure(deadlineMs),
      };
      const context = { isRequested, isFirst: !state.snapshot };
      const result = await withDeadline(deadline, (signal) => reader.read({ ...context, ...progress.until(signal), signal })).finally(
        () => {
          cancelRunning = undefined;
        },
      );
      await accept(result);
      return PAUSE_FACTOR * (clock.ticks() - began);
    } catch (error) {
      // after a cancellation a person waits for the next one
      if (stopping.signal.aborted || canceling.signal.aborted) return 0;
      end({ problem: toProblem(error) });
      onError(error);
      const retryAt = error instanceof Failure ? error.retryAt : undefined;
      return Math.max(Math.min(PAUSE_FACTOR * (clock.ticks() - began), MAX_FAILED_PAUSE_MS), (retryAt ?? 0) - clock.now());
    }
  };

  /** Waits, unless a read is already requested; a request ends the wait. */
  const pause = async (milliseconds: number) => {
    if (isReadRequested) return;
    const wakeUp = new AbortController();
    wake = () => wakeUp.abort();
    await clock.sleep(milliseconds, AbortSignal.any([wakeUp.signal, stopping.signal])).catch(() => undefined);
    wake = undefined;
  };

  const isDue = async () => isReadRequested || state.problem !== null || reader.hasChanged === undefined || (await reader.hasChanged());

  const loop = async (onFirst: () => void) => {
    while (!stopping.signal.aborted) {
      const requiredMs = (await isDue()) ? await read() : 0;
      onFirst();
      await pause(Math.max(pauseMs, requiredMs));
    }
  };

  return {
    current: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: (by) => {
      // what a person waits for is the running read; a change may have come too late for it
      if (cancelRunning && by === 'person') return;
      isReadRequested = true;
      isRequestedByPerson ||= by === 'person';
      if (cancelRunning) return;
      progress.start();
      wake?.();
    },
    cancelRead: () => cancelRunning?.(),
    recordHalf: (id, half) => {
      freshHalves = new Map(freshHalves).set(resourceKey(id), { id, half, until: clock.ticks() + FRESH_HALF_MS });
      if (!isBatchPending) publishFreshHalves().catch(onError);
    },
    start: () =>
      new Promise((resolve) => {
        running = loop(resolve).catch(onError);
      }),
    stop: async () => {
      stopping.abort();
      await running;
      await publishing;
    },
  };
}

const createCanceledFailure = (pauseMs: number) =>
  new Failure('read-canceled', { detail: `The next read starts automatically in ${Math.round(pauseMs / 1000)} s` });

const createTimeoutFailure = (milliseconds: number) =>
  new Failure('read-too-slow', {
    title: `Reading took longer than ${Math.round(milliseconds / 60_000)} minutes and was canceled`,
    detail: 'The next read starts automatically',
  });
