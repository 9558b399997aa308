import { type Point, ROOM } from '../geometry/room.ts';
import { amidOthers, areaOf, girthOf, hullAround, isInHull } from './hull.ts';
import { pointOf, type Scene, type SceneMesh } from './scene.ts';

/** A large mesh whose members stand together: a hull that from afar stands for the lines within it. */
export interface MeshHull extends SceneMesh {
  /** Its number among the meshes of the scene. */
  readonly number: number;
  readonly outline: readonly Point[];
  readonly middle: Point;
  /** How much of the ground within its lines would cover at zoom 1; twice as near it is half as much. */
  readonly ink: number;
}

/** The hull keeps so far off the room of its members. */
const MARGIN = 16;
/** Members stand together while the way around them is at most so many times as long as that of a circle on which they stand side by side. */
const LOOSEST = 1.5;
/** How wide a line is drawn, in CSS pixels. */
const LINE = 1.7;

/** The hulls of a scene's large meshes; a mesh whose members stand scattered or amid others has none and keeps its lines. */
export function meshHulls(scene: Scene): MeshHull[] {
  const hulls = scene.meshes.flatMap((mesh, number) => {
    const form = formOf(scene, mesh);
    return form ? [{ ...mesh, number, ...form }] : [];
  });
  const claims = hulls.map(({ outline, number }) => ({ outline, members: { has: (node: number) => scene.homeOf[node] === number } }));
  const amid = amidOthers(scene, claims);
  return hulls.filter((_, i) => !amid.has(i));
}

type Form = Pick<MeshHull, 'outline' | 'middle' | 'ink'>;

/** What was found for a mesh, and where its VNets stood then: while one of them is carried, the other meshes stay as they are. */
const known = new WeakMap<SceneMesh, { readonly at: readonly number[]; readonly form: Form | undefined }>();

function formOf(scene: Scene, mesh: SceneMesh): Form | undefined {
  const at = mesh.nodes.flatMap((node) => [scene.x[node] ?? 0, scene.y[node] ?? 0]);
  const before = known.get(mesh);
  if (before?.at.every((place, i) => place === at[i])) return before.form;
  const outline = hullAround(
    mesh.nodes.map((node) => pointOf(scene, node)),
    MARGIN,
  );
  const isTogether = girthOf(outline) <= LOOSEST * (mesh.nodes.length + 4) * ROOM.width;
  const form = isTogether ? { outline, middle: middleOf(outline), ink: inkOf(mesh.peerings, areaOf(outline)) } : undefined;
  known.set(mesh, { at, form });
  return form;
}

/** Halfway between the outermost corners, where a circle of VNets leaves its middle free. */
function middleOf(outline: readonly Point[]): Point {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

/** Lines across a round area are on average 1.2 times as long as its radius, wherever their ends stand. */
const inkOf = (lines: number, area: number): number => (lines * LINE * 1.2) / Math.sqrt(Math.PI * Math.max(area, 1));

/** Where lines would cover more than the first share of the ground, none is seen; below the second, all are. Between the two they fade. */
const INK = { none: 0.33, all: 0.26 } as const;

/** How much is seen of the healthy lines within a hull at a zoom, from 0 to 1. */
export const linesSeen = ({ ink }: MeshHull, zoom: number): number =>
  Math.max(0, Math.min(1, (INK.none - ink / zoom) / (INK.none - INK.all)));

/** The hull under a place, while it stands for its lines. */
export const hullAt = (hulls: readonly MeshHull[], at: Point, zoom: number): MeshHull | undefined =>
  hulls.find((hull) => linesSeen(hull, zoom) < 0.5 && isInHull(hull.outline, at));

/**
 * How much is seen of each link at a zoom: 1, or less for a healthy line within a hull. What needs attention is always seen,
 * and what somebody is about to change or looks at, which `stands` knows.
 */
export function seenLinks(
  scene: Scene,
  hulls: readonly MeshHull[],
  zoom: number,
  stands: (link: number) => boolean,
): (link: number) => number {
  if (hulls.length === 0) return () => 1;
  const seen = new Float32Array(scene.meshes.length).fill(1);
  for (const hull of hulls) seen[hull.number] = linesSeen(hull, zoom);
  return (link) => {
    const amount = seen[scene.meshOf[link] ?? -1] ?? 1;
    return amount === 1 || scene.strong[link] || stands(link) ? 1 : amount;
  };
}
