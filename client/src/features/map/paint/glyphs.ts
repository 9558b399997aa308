import { GLYPH_PATHS } from '../../../lib/format/glyph-paths.ts';
import type { DrawingContext } from './paint-context.ts';

const pathCache = new Map<string, Path2D>();

const dataOf = new WeakMap<Path2D, string>();

function pathOf(data: string): Path2D {
  const path = pathCache.get(data) ?? new Path2D(data);
  pathCache.set(data, path);
  dataOf.set(path, data);
  return path;
}

/** Returns the path data of a glyph, for drawing contexts that write paths instead of drawing them. */
export const glyphData = (path: Path2D): string => dataOf.get(path) ?? '';

/** Draws a glyph on a small disc. `size` is the radius of the disc in the units of the context, `turn` the rotation in radians. */
export function drawGlyph(
  ctx: DrawingContext,
  glyph: keyof typeof GLYPH_PATHS,
  at: { readonly x: number; readonly y: number },
  size: number,
  colours: { readonly foreground: string; readonly disc: string },
  turn = 0,
): void {
  const { stroke, fill } = GLYPH_PATHS[glyph];
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.scale(size / 6, size / 6);
  ctx.beginPath();
  ctx.arc(0, 0, 6, 0, 2 * Math.PI);
  ctx.fillStyle = colours.disc;
  ctx.fill();
  ctx.strokeStyle = colours.foreground;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.rotate(turn);
  ctx.lineWidth = 1.5;
  ctx.lineCap = 'round';
  ctx.fillStyle = colours.foreground;
  if (stroke) ctx.stroke(pathOf(stroke));
  if (fill) ctx.fill(pathOf(fill));
  ctx.restore();
}
