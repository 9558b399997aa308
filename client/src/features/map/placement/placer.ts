import { boundsForCard, CARD_BOUNDS } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import { placeIncrementally } from './incremental-placement.ts';
import type { Layout } from './layout.ts';
import { type PlacementLink, type PlacementNode, type Positions, place } from './place.ts';

/** A placement job: places everything in a layout, or only new VNets next to existing ones. */
export interface PlacementJob {
  readonly nodes: readonly PlacementNode[];
  readonly links: readonly PlacementLink[];
  readonly layout: Layout;
  /** Size of the cards. */
  readonly card: Size;
  /** Existing positions; undefined to place everything. */
  readonly before: Positions | undefined;
}

interface PlacementCallbacks {
  readonly done: (places: Positions) => void;
  readonly failed: (error: unknown) => void;
}

/** Places VNets in a web worker if the browser supports it, so that ten thousand VNets do not block the page. */
export interface Placer {
  /** Starts the job. Returns a function that cancels it. */
  place(job: PlacementJob, callbacks: PlacementCallbacks): () => void;
}

/** Computes the positions for a job: as for cards with short names, and then stretched for larger cards. */
export function computePositions({ nodes, links, layout, card, before }: PlacementJob): Positions {
  const bounds = boundsForCard(card);
  const stretch = { x: bounds.width / CARD_BOUNDS.width, y: bounds.height / CARD_BOUNDS.height };
  const scaled = (positions: Positions, x: number, y: number): Positions =>
    x === 1 && y === 1 ? positions : new Map([...positions].map(([key, at]) => [key, { x: at.x * x, y: at.y * y }]));
  const existing = before && scaled(before, 1 / stretch.x, 1 / stretch.y);
  return scaled(existing ? placeIncrementally(nodes, links, existing, layout) : place(nodes, links, layout), stretch.x, stretch.y);
}

/** Creates a placer. Its worker starts immediately, so that it is ready for the first job. */
export function createPlacer(): Placer {
  const pending: PendingJobs = new Map();
  let nextNumber = 0;
  let worker =
    typeof Worker === 'undefined'
      ? undefined
      : createWorker(pending, () => {
          worker = undefined;
        });
  return {
    place(job, callbacks) {
      if (!worker) {
        placeOnMainThread(job, callbacks);
        return () => undefined;
      }
      const number = nextNumber++;
      pending.set(number, { job, callbacks });
      worker.postMessage({ number, job } satisfies PlacementRequest);
      return () => void pending.delete(number);
    },
  };
}

/** Message to the worker. `number` identifies the job. */
export interface PlacementRequest {
  readonly number: number;
  readonly job: PlacementJob;
}
/** Message from the worker. */
export interface PlacementResponse {
  readonly number: number;
  readonly positions: Positions;
}

type PendingJobs = Map<number, { readonly job: PlacementJob; readonly callbacks: PlacementCallbacks }>;

function createWorker(pending: PendingJobs, onBroken: () => void): Worker {
  const worker = new Worker(new URL('./place-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data: { number, positions } }: MessageEvent<PlacementResponse>) => {
    pending.get(number)?.callbacks.done(positions);
    pending.delete(number);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    onBroken();
    // the browser may not allow workers; an error of ours occurs again here and is reported
    for (const { job, callbacks } of pending.values()) placeOnMainThread(job, callbacks);
    pending.clear();
  };
  return worker;
}

function placeOnMainThread(job: PlacementJob, { done, failed }: PlacementCallbacks): void {
  try {
    done(computePositions(job));
  } catch (error) {
    failed(error);
  }
}
