import type { Core, ElementDefinition } from 'cytoscape';
import type { Point } from '../geometry/room.ts';
import type { Elements } from '../model/elements.ts';
import { definitionsOf, patchGraph } from './patch.ts';

/** Brings a graph in step with elements. Pictures do not need the graph, only hands do: so a first filling waits for the first picture. */
export interface Filling {
  patch(elements: Elements, places: ReadonlyMap<string, Point>): void;
  /** A frame has been painted: what waits may go on. */
  afterFrame(): void;
  /** Adds at once what still waits. */
  finish(): void;
  stop(): void;
}

/** So many elements go in at a time, that a hand never waits for long. */
const PART = 1500;

/** A filling of that graph. Parts go in without a word to the renderer: nothing of the picture changes. */
export function filling(cy: Core): Filling {
  let waiting: readonly ElementDefinition[] = [];
  let next: ReturnType<typeof setTimeout> | undefined;
  const add = (count: number) => {
    cy.batch(() => cy.add(waiting.slice(0, count)));
    waiting = waiting.slice(count);
  };
  const step = () => {
    add(PART);
    next = waiting.length > 0 ? setTimeout(step) : undefined;
  };
  const finish = () => {
    clearTimeout(next);
    next = undefined;
    if (waiting.length > 0) add(waiting.length);
  };
  return {
    patch(elements, places) {
      finish();
      if (cy.elements().empty()) waiting = definitionsOf(elements, places);
      else patchGraph(cy, elements, places);
    },
    afterFrame() {
      if (waiting.length > 0) next ??= setTimeout(step);
    },
    finish,
    stop: () => clearTimeout(next),
  };
}
