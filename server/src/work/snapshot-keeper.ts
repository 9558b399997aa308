import type { Problem, Progress } from '@peerscape/shared/api';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { HalfRow, Snapshot, Source } from '@peerscape/shared/topology';
import { type Clock, isoTime, withDeadline } from '../clock.ts';
import { Failure, problemOf } from '../failure.ts';
import type { Estate, EstateReader } from './estate.ts';
import { fingerprint } from './fingerprint.ts';
import { type SeenHalf, withSeen } from './seen-halves.ts';

export interface KeeperParts {
  readonly reader: EstateReader;
  readonly source: Source;
  readonly clock: Clock;
  /** The shortest pause between two reads. */
  readonly pauseMs: number;
  /** A read that takes longer is given up. */
  readonly deadlineMs: number;
  /** Told of faults of ours and of failed reads. */
  readonly onError: (error: unknown) => void;
}

/** What the keeper holds at one moment. */
export interface Kept {
  readonly snapshot: Snapshot | undefined;
  /** When the last good read ended; later than the snapshot's own time when that read found nothing new. */
  readonly readAt: string | undefined;
  readonly reading: Progress | null;
  readonly problem: Problem | null;
}

/** Holds the last good snapshot and renews it. */
export interface SnapshotKeeper {
  kept(): Kept;
  /** Calls the listener after every change until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Starts a read now, unless one is running. */
  refresh(): void;
  /** Takes in how one half stands, read by itself: the snapshot shows it soon, and until a reading of everything agrees. */
  see(halfId: string, half: HalfRow | undefined): void;
  /** Reads now and then again and again; resolves when the first read has ended, well or not. */
  start(): Promise<void>;
  /** Ends the reading; what is running is aborted. */
  stop(): Promise<void>;
}

/** A read may take a tenth of the time at most: the rest belongs to Azure's other callers. */
const REST_FACTOR = 10;
const TELL_EVERY_MS = 100;
/** What is seen within this time is shown together: a snapshot is made anew as a whole. */
const GATHER_MS = 300;
/** So long at most is a half that was read by itself believed more than a reading of everything. */
const SEEN_COUNTS_MS = 10 * 60_000;

export function createSnapshotKeeper({ reader, source, clock, pauseMs, deadlineMs, onError }: KeeperParts): SnapshotKeeper {
  let kept: Kept = { snapshot: undefined, readAt: undefined, reading: null, problem: null };
  let last: string | undefined;
  let estate: Estate | undefined;
  let seen: ReadonlyMap<ResourceKey, SeenHalf> = new Map();
  let gathering = false;
  let wanted = true;
  let toldAt = 0;
  let wake: (() => void) | undefined;
  let running: Promise<void> | undefined;
  const listeners = new Set<() => void>();
  const stopping = new AbortController();

  const set = (change: Partial<Kept>) => {
    kept = { ...kept, ...change };
    toldAt = clock.ticks();
    for (const listener of listeners) listener();
  };

  /** Within one phase a few words a second are enough. */
  const report = (reading: Progress) => {
    if (reading.phase !== kept.reading?.phase || clock.ticks() - toldAt >= TELL_EVERY_MS) set({ reading });
  };

  /** Makes a snapshot of the last reading and of what was seen since; says what else is to be said of it. */
  const show = (read: Estate, readAt: string, also: Partial<Kept>) => {
    const { rows, needed } = withSeen(read.rows, seen, clock.now());
    seen = needed;
    const print = fingerprint(rows, read.unread);
    if (kept.snapshot && print === last) return set({ readAt, ...also });
    last = print;
    const revision = (kept.snapshot?.revision ?? 0) + 1;
    set({
      snapshot: { format: 1, revision, readAt, source, unread: read.unread, ...(read.messages && { messages: read.messages }), rows },
      readAt,
      ...also,
    });
  };

  const accept = (read: Estate) => {
    estate = read;
    show(read, read.asOf ?? isoTime(clock.now()), { reading: null, problem: null });
  };

  const showSeen = async () => {
    gathering = true;
    await clock.sleep(GATHER_MS, stopping.signal).catch(() => undefined);
    gathering = false;
    if (estate && !stopping.signal.aborted) show(estate, kept.readAt ?? isoTime(clock.now()), {});
  };

  /** Reads once; gives the wall time before which the next read is of no use. */
  const read = async (): Promise<number | undefined> => {
    wanted = false;
    set({ reading: STARTING });
    try {
      const deadline = { clock, milliseconds: deadlineMs, signal: stopping.signal, tooLate: () => tooSlow(deadlineMs) };
      accept(await withDeadline(deadline, (signal) => reader.read({ report, signal, isFirst: !kept.snapshot })));
      return undefined;
    } catch (error) {
      if (stopping.signal.aborted) return undefined;
      onError(error);
      set({ reading: null, problem: problemOf(error) });
      return error instanceof Failure ? error.retryAt : undefined;
    }
  };

  /** Pauses, unless a read is already wanted or becomes so. */
  const rest = async (milliseconds: number) => {
    if (wanted) return;
    const woken = new AbortController();
    wake = () => woken.abort();
    await clock.sleep(milliseconds, AbortSignal.any([woken.signal, stopping.signal])).catch(() => undefined);
    wake = undefined;
  };

  const isDue = async () => wanted || kept.problem !== null || reader.hasChanged === undefined || (await reader.hasChanged());

  const loop = async (onFirst: () => void) => {
    while (!stopping.signal.aborted) {
      const began = clock.ticks();
      const retryAt = (await isDue()) ? await read() : undefined;
      onFirst();
      await rest(Math.max(pauseMs, REST_FACTOR * (clock.ticks() - began), (retryAt ?? 0) - clock.now()));
    }
  };

  return {
    kept: () => kept,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => {
      if (kept.reading) return;
      wanted = true;
      set({ reading: STARTING });
      wake?.();
    },
    see: (id, half) => {
      seen = new Map(seen).set(resourceKey(id), { id, half, until: clock.now() + SEEN_COUNTS_MS });
      if (!gathering) void showSeen();
    },
    start: () =>
      new Promise((resolve) => {
        running = loop(resolve).catch(onError);
      }),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

const STARTING: Progress = { phase: 'Starting to read', done: 0 };

const tooSlow = (milliseconds: number) =>
  new Failure({
    title: `Reading took longer than ${Math.round(milliseconds / 1000)} seconds and was given up`,
    status: 504,
    code: 'read-too-slow',
    detail: 'The next read starts by itself; what is shown is from the last one that ended',
  });
