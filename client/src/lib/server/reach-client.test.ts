import { makePlan } from '@peerscape/shared/plan';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';
import { afterEach, expect, test, vi } from 'vitest';
import { only, rowsOf } from '../../testing/worlds.ts';
import { acquireReachClient, createReachClient, type ReachClient, type ReachMessage, type RowsPart } from './reach-client.ts';

afterEach(() => vi.unstubAllGlobals());

const ROWS = rowsOf('vnet hub 10.0.0.0/16\nrepeat 1..600 vnet s{n} 172.16.0.0/24\nvnet a 10.1.0.0/16\nhub <-> a');
const topology = buildTopology(ROWS);
const PLAN = makePlan(topology, [{ kind: 'delete', from: only(topology.peerings).a, to: only(topology.peerings).b }]);

/** Fake worker, whose messages are recorded. */
class FakeWorker {
  static all: FakeWorker[] = [];
  readonly messages: ReachMessage[] = [];
  isTerminated = false;
  onmessage: ((event: { data: unknown }) => void) | undefined;
  onerror: ((event: { preventDefault: () => void }) => void) | undefined;
  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage(message: ReachMessage) {
    this.messages.push(message);
  }
  terminate() {
    this.isTerminated = true;
  }
  /** Rows as received in parts. */
  get rows(): TopologyRows {
    const parts = this.messages.filter((message): message is RowsPart => 'part' in message);
    const names = [...new Set(parts.map(({ name }) => name))];
    return Object.fromEntries(names.map((name) => [name, parts.filter((each) => each.name === name).flatMap(({ part }) => part)])) as never;
  }
}

function stubWorker(): () => FakeWorker {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
  return () => {
    const [worker] = FakeWorker.all;
    if (!worker) throw new Error('No worker was started');
    return worker;
  };
}

const lastJob = (worker: FakeWorker) => worker.messages.find((message) => 'kind' in message);
const preview = (client: ReachClient) =>
  new Promise<number>((resolve, reject) =>
    client.run('preview', PLAN, { onDone: ({ counts }) => resolve(counts.lost.direct), onError: reject }),
  );

test('sends all rows in parts, then the job, and takes its result', async () => {
  const worker = stubWorker();
  const client = createReachClient(ROWS);
  const result = preview(client);
  await vi.waitFor(() => expect(lastJob(worker())).toBeTruthy());
  expect(worker().messages.at(-1)).toEqual({ number: 0, kind: 'preview', input: PLAN });
  expect(worker().rows).toEqual(ROWS);
  expect(Math.max(...worker().messages.map((message) => ('part' in message ? message.part.length : 0)))).toBe(500);
  worker().onmessage?.({ data: { number: 0, result: { groups: [], counts: { lost: { direct: 7, beyond: 0 } } } } });
  expect(await result).toBe(7);
});

test('computes on the page when the browser does not run the worker', async () => {
  const worker = stubWorker();
  const client = createReachClient(ROWS);
  const result = preview(client);
  worker().onerror?.({ preventDefault: () => undefined });
  expect(await result).toBe(1);
});

test('a job that was dropped has no result', async () => {
  const worker = stubWorker();
  const onDone = vi.fn();
  const drop = createReachClient(ROWS).run('preview', PLAN, { onDone, onError: onDone });
  drop();
  worker().onmessage?.({ data: { number: 0, result: {} } });
  expect(onDone).not.toHaveBeenCalled();
});

test('users of one snapshot share a worker, which ends with the last of them', () => {
  const worker = stubWorker();
  const [one, other] = [acquireReachClient(ROWS), acquireReachClient(ROWS)];
  expect(FakeWorker.all).toHaveLength(1);
  one.release();
  expect(worker().isTerminated).toBe(false);
  other.release();
  expect(worker().isTerminated).toBe(true);
  acquireReachClient(ROWS).release();
  expect(FakeWorker.all).toHaveLength(2);
});
