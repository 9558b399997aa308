import { boundsForCard, type Point } from '../geometry/bounds.ts';
import { areaOf, computeHull, findIntrudedHulls, isInHull, perimeterOf } from './hull.ts';
import { positionOf, type Scene, type SceneMesh } from './scene.ts';

/** Large mesh whose members are close together: when zoomed out, a hull replaces the lines inside it. */
export interface MeshHull extends SceneMesh {
  /** Index among the meshes of the scene. */
  readonly meshIndex: number;
  readonly outline: readonly Point[];
  readonly middle: Point;
  /** Share of the hull's area that its lines would cover at zoom 1; at zoom 2 it is half as much. */
  readonly lineDensity: number;
}

/** Distance from the bounds of the members to the hull. */
const MARGIN = 16;
/** Members count as close together while the perimeter of their hull is at most this many times that of a circle of adjacent cards. */
const MAX_SPREAD = 1.5;
/** Line width in CSS pixels. */
const LINE_WIDTH = 1.7;

/** Computes the hulls of a scene's large meshes. A mesh whose members are scattered or mixed with other VNets has none; its lines are drawn. */
export function computeMeshHulls(scene: Scene): MeshHull[] {
  const hulls = scene.meshes.flatMap((mesh, index) => {
    const geometry = geometryOf(scene, mesh);
    return geometry ? [{ ...mesh, meshIndex: index, ...geometry }] : [];
  });
  const claims = hulls.map(({ outline, meshIndex }) => ({
    outline,
    members: { has: (node: number) => scene.meshOfNode[node] === meshIndex },
  }));
  const intruded = findIntrudedHulls(scene, claims);
  return hulls.filter((_, i) => !intruded.has(i));
}

type HullGeometry = Pick<MeshHull, 'outline' | 'middle' | 'lineDensity'>;

/** Cached geometry with the coordinates that it was computed from, so that dragging a VNet recomputes its own mesh only. */
const cache = new WeakMap<SceneMesh, { readonly at: readonly number[]; readonly geometry: HullGeometry | undefined }>();

function geometryOf(scene: Scene, mesh: SceneMesh): HullGeometry | undefined {
  const at = mesh.nodes.flatMap((node) => [scene.x[node] ?? 0, scene.y[node] ?? 0]);
  const cached = cache.get(mesh);
  if (cached?.at.every((coordinate, i) => coordinate === at[i])) return cached.geometry;
  const bounds = boundsForCard(scene.card);
  const outline = computeHull(
    mesh.nodes.map((node) => positionOf(scene, node)),
    MARGIN,
    bounds,
  );
  const isCompact = perimeterOf(outline) <= MAX_SPREAD * (mesh.nodes.length + 4) * bounds.width;
  const geometry = isCompact ? { outline, middle: centreOf(outline), lineDensity: densityOf(mesh.peerings, areaOf(outline)) } : undefined;
  cache.set(mesh, { at, geometry });
  return geometry;
}

/** Returns the centre of the bounding box, which a circle of VNets leaves free. */
function centreOf(outline: readonly Point[]): Point {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

/** Returns the share of an area that lines cover: lines across a round area are on average 1.2 times as long as its radius. */
const densityOf = (lines: number, area: number): number => (lines * LINE_WIDTH * 1.2) / Math.sqrt(Math.PI * Math.max(area, 1));

/** Line densities above which lines are hidden and below which they are drawn fully. In between they fade. */
const DENSITY = { hidden: 0.33, full: 0.26 } as const;

/** Returns the opacity, from 0 to 1, of the lines inside a hull that need no attention. */
export const lineVisibility = ({ lineDensity }: MeshHull, zoom: number): number =>
  Math.max(0, Math.min(1, (DENSITY.hidden - lineDensity / zoom) / (DENSITY.hidden - DENSITY.full)));

/** Returns the hull at a point, while it replaces its lines. */
export const hitTestMeshHull = (hulls: readonly MeshHull[], at: Point, zoom: number): MeshHull | undefined =>
  hulls.find((hull) => lineVisibility(hull, zoom) < 0.5 && isInHull(hull.outline, at));

/**
 * Creates a function that returns the opacity of each link at a zoom: 1, or less for a line inside a hull. Lines that need attention
 * and those for which `isAlwaysVisible` returns true are never faded.
 */
export function createLinkVisibility(
  scene: Scene,
  hulls: readonly MeshHull[],
  zoom: number,
  isAlwaysVisible: (link: number) => boolean,
): (link: number) => number {
  if (hulls.length === 0) return () => 1;
  const opacity = new Float32Array(scene.meshes.length).fill(1);
  for (const hull of hulls) opacity[hull.meshIndex] = lineVisibility(hull, zoom);
  return (link) => {
    const faded = opacity[scene.meshOfLink[link] ?? -1] ?? 1;
    return faded === 1 || scene.needsAttention[link] || isAlwaysVisible(link) ? 1 : faded;
  };
}
