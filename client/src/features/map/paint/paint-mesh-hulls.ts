import { lineVisibility, type MeshHull } from '../model/mesh-hulls.ts';
import { type PaintContext, setMapUnits } from './paint-context.ts';
import { traceOutline } from './trace-outline.ts';

/** Rounding of the corners of a hull, in map units; no card reaches that far into a corner. */
const CUT = 16;

/** Draws the hulls of large meshes below all lines; a hull fades out as its lines fade in. `opacityOf` gives the opacity that the filter leaves it. */
export function paintMeshHulls(context: PaintContext, hulls: readonly MeshHull[], opacityOf: (hull: MeshHull) => number): void {
  const { ctx, palette, view } = context;
  setMapUnits(context);
  ctx.fillStyle = palette.mesh.area;
  ctx.strokeStyle = palette.mesh.line;
  ctx.lineWidth = 1.4 / view.zoom;
  for (const hull of hulls) {
    const lineOpacity = lineVisibility(hull, view.zoom);
    if (lineOpacity === 1) continue;
    ctx.globalAlpha = (1 - lineOpacity) * opacityOf(hull);
    ctx.beginPath();
    traceOutline(ctx, hull.outline, { cut: CUT });
    ctx.fill();
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}
