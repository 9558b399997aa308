import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadFixture } from '../testing/map-fixtures.ts';
import type { Positions } from './place.ts';
import { computePositions, createPlacer, type PlacementJob, type PlacementRequest, type PlacementResponse } from './placer.ts';

/** A fake worker that responds or fails on demand. */
class FakeWorker {
  static last: FakeWorker | undefined;
  onmessage: ((event: { data: PlacementResponse }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  private readonly requests: PlacementRequest[] = [];
  constructor() {
    FakeWorker.last = this;
  }
  postMessage(request: PlacementRequest) {
    this.requests.push(request);
  }
  terminate() {
    this.requests.length = 0;
  }
  respond() {
    for (const { number, job } of this.requests.splice(0)) this.onmessage?.({ data: { number, positions: computePositions(job) } });
  }
  fail() {
    this.onerror?.({ preventDefault: () => undefined });
  }
}

const jobOf = (fixture: string): PlacementJob => {
  const { nodes, links, elements } = loadFixture(fixture);
  return { nodes, links, layout: 'auto', card: elements.card, before: undefined };
};
const one = jobOf('# One\nvnet a 10.0.0.0/16\n');
const two = jobOf('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n');

/** Creates a placer with a fake worker and collects the results of its jobs. */
function placerWithWorker() {
  vi.stubGlobal('Worker', FakeWorker);
  const placer = createPlacer();
  const results: (Positions | 'failed')[] = [];
  const place = (job: PlacementJob) =>
    placer.place(job, { done: (places) => void results.push(places), failed: () => void results.push('failed') });
  return { worker: FakeWorker.last, place, results };
}

describe('a placer', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('reports nothing for a cancelled job, and the result of the next one', () => {
    const { worker, place, results } = placerWithWorker();
    place(one)();
    place(two);
    worker?.respond();
    expect(results).toEqual([computePositions(two)]);
  });

  it('falls back to the main thread if the worker fails, also for later jobs', () => {
    const { worker, place, results } = placerWithWorker();
    place(one)();
    place(two);
    worker?.fail();
    place(one);
    expect(results).toEqual([computePositions(two), computePositions(one)]);
  });

  it('reports an error, with or without a worker', () => {
    const { worker, place, results } = placerWithWorker();
    const broken = {
      ...two,
      get nodes(): never {
        throw new Error('no nodes');
      },
    };
    place(broken);
    worker?.fail();
    place(broken);
    expect(results).toEqual(['failed', 'failed']);
  });
});
