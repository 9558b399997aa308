import { afterEach, describe, expect, it, vi } from 'vitest';
import { placeable } from '../testing/map-worlds.ts';
import type { Places } from './place.ts';
import { type Answered, type Asked, newPlacer, type PlacementJob, placesFor } from './placer.ts';

/** A worker that answers when it is told to, or is refused. */
class LateWorker {
  static last: LateWorker | undefined;
  onmessage: ((event: { data: Answered }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  private readonly asked: Asked[] = [];
  constructor() {
    LateWorker.last = this;
  }
  postMessage(asked: Asked) {
    this.asked.push(asked);
  }
  terminate() {
    this.asked.length = 0;
  }
  answer() {
    for (const { number, job } of this.asked.splice(0)) this.onmessage?.({ data: { number, places: placesFor(job) } });
  }
  refuse() {
    this.onerror?.({ preventDefault: () => undefined });
  }
}

const jobOf = (world: string): PlacementJob => {
  const { nodes, links } = placeable(world);
  return { nodes, links, layout: 'auto', before: undefined };
};
const one = jobOf('# One\nvnet a 10.0.0.0/16\n');
const two = jobOf('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n');

/** A placer beside which a worker works, and what came of its jobs. */
function placerBeside() {
  vi.stubGlobal('Worker', LateWorker);
  const placer = newPlacer();
  const heard: (Places | 'failed')[] = [];
  const place = (job: PlacementJob) =>
    placer.place(job, { done: (places) => void heard.push(places), failed: () => void heard.push('failed') });
  return { worker: LateWorker.last, place, heard };
}

describe('a placer', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('says nothing of a job that was called off, and all of the next', () => {
    const { worker, place, heard } = placerBeside();
    place(one)();
    place(two);
    worker?.answer();
    expect(heard).toEqual([placesFor(two)]);
  });

  it('places here what a worker was refused for, and all that comes later', () => {
    const { worker, place, heard } = placerBeside();
    place(one)();
    place(two);
    worker?.refuse();
    place(one);
    expect(heard).toEqual([placesFor(two), placesFor(one)]);
  });

  it('tells of a fault, be there a worker or not', () => {
    const { worker, place, heard } = placerBeside();
    const broken = {
      ...two,
      get nodes(): never {
        throw new Error('no nodes');
      },
    };
    place(broken);
    worker?.refuse();
    place(broken);
    expect(heard).toEqual(['failed', 'failed']);
  });
});
