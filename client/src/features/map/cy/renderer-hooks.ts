import type { Core, SingularElementArgument } from 'cytoscape';
import type { Point } from '../geometry/bounds.ts';

/**
 * Methods of Cytoscape's renderer that the map replaces. They are undocumented, so their names are only used here, the version of
 * Cytoscape is pinned, and a test verifies for each one that Cytoscape calls it.
 */
export const HOOKED_METHODS = ['render', 'findNearestElements', 'getCachedZSortedEles'] as const;

/** Members of the stock renderer that the hooks rely on. */
interface StockRenderer {
  render: () => void;
  findNearestElements: (x: number, y: number, interactive: boolean, touch: boolean) => SingularElementArgument[];
  getCachedZSortedEles: () => SingularElementArgument[];
  redraw: () => void;
  bindings: { target: unknown; args: unknown[] }[];
  beforeRenderCallbacks: { priority: number }[];
  readonly beforeRenderPriorities: { readonly animations: number };
}

export interface RendererHooks {
  /** Draws a frame. */
  frame(): void;
  /** Returns the VNet or peering at a position in map units. */
  find(at: Point, touch: boolean): SingularElementArgument | undefined;
}

/** Returns the required members that the renderer lacks; empty if it can be replaced. */
export const missingHooks = (renderer: object): string[] =>
  [...HOOKED_METHODS, 'redraw', 'bindings', 'beforeRenderCallbacks', 'beforeRenderPriorities'].filter((name) => !(name in renderer));

/**
 * Replaces the drawing and hit testing of a Cytoscape instance with those of the map. The stock renderer's per-element styles,
 * bitmaps, projections and z-order would cost seconds at 10,000 VNets and are not needed.
 * Throws an error if the renderer lacks a required member.
 */
export function replaceRenderer(cy: Core, hooks: RendererHooks): { redraw(): void } {
  const renderer = (cy as Core & { renderer(): object }).renderer();
  const missing = missingHooks(renderer);
  if (missing.length > 0)
    throw new Error(`The map cannot be drawn: Cytoscape's renderer has no ${missing.join(', ')}. Install the pinned version of cytoscape.`);
  const stock = renderer as StockRenderer;
  stock.render = () => hooks.frame();
  stock.findNearestElements = (x, y, _interactive, touch) => {
    const found = hooks.find({ x, y }, touch);
    return found ? [found] : [];
  };
  stock.getCachedZSortedEles = () => cy.elements().toArray();
  dropStyleWork(cy, stock);
  // the renderer drops redraws that are requested during a frame, because it marks itself as done when the frame ends
  return { redraw: () => queueMicrotask(() => stock.redraw()) };
}

/** Stops the renderer from queueing new and moved elements for style and bounds updates that are not needed. */
function dropStyleWork(cy: Core, stock: StockRenderer): void {
  stock.beforeRenderCallbacks = stock.beforeRenderCallbacks.filter(({ priority }) => priority === stock.beforeRenderPriorities.animations);
  for (const { target, args } of stock.bindings) {
    const [events, listener] = args;
    if (target === cy && typeof events === 'string' && typeof listener === 'function') cy.off(events, listener as () => void);
  }
}
