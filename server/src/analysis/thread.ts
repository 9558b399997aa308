/** Program of the analysis thread: receives the rows of one snapshot at a time, and runs tasks on them. */
import { parentPort } from 'node:worker_threads';
import { NO_ROWS, type TopologyRows } from '@peerscape/shared/topology';
import { Failure } from '../failure.ts';
import { computeFingerprint } from './fingerprint.ts';
import type { Message, Reply } from './messages.ts';
import { createModel } from './model.ts';
import { type SnapshotHeader, TASKS } from './tasks.ts';

if (!parentPort) throw new Error('This program runs in a worker thread only');
const port = parentPort;

let model = createModel(NO_ROWS);
/** Lists of rows that have arrived and are not used yet. */
let arrived: Map<string, object[]> | undefined;

port.on('message', (message: Message) => {
  if (message.kind === 'rows') arrived = new Map(message.lists.map(({ name, isUnchanged }) => [name, isUnchanged ? listOf(name) : []]));
  else if (message.kind === 'part') arrived?.get(message.list)?.push(...message.rows);
  else reply(() => (message.kind === 'load' ? load(message) : run(message)));
});

const listOf = (name: string): object[] => (model.rows as unknown as Readonly<Record<string, object[]>>)[name] ?? [];

function load({ unread, known }: Message & { readonly kind: 'load' }): string {
  const rows = takeArrivedRows() ?? model.rows;
  const fingerprint = computeFingerprint(rows, unread);
  if (fingerprint !== known) model = createModel(rows);
  return fingerprint;
}

function run({ name, header, input }: Message & { readonly kind: 'run' }): unknown {
  const rows = takeArrivedRows();
  if (rows) model = createModel(rows);
  return (TASKS[name] as (of: typeof model, header: SnapshotHeader, input: unknown) => unknown)(model, header, input);
}

function takeArrivedRows(): TopologyRows | undefined {
  const rows = arrived && (Object.fromEntries(arrived) as unknown as TopologyRows);
  arrived = undefined;
  return rows;
}

function reply(compute: () => unknown): void {
  let answer: Reply;
  try {
    answer = { kind: 'result', value: compute() };
  } catch (error) {
    answer = error instanceof Failure ? { kind: 'failure', type: error.type, problem: error.problem } : { kind: 'bug', error };
  }
  port.postMessage(answer, buffersOf(answer));
}

/** Returns the bytes of a document, which are moved to the main thread instead of copied. */
function buffersOf(answer: Reply): readonly ArrayBuffer[] {
  const { bytes } = ((answer.kind === 'result' && answer.value) || {}) as { readonly bytes?: Uint8Array<ArrayBuffer> };
  return bytes ? [bytes.buffer] : [];
}
