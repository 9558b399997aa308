import type { Box, Point } from './bounds.ts';
import { ZOOM } from './detail-level.ts';

/** Viewport transform: screen position = map position × `zoom` + (`x`, `y`), in CSS pixels. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** Size of the map's area in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const toScreen = (view: View, { x, y }: Point): Point => ({ x: x * view.zoom + view.x, y: y * view.zoom + view.y });
export const toMap = (view: View, { x, y }: Point): Point => ({ x: (x - view.x) / view.zoom, y: (y - view.y) / view.zoom });

/** Returns a box of the map on screen. */
export function toScreenBox(view: View, { x1, y1, x2, y2 }: Box): Box {
  const [from, to] = [toScreen(view, { x: x1, y: y1 }), toScreen(view, { x: x2, y: y2 })];
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
}

/** Returns the part of the map that is on screen, in map units. */
export function visibleBounds(view: View, size: Size): Box {
  const [from, to] = [toMap(view, { x: 0, y: 0 }), toMap(view, { x: size.width, y: size.height })];
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
}

const clampZoom = (zoom: number): number => Math.max(ZOOM.min, Math.min(ZOOM.max, zoom));

/** Returns the view that fits the box, centred, with `padding` in CSS pixels and a zoom of at most `maxZoom`. */
export function fitView(box: Box, size: Size, padding: number, maxZoom: number = ZOOM.maxFit): View {
  const inner = (length: number) => Math.max(1, length - 2 * padding);
  const fitting = Math.min(inner(size.width) / Math.max(1, box.x2 - box.x1), inner(size.height) / Math.max(1, box.y2 - box.y1));
  const zoom = clampZoom(Math.min(fitting, maxZoom));
  return { zoom, x: size.width / 2 - ((box.x1 + box.x2) / 2) * zoom, y: size.height / 2 - ((box.y1 + box.y2) / 2) * zoom };
}

/** Returns the view zoomed by `factor` around a fixed point `at` on screen. */
export function zoomView(view: View, factor: number, at: Point): View {
  const zoom = clampZoom(view.zoom * factor);
  const anchor = toMap(view, at);
  return { zoom, x: at.x - anchor.x * zoom, y: at.y - anchor.y * zoom };
}
