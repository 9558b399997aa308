import { ZOOM } from './level.ts';
import type { Box, Point } from './room.ts';

/** What part of the map is on screen: a place of the map times `zoom` plus (`x`, `y`) is its place on screen in CSS pixels. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** The size of the map's area in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const toScreen = (view: View, { x, y }: Point): Point => ({ x: x * view.zoom + view.x, y: y * view.zoom + view.y });
export const toMap = (view: View, { x, y }: Point): Point => ({ x: (x - view.x) / view.zoom, y: (y - view.y) / view.zoom });

/** The part of the map that is on screen. */
export function onScreen(view: View, size: Size): Box {
  const [from, to] = [toMap(view, { x: 0, y: 0 }), toMap(view, { x: size.width, y: size.height })];
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
}

const clampZoom = (zoom: number): number => Math.max(ZOOM.least, Math.min(ZOOM.most, zoom));

/** The view that shows the whole box in the middle, no closer than cards need to be read. */
export function viewOf(box: Box, size: Size, padding: number, most: number = ZOOM.fitMost): View {
  const room = (length: number) => Math.max(1, length - 2 * padding);
  const fits = Math.min(room(size.width) / Math.max(1, box.x2 - box.x1), room(size.height) / Math.max(1, box.y2 - box.y1));
  const zoom = clampZoom(Math.min(fits, most));
  return { zoom, x: size.width / 2 - ((box.x1 + box.x2) / 2) * zoom, y: size.height / 2 - ((box.y1 + box.y2) / 2) * zoom };
}

/** The view after zooming by a factor with that place on screen held fast. */
export function zoomedAt(view: View, factor: number, at: Point): View {
  const zoom = clampZoom(view.zoom * factor);
  const held = toMap(view, at);
  return { zoom, x: at.x - held.x * zoom, y: at.y - held.y * zoom };
}
