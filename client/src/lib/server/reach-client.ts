import type { TopologyRows } from '@peerscape/shared/topology';
import type { ReachJobKind, ReachJobs } from './reach-jobs.ts';

/** Part of the rows of a snapshot. */
export interface RowsPart {
  readonly name: string;
  readonly part: readonly unknown[];
}

/** Message to the worker. */
export type ReachMessage = RowsPart | ReachRequest;

/** Job for the worker. `number` identifies it. */
interface ReachRequest<K extends ReachJobKind = ReachJobKind> {
  readonly number: number;
  readonly kind: K;
  readonly input: ReachJobs[K]['input'];
}

/** Message from the worker. */
export interface ReachResponse {
  readonly number: number;
  readonly result: ReachJobs[ReachJobKind]['result'];
}

interface ReachCallbacks<K extends ReachJobKind> {
  readonly onDone: (result: ReachJobs[K]['result']) => void;
  readonly onError: (error: Error) => void;
}

/** Computes in a web worker who reaches whom in one snapshot, because that takes long for thousands of VNets. */
export interface ReachClient {
  /** Starts a job; returns a function that drops its result. */
  run<K extends ReachJobKind>(kind: K, input: ReachJobs[K]['input'], callbacks: ReachCallbacks<K>): () => void;
  /** Ends the worker. */
  close(): void;
}

interface PendingJob {
  readonly request: ReachRequest;
  readonly callbacks: ReachCallbacks<ReachJobKind>;
}

/** Creates the client of a snapshot. */
export function createReachClient(rows: TopologyRows): ReachClient {
  const pending = new Map<number, PendingJob>();
  let nextNumber = 0;
  let isReady = false;
  let isClosed = false;
  let worker = typeof Worker === 'undefined' ? undefined : startWorker();

  function startWorker(): Worker {
    const started = new Worker(new URL('./reach-worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = ({ data: { number, result } }: MessageEvent<ReachResponse>) => {
      pending.get(number)?.callbacks.onDone(result);
      pending.delete(number);
    };
    started.onerror = (event) => {
      event.preventDefault();
      started.terminate();
      worker = undefined;
      // the browser may not allow workers; an error of ours occurs again on the page and is reported
      for (const number of pending.keys()) runOnMainThread(number);
    };
    void sendRows(started);
    return started;
  }

  async function sendRows(started: Worker): Promise<void> {
    for (const part of splitRows(rows)) {
      await new Promise((resolve) => setTimeout(resolve));
      if (worker !== started || isClosed) return;
      started.postMessage(part);
    }
    isReady = true;
    for (const { request } of pending.values()) started.postMessage(request);
  }

  async function runOnMainThread(number: number): Promise<void> {
    try {
      const { createReachRunner } = await import('./reach-jobs.ts');
      const job = pending.get(number);
      job?.callbacks.onDone(createReachRunner(rows)(job.request.kind, job.request.input));
    } catch (error) {
      pending.get(number)?.callbacks.onError(error instanceof Error ? error : new Error(String(error)));
    }
    pending.delete(number);
  }

  return {
    run(kind, input, callbacks) {
      const request = { number: nextNumber++, kind, input };
      // the results of a job are those of its kind
      pending.set(request.number, { request, callbacks: callbacks as ReachCallbacks<ReachJobKind> });
      if (!worker) void runOnMainThread(request.number);
      else if (isReady) worker.postMessage(request);
      return () => void pending.delete(request.number);
    },
    close: () => {
      isClosed = true;
      worker?.terminate();
    },
  };
}

/** Number of rows that are copied to the worker at once: copying all rows of thousands of VNets blocks the page. */
const ROWS_PER_PART = 500;

function* splitRows(rows: TopologyRows): Iterable<RowsPart> {
  for (const [name, list] of Object.entries(rows))
    for (let start = 0; start === 0 || start < list.length; start += ROWS_PER_PART)
      yield { name, part: list.slice(start, start + ROWS_PER_PART) };
}

interface SharedClient {
  readonly client: ReachClient;
  users: number;
}

const shared = new Map<TopologyRows, SharedClient>();

/** Returns the client of a snapshot, which all users share, and a function that releases it; the last one ends the worker. */
export function acquireReachClient(rows: TopologyRows): { readonly client: ReachClient; readonly release: () => void } {
  const entry = shared.get(rows) ?? { client: createReachClient(rows), users: 0 };
  shared.set(rows, entry);
  entry.users++;
  return {
    client: entry.client,
    release: () => {
      entry.users--;
      if (entry.users > 0) return;
      shared.delete(rows);
      entry.client.close();
    },
  };
}
