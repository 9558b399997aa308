import { dock } from './dock.ts';
import type { Layout } from './layout.ts';
import { type Link, type PlacementNode, type Places, place } from './place.ts';

/** What is to be placed: everything anew in a layout, or what is new beside what stands. */
export interface PlacementJob {
  readonly nodes: readonly PlacementNode[];
  readonly links: readonly Link[];
  readonly layout: Layout;
  /** Where VNets stand already. */
  readonly before: Places | undefined;
}

interface Heard {
  readonly done: (places: Places) => void;
  readonly failed: (error: unknown) => void;
}

/** Places VNets beside the page where the browser can, so that ten thousand of them never hold it up. */
export interface Placer {
  /** Hands the job over; the answer is how to call it off. */
  place(job: PlacementJob, heard: Heard): () => void;
}

/** The places that a job asks for. */
export const placesFor = ({ nodes, links, layout, before }: PlacementJob): Places =>
  before ? dock(nodes, links, before, layout) : place(nodes, links, layout);

/** A placer whose worker starts at once, to be ready when the first job comes. */
export function newPlacer(): Placer {
  const waiting: Waiting = new Map();
  let asked = 0;
  let worker =
    typeof Worker === 'undefined'
      ? undefined
      : workerFor(waiting, () => {
          worker = undefined;
        });
  return {
    place(job, heard) {
      if (!worker) {
        placeHere(job, heard);
        return () => undefined;
      }
      const number = asked++;
      waiting.set(number, { job, heard });
      worker.postMessage({ number, job } satisfies Asked);
      return () => void waiting.delete(number);
    },
  };
}

/** What a worker is asked, and what it answers. */
export interface Asked {
  readonly number: number;
  readonly job: PlacementJob;
}
export interface Answered {
  readonly number: number;
  readonly places: Places;
}

type Waiting = Map<number, { readonly job: PlacementJob; readonly heard: Heard }>;

function workerFor(waiting: Waiting, broken: () => void): Worker {
  const worker = new Worker(new URL('./place-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data: { number, places } }: MessageEvent<Answered>) => {
    waiting.get(number)?.heard.done(places);
    waiting.delete(number);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    broken();
    // a browser may refuse workers; a fault of ours comes up again here and is told
    for (const { job, heard } of waiting.values()) placeHere(job, heard);
    waiting.clear();
  };
  return worker;
}

function placeHere(job: PlacementJob, { done, failed }: Heard): void {
  try {
    done(placesFor(job));
  } catch (error) {
    failed(error);
  }
}
