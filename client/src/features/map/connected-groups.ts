import { around, type Box, type Point, ROOM, roomAt } from './placement/room.ts';
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
/** Members stand together while their outline is at most so many times as large as their own room. */
const LOOSEST = 4;

/** The connected groups of a scene, where they stand. */
export function standingGroups(scene: Scene): StandingGroup[] {
  return scene.connectedGroups.map(({ id, name, members }) => {
    const points = members.map((node) => pointOf(scene, node));
    const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
    return {
      id,
      name,
      members,
      middle: { x: sum.x / points.length, y: sum.y / points.length },
      outline: outlineOf(scene, new Set(members), points),
    };
  });
}

function outlineOf(scene: Scene, members: ReadonlySet<number>, points: readonly Point[]): Point[] | undefined {
  const box = around(points.map(roomAt));
  if (!box || areaOf(box) > LOOSEST * points.length * ROOM.width * ROOM.height) return undefined;
  const outline = hullOf(points.flatMap((at) => cornersOf(roomAt(at))));
  const isAmid = scene.nodes.some((_, node) => !members.has(node) && touches(outline, roomAt(pointOf(scene, node)), box));
  return isAmid ? undefined : outline;
}

const areaOf = ({ x1, y1, x2, y2 }: Box): number => (x2 - x1) * (y2 - y1);

const cornersOf = ({ x1, y1, x2, y2 }: Box): Point[] => [
  { x: x1 - MARGIN, y: y1 - MARGIN },
  { x: x2 + MARGIN, y: y1 - MARGIN },
  { x: x2 + MARGIN, y: y2 + MARGIN },
  { x: x1 - MARGIN, y: y2 + MARGIN },
];

/** Whether another card's middle or one of its corners lies in the outline. */
function touches(outline: readonly Point[], room: Box, box: Box): boolean {
  if (room.x2 < box.x1 || room.x1 > box.x2 || room.y2 < box.y1 || room.y1 > box.y2) return false;
  const { x1, y1, x2, y2 } = room;
  const spots = [x1, (x1 + x2) / 2, x2].flatMap((x) => [y1, (y1 + y2) / 2, y2].map((y) => ({ x, y })));
  return spots.some((spot) => isInside(outline, spot));
}

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** Whether a place lies inside a hull. */
const isInside = (hull: readonly Point[], at: Point): boolean =>
  hull.every((corner, i) => turn(corner, hull[(i + 1) % hull.length] ?? corner, at) >= 0);

/** The convex hull of places, each corner a turn in the same direction. */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  const chain = (along: readonly Point[]) => {
    const kept: Point[] = [];
    for (const point of along) {
      while (kept.length > 1 && turn(kept.at(-2) ?? point, kept.at(-1) ?? point, point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/** The connected group under a place: within its outline, or near one of its spokes. */
export function groupAt(groups: readonly StandingGroup[], scene: Scene, at: Point, slack: number): StandingGroup | undefined {
  return groups.find(({ outline, middle, members }) =>
    outline ? isInside(outline, at) : members.some((node) => distanceTo(middle, pointOf(scene, node), at) < slack),
  );
}

function distanceTo(from: Point, to: Point, at: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + along * dx - at.x, from.y + along * dy - at.y);
}
