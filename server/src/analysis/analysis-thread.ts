import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { TopologyRows } from '@peerscape/shared/topology';
import { type Clock, withDeadline } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { Analysis } from '../work/analysis.ts';
import type { Message, Reply } from './messages.ts';
import { THREAD_PROGRAM } from './thread-program.ts';

interface AnalysisThreadOptions {
  readonly clock: Clock;
  /** Called with the error that has ended the thread. */
  readonly onError: (error: unknown) => void;
  /** Time after which a task is stopped. */
  readonly deadlineMs?: number;
  /** Limit of the thread's heap in MB. */
  readonly memoryMb?: number;
  /** For tests: another program. */
  readonly program?: URL;
}

/** The analysis in a worker thread. */
export interface AnalysisThread extends Analysis {
  /** Ends the thread and rejects the tasks that are waiting. */
  close(): Promise<void>;
}

const DEADLINE_MS = 60_000;
/** Rows per message. Each message is copied on the event loop, which takes a few milliseconds. */
const PART_SIZE = 250;

interface Thread {
  readonly worker: Worker;
  /** Rejects when the thread has ended. */
  readonly ended: Promise<never>;
  /** The rows that the thread has a copy of. */
  rows: TopologyRows | undefined;
}

/**
 * Starts a thread that runs one task at a time. The rows of a snapshot are copied to it once, in parts, so that the event loop goes on in
 * between. If a task takes too long, needs too much memory or ends the thread, that task fails, and the next one starts another thread.
 */
export function createAnalysisThread({
  clock,
  onError,
  deadlineMs = DEADLINE_MS,
  memoryMb = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20 / 2),
  program = THREAD_PROGRAM,
}: AnalysisThreadOptions): AnalysisThread {
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  const start = (): Thread => {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    const ended = new Promise<never>((_, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The analysis thread has exited with code ${code}`)));
    }).catch((error: unknown) => {
      if (thread?.worker === worker) {
        thread = undefined;
        if (!isClosed) onError(error);
      }
      throw toFailure(error, memoryMb);
    });
    ended.catch(() => undefined);
    return { worker, ended, rows: undefined };
  };
  let thread: Thread | undefined = start();

  const stop = async (): Promise<void> => {
    const stopped = thread;
    thread = undefined;
    await stopped?.worker.terminate();
  };

  /** Runs the work on the thread when all earlier work has ended. */
  const enqueue = <T>(work: (thread: Thread) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const run = async (): Promise<T> => {
      signal?.throwIfAborted();
      if (isClosed) throw new Failure('analysis-failed', { title: 'Peerscape is stopping' });
      const current = thread ?? start();
      thread = current;
      const createTimeoutError = () => {
        const failure = createTimeoutFailure(deadlineMs);
        onError(new Error(failure.message));
        void stop();
        return failure;
      };
      return withDeadline({ clock, milliseconds: deadlineMs, createTimeoutError }, () => Promise.race([work(current), current.ended]));
    };
    const result = last.then(run);
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };

  return {
    load: ({ rows, unread }, known) =>
      enqueue(async (current) => {
        await sendRows(current, rows);
        const fingerprint = (await exchange(current.worker, { kind: 'load', unread, known })) as string;
        if (fingerprint !== known) current.rows = rows;
        return fingerprint;
      }),
    run: (name, getSnapshot, input, signal) =>
      enqueue(async (current) => {
        const { rows, ...header } = getSnapshot();
        if (current.rows !== rows) {
          await sendRows(current, rows);
          current.rows = rows;
        }
        return (await exchange(current.worker, { kind: 'run', name, header, input })) as never;
      }, signal),
    close: async () => {
      isClosed = true;
      await stop();
    },
  };
}

/** Sends the lists of rows that differ from those of the thread. */
async function sendRows({ worker, rows: before }: Thread, rows: TopologyRows): Promise<void> {
  const post = (message: Message) => worker.postMessage(message);
  const lists = Object.entries(rows) as [keyof TopologyRows, readonly object[]][];
  const isUnchanged = (name: keyof TopologyRows) => rows[name] === before?.[name];
  post({ kind: 'rows', lists: lists.map(([name]) => ({ name, isUnchanged: isUnchanged(name) })) });
  for (const [list, all] of lists) {
    if (isUnchanged(list)) continue;
    for (let start = 0; start < all.length; start += PART_SIZE) {
      post({ kind: 'part', list, rows: all.slice(start, start + PART_SIZE) });
      await setImmediate();
    }
  }
}

/** Sends a message and resolves to the result in the reply; rejects with the error that the task has thrown. */
async function exchange(worker: Worker, message: Message): Promise<unknown> {
  const reply = await new Promise<Reply>((resolve) => {
    worker.once('message', resolve);
    worker.postMessage(message);
  });
  switch (reply.kind) {
    case 'result':
      return reply.value;
    case 'failure':
      throw new Failure(reply.type, reply.problem);
    case 'bug':
      throw reply.error;
  }
}

const createTimeoutFailure = (milliseconds: number): Failure =>
  new Failure('analysis-failed', {
    title: `The analysis took longer than ${Math.round(milliseconds / 1000)} seconds and was stopped`,
    detail: TRY_AGAIN,
  });

function toFailure(error: unknown, memoryMb: number): Failure {
  const isOutOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isOutOfMemory
    ? new Failure(
        'analysis-failed',
        {
          title: `The analysis needs more than ${memoryMb} MB of memory and was stopped`,
          detail: `Restart Peerscape with more memory: NODE_OPTIONS=--max-old-space-size=${4 * memoryMb} allows the analysis ${2 * memoryMb} MB`,
        },
        { cause: error },
      )
    : new Failure('analysis-failed', { detail: TRY_AGAIN }, { cause: error });
}

const TRY_AGAIN = 'Try again; if it happens again, the server log has the details';
