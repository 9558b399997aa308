import { linesSeen, type MeshHull } from '../model/mesh-hulls.ts';
import { inMapUnits, type Painting } from './canvas.ts';
import { outline } from './outline.ts';

/** So much of each corner of a hull is rounded off, in map units; no card reaches that far into it. */
const CUT = 16;

/** Draws the hulls of large meshes below all lines; a hull fades as its lines come to be seen. `clearness` tells how much the filter leaves of it. */
export function paintMeshHulls(painting: Painting, hulls: readonly MeshHull[], clearness: (hull: MeshHull) => number): void {
  const { ctx, palette, view } = painting;
  inMapUnits(painting);
  ctx.fillStyle = palette.mesh.area;
  ctx.strokeStyle = palette.mesh.line;
  ctx.lineWidth = 1.4 / view.zoom;
  for (const hull of hulls) {
    const seen = linesSeen(hull, view.zoom);
    if (seen === 1) continue;
    ctx.globalAlpha = (1 - seen) * clearness(hull);
    ctx.beginPath();
    outline(ctx, hull.outline, { cut: CUT });
    ctx.fill();
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}
