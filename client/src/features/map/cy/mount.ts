import cytoscape, { type Core, type NodeSingular } from 'cytoscape';
import { ZOOM } from '../geometry/level.ts';
import type { Point } from '../geometry/room.ts';
import type { View } from '../geometry/view.ts';
import type { Elements } from '../model/elements.ts';
import { filling } from './fill.ts';
import { type Gestures, listen } from './gestures.ts';
import { takeOver } from './hooks.ts';

/** What the map tells Cytoscape to ask for. */
export interface GraphHandlers extends Gestures {
  frame(): void;
  /** The id of the VNet or peering under a place of the map. */
  find(at: Point, touch: boolean): string | undefined;
}

/** The graph behind the map: Cytoscape's model, gestures and viewport, without its painting. */
export interface GraphDoor {
  /** Brings the graph in step; a first filling waits until the picture stands. */
  patch(elements: Elements, places: ReadonlyMap<string, Point>): void;
  move(places: ReadonlyMap<string, Point>): void;
  view(): View;
  /** Shows that view, at once or gliding. */
  show(view: View, milliseconds?: number): void;
  redraw(): void;
  destroy(): void;
}

/** Whether this browser can draw at all; without a canvas the map lives in its accessible mirror alone. */
const canDraw = (): boolean => document.createElement('canvas').getContext('2d') !== null;

/** Mounts an empty graph in the container. Elements come by `patch`, after the stock painting is out of the way. */
export function mountGraph(container: HTMLElement, handlers: GraphHandlers): GraphDoor {
  const drawn = canDraw();
  const cy = cytoscape({
    ...(drawn ? { container } : { headless: true }),
    elements: [],
    style: [],
    styleEnabled: drawn,
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    autounselectify: true,
    boxSelectionEnabled: false,
    layout: { name: 'null' },
  });
  const find = (at: Point, touch: boolean) => {
    const id = handlers.find(at, touch);
    return id === undefined ? undefined : cy.getElementById(id)[0];
  };
  const fill = filling(cy);
  const frame = () => {
    handlers.frame();
    fill.afterFrame();
  };
  const painter = drawn ? takeOver(cy, { frame, find }) : { redraw: frame };
  listen(cy, handlers);
  return {
    patch: fill.patch,
    move(places) {
      fill.finish();
      cy.batch(() => cy.nodes().forEach((node) => void moveTo(node, places.get(node.id()))));
    },
    view: () => ({ zoom: cy.zoom(), ...cy.pan() }),
    show: (view, milliseconds = 0) => show(cy, view, milliseconds),
    redraw: painter.redraw,
    destroy() {
      fill.stop();
      cy.destroy();
    },
  };
}

const moveTo = (node: NodeSingular, at: Point | undefined): unknown => at && node.position({ ...at });

function show(cy: Core, { zoom, x, y }: View, milliseconds: number): void {
  cy.stop(true);
  if (milliseconds > 0) cy.animate({ zoom, pan: { x, y } }, { duration: milliseconds, easing: 'ease-in-out-cubic' });
  else cy.viewport({ zoom, pan: { x, y } });
}
