import type { Core, ElementDefinition } from 'cytoscape';
import type { Point } from '../geometry/bounds.ts';
import type { Elements } from '../model/elements.ts';
import { patchGraph, toDefinitions } from './patch-graph.ts';

/** Syncs a graph with elements. Only gestures need the graph, so the first fill waits until the first frame is painted. */
export interface GraphFiller {
  patch(elements: Elements, places: ReadonlyMap<string, Point>): void;
  /** Continues with pending elements after a frame is painted. */
  afterFrame(): void;
  /** Adds all pending elements immediately. */
  finish(): void;
  stop(): void;
}

/** Elements per batch, small enough not to delay gestures. */
const BATCH_SIZE = 1500;

/** Creates a graph filler. Batches do not notify the renderer, because the picture does not change. */
export function createGraphFiller(cy: Core): GraphFiller {
  let pending: readonly ElementDefinition[] = [];
  let next: ReturnType<typeof setTimeout> | undefined;
  const add = (count: number) => {
    cy.batch(() => cy.add(pending.slice(0, count)));
    pending = pending.slice(count);
  };
  const step = () => {
    add(BATCH_SIZE);
    next = pending.length > 0 ? setTimeout(step) : undefined;
  };
  const finish = () => {
    clearTimeout(next);
    next = undefined;
    if (pending.length > 0) add(pending.length);
  };
  return {
    patch(elements, places) {
      finish();
      if (cy.elements().empty()) pending = toDefinitions(elements, places);
      else patchGraph(cy, elements, places);
    },
    afterFrame() {
      if (pending.length > 0) next ??= setTimeout(step);
    },
    finish,
    stop: () => clearTimeout(next),
  };
}
