import { type Box, boundsForCard, type Point } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import { boundingBox, computeHull, findIntrudedHulls, isInHull } from './hull.ts';
import { positionOf, type Scene } from './scene.ts';

/** Connected group on the map: an outline around members that are close together, otherwise spokes from their centre. */
export interface ConnectedGroupAnnotation {
  readonly id: string;
  readonly name: string;
  /** Node indices of the members. */
  readonly members: readonly number[];
  readonly middle: Point;
  /** Corners of the outline; undefined when members are too far apart or mixed with other VNets. */
  readonly outline: readonly Point[] | undefined;
}

/** Distance from the bounds of the members to the outline. */
const MARGIN = 10;
/** Members count as close together while their bounding box is at most this many times the area that their cards reserve. */
const MAX_SPREAD = 4;

/** Computes the outline or the spokes of each connected group in a scene. */
export function annotateConnectedGroups(scene: Scene): ConnectedGroupAnnotation[] {
  const groups = scene.connectedGroups.map(({ id, name, members }) => {
    const points = members.map((node) => positionOf(scene, node));
    const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
    const middle = { x: sum.x / points.length, y: sum.y / points.length };
    return { id, name, members, middle, outline: outlineOf(points, boundsForCard(scene.card)) };
  });
  const claims = groups.map(({ members, outline }) => ({ members: new Set(members), outline: outline ?? [] }));
  const intruded = findIntrudedHulls(scene, claims);
  return groups.map((group, i) => (intruded.has(i) ? { ...group, outline: undefined } : group));
}

/** Returns the outline around members that are close together. */
function outlineOf(points: readonly Point[], bounds: Size): Point[] | undefined {
  const isCompact = cardArea(boundingBox(points), bounds) <= MAX_SPREAD * points.length * bounds.width * bounds.height;
  return isCompact ? computeHull(points, MARGIN, bounds) : undefined;
}

/** Returns the area that cards cover when their centres fill a box. */
const cardArea = ({ x1, y1, x2, y2 }: Box, { width, height }: Size): number => (x2 - x1 + width) * (y2 - y1 + height);

/** Returns the connected group at a point: inside its outline, or within `slack` of one of its spokes. */
export function hitTestConnectedGroup(
  groups: readonly ConnectedGroupAnnotation[],
  scene: Scene,
  at: Point,
  slack: number,
): ConnectedGroupAnnotation | undefined {
  return groups.find(({ outline, middle, members }) =>
    outline ? isInHull(outline, at) : members.some((node) => distanceTo(middle, positionOf(scene, node), at) < slack),
  );
}

function distanceTo(from: Point, to: Point, at: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + along * dx - at.x, from.y + along * dy - at.y);
}
