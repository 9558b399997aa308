import { type Box, type Point, ROOM } from '../geometry/room.ts';
import { amidOthers, boxAround, hullAround, isInHull } from './hull.ts';
import { pointOf, type Scene } from './scene.ts';

/** A connected group as it stands on the map: an outline around members that stand together, else spokes from their middle. */
export interface StandingGroup {
  readonly id: string;
  readonly name: string;
  /** The members by their numbers. */
  readonly members: readonly number[];
  readonly middle: Point;
  /** The corners of the outline; undefined where members stand too far apart or amid others. */
  readonly outline: readonly Point[] | undefined;
}

/** The outline keeps so far off the room of its members. */
const MARGIN = 10;
/** Members stand together while the box around them is at most so many times as large as their own room. */
const LOOSEST = 4;

/** The connected groups of a scene, where they stand. */
export function standingGroups(scene: Scene): StandingGroup[] {
  const groups = scene.connectedGroups.map(({ id, name, members }) => {
    const points = members.map((node) => pointOf(scene, node));
    const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
    const middle = { x: sum.x / points.length, y: sum.y / points.length };
    return { id, name, members, middle, outline: outlineOf(points) };
  });
  const claims = groups.map(({ members, outline }) => ({ members: new Set(members), outline: outline ?? [] }));
  const amid = amidOthers(scene, claims);
  return groups.map((group, i) => (amid.has(i) ? { ...group, outline: undefined } : group));
}

/** The outline around members that stand together. */
function outlineOf(points: readonly Point[]): Point[] | undefined {
  const isTogether = roomOf(boxAround(points)) <= LOOSEST * points.length * ROOM.width * ROOM.height;
  return isTogether ? hullAround(points, MARGIN) : undefined;
}

/** The room of all cards whose middles lie in a box. */
const roomOf = ({ x1, y1, x2, y2 }: Box): number => (x2 - x1 + ROOM.width) * (y2 - y1 + ROOM.height);

/** The connected group under a place: within its outline, or near one of its spokes. */
export function groupAt(groups: readonly StandingGroup[], scene: Scene, at: Point, slack: number): StandingGroup | undefined {
  return groups.find(({ outline, middle, members }) =>
    outline ? isInHull(outline, at) : members.some((node) => distanceTo(middle, pointOf(scene, node), at) < slack),
  );
}

function distanceTo(from: Point, to: Point, at: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + along * dx - at.x, from.y + along * dy - at.y);
}
