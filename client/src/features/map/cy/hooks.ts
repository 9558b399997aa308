import type { Core, SingularElementArgument } from 'cytoscape';
import type { Point } from '../geometry/room.ts';

/**
 * The methods of Cytoscape's own renderer that the map takes over. They are not documented, so their names stand here and nowhere else,
 * Cytoscape's version is pinned, and each has a test that sees Cytoscape call it.
 */
export const HOOKED = ['render', 'findNearestElements', 'getCachedZSortedEles'] as const;

/** What the stock renderer must have for the hooks to hold. */
interface StockRenderer {
  render: () => void;
  findNearestElements: (x: number, y: number, interactive: boolean, touch: boolean) => SingularElementArgument[];
  getCachedZSortedEles: () => SingularElementArgument[];
  redraw: () => void;
  bindings: { target: unknown; args: unknown[] }[];
  beforeRenderCallbacks: { priority: number }[];
  readonly beforeRenderPriorities: { readonly animations: number };
}

export interface Hooks {
  /** Draws a frame. */
  frame(): void;
  /** The VNet or peering under a place of the map. */
  find(at: Point, touch: boolean): SingularElementArgument | undefined;
}

/** The names that this build of Cytoscape lacks; empty when the map can take over. */
export const missingHooks = (renderer: object): string[] =>
  [...HOOKED, 'redraw', 'bindings', 'beforeRenderCallbacks', 'beforeRenderPriorities'].filter((name) => !(name in renderer));

/**
 * Makes one Cytoscape instance draw and find through the map. Nothing of the stock painting is left: its per-element styles,
 * bitmaps, projections and z-order cost seconds at 10,000 VNets and have no reader here.
 */
export function takeOver(cy: Core, hooks: Hooks): { redraw(): void } {
  const renderer = (cy as Core & { renderer(): object }).renderer();
  const missing = missingHooks(renderer);
  if (missing.length > 0)
    throw new Error(`The map cannot draw: Cytoscape's renderer has no ${missing.join(', ')}. Install the pinned version of cytoscape`);
  const stock = renderer as StockRenderer;
  stock.render = () => hooks.frame();
  stock.findNearestElements = (x, y, _interactive, touch) => {
    const found = hooks.find({ x, y }, touch);
    return found ? [found] : [];
  };
  stock.getCachedZSortedEles = () => cy.elements().toArray();
  dropStyleWork(cy, stock);
  // asked for within a frame, the renderer would forget it: it marks itself done when the frame ends
  return { redraw: () => queueMicrotask(() => stock.redraw()) };
}

/** Stops the renderer from queueing every new or moved element for style and bounds that nobody asks for. */
function dropStyleWork(cy: Core, stock: StockRenderer): void {
  stock.beforeRenderCallbacks = stock.beforeRenderCallbacks.filter(({ priority }) => priority === stock.beforeRenderPriorities.animations);
  for (const { target, args } of stock.bindings) {
    const [events, listener] = args;
    if (target === cy && typeof events === 'string' && typeof listener === 'function') cy.off(events, listener as () => void);
  }
}
