import cytoscape, { type Core, type NodeSingular } from 'cytoscape';
import type { Point } from '../geometry/bounds.ts';
import { ZOOM } from '../geometry/detail-level.ts';
import type { View } from '../geometry/view.ts';
import type { Elements } from '../model/elements.ts';
import { type GestureHandlers, registerGestures } from './gestures.ts';
import { createGraphFiller } from './graph-filler.ts';
import { replaceRenderer } from './renderer-hooks.ts';

/** Callbacks from Cytoscape's renderer to the map. */
interface RenderCallbacks {
  frame(): void;
  /** Returns the ID of the VNet or peering at a position in map units. */
  find(at: Point, touch: boolean): string | undefined;
}

/** Handle of the graph behind the map: Cytoscape's model, gestures and viewport, without its drawing. */
export interface GraphHandle {
  /** Syncs the graph with the elements; the first fill waits until the first frame is painted. */
  patch(elements: Elements, places: ReadonlyMap<string, Point>): void;
  move(places: ReadonlyMap<string, Point>): void;
  /** Registers the handlers of gestures. */
  listen(handlers: GestureHandlers): void;
  view(): View;
  /** Shows a view, immediately or animated. */
  show(view: View, milliseconds?: number): void;
  redraw(): void;
  destroy(): void;
}

/** Returns true if the browser has a 2D canvas; without one, only the accessibility layer of the map works. */
const canDraw = (): boolean => document.createElement('canvas').getContext('2d') !== null;

/** Mounts an empty graph in the container. `patch` adds the elements after the stock renderer is replaced. */
export function mountGraph(container: HTMLElement, map: RenderCallbacks): GraphHandle {
  const hasCanvas = canDraw();
  const cy = cytoscape({
    ...(hasCanvas ? { container } : { headless: true }),
    elements: [],
    style: [],
    styleEnabled: hasCanvas,
    minZoom: ZOOM.min,
    maxZoom: ZOOM.max,
    autounselectify: true,
    boxSelectionEnabled: false,
    layout: { name: 'null' },
  });
  const find = (at: Point, touch: boolean) => {
    const id = map.find(at, touch);
    return id === undefined ? undefined : cy.getElementById(id)[0];
  };
  const filler = createGraphFiller(cy);
  const frame = () => {
    map.frame();
    filler.afterFrame();
  };
  const renderer = hasCanvas ? replaceRenderer(cy, { frame, find }) : { redraw: frame };
  return {
    patch: filler.patch,
    move(places) {
      filler.finish();
      cy.batch(() => cy.nodes().forEach((node) => void moveTo(node, places.get(node.id()))));
    },
    listen: (handlers) => registerGestures(cy, handlers),
    view: () => ({ zoom: cy.zoom(), ...cy.pan() }),
    show: (view, milliseconds = 0) => showView(cy, view, milliseconds),
    redraw: renderer.redraw,
    destroy() {
      filler.stop();
      cy.destroy();
    },
  };
}

const moveTo = (node: NodeSingular, at: Point | undefined): unknown => at && node.position({ ...at });

function showView(cy: Core, { zoom, x, y }: View, milliseconds: number): void {
  cy.stop(true);
  if (milliseconds > 0) cy.animate({ zoom, pan: { x, y } }, { duration: milliseconds, easing: 'ease-in-out-cubic' });
  else cy.viewport({ zoom, pan: { x, y } });
}
