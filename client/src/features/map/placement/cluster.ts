import type { Part, Tail } from '@peerscape/shared/shapes';
import { CARD, CARD_BOUNDS, MIN_LINK_LENGTH, MIN_NODE_DISTANCE, type Point, SCREEN_ASPECT_RATIO, STRETCH } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';

/** Layout of one part: positions of its members relative to its centre, in the squeezed plane, and the radius of its bounding circle. */
export interface Cluster {
  readonly positions: ReadonlyMap<number, Point>;
  readonly radius: number;
  /** Returns the positions oriented towards these outgoing links. */
  readonly orient?: (ties: readonly OutgoingLink[]) => ReadonlyMap<number, Point>;
}

/** A link from a member of a cluster to another cluster, with its direction in radians. */
export interface OutgoingLink {
  readonly member: number;
  readonly angle: number;
}

/** Lays out one part as a cluster. A star keeps rays free for up to `outgoing` links from its hub to other clusters. */
export function createCluster(part: Part, outgoing = 0): Cluster {
  switch (part.kind) {
    case 'star':
      return placeStar(part.hub, part.spokes, part.tails, Math.min(outgoing, MAX_FREE_RAYS));
    case 'mesh':
    case 'ring':
      return createCircleCluster(part.members);
    case 'chain':
      return placeLine(part.members);
    case 'tree':
      return placeTree(part.levels);
    case 'island':
      return toCluster(new Map([[part.member, { x: 0, y: 0 }]]));
  }
}

export const FULL_TURN = 2 * Math.PI;
/** Start angle of rings: upper left, so that two or three spokes are not in one row with their hub. */
const START_ANGLE = -Math.PI * 0.75;

/** Up to this many spokes share one ring, however wide it gets. */
const MAX_SINGLE_RING = 12;
/** Up to this many spokes each get an unobstructed line; larger stars would get too wide. */
const MAX_CLEAR_SPOKES = 42;
/** Maximum number of rays that a hub keeps free for links to other clusters. */
const MAX_FREE_RAYS = 6;
/** Gap between a line and the card that it passes, in the squeezed plane. */
const LINE_GAP = 10;

/** Converts polar coordinates to a point. */
export const fromPolar = (radius: number, angle: number): Point => ({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });

const toCluster = (positions: Map<number, Point>): Cluster => ({
  positions: positions,
  radius: Math.max(...[...positions.values()].map(({ x, y }) => Math.hypot(x, y)), 0) + MIN_NODE_DISTANCE / 2,
});

function placeStar(hub: number, spokes: readonly number[], tails: readonly Tail[], freeRays: number): Cluster {
  const positionsOf = (slots: readonly Slot[], links: readonly OutgoingLink[] = []) => {
    const positions = new Map<number, Point>([[hub, { x: 0, y: 0 }]]);
    const angles = new Map<number, number>();
    for (const [spoke, { radius, angle }] of assignSlots(spokes, slots, links)) {
      angles.set(spoke, angle);
      positions.set(spoke, fromPolar(radius, angle));
    }
    placeBehind(positions, angles, tails, Math.max(0, ...slots.map(({ radius }) => radius)) + MIN_LINK_LENGTH * 0.8);
    return positions;
  };
  const isClear = spokes.length + freeRays <= MAX_CLEAR_SPOKES;
  const slotsFor = (angles: readonly number[]) =>
    isClear ? clearSlots(spokes.length, freeRays, angles.slice(0, freeRays)) : filledSlots(spokes.length);
  const orient = (links: readonly OutgoingLink[]) => {
    const angles = links.filter(({ member }) => member === hub).map(({ angle }) => angle);
    return positionsOf(slotsFor(angles), links);
  };
  return { ...toCluster(positionsOf(slotsFor([]))), orient };
}

/** Assigns the slots in order, but spokes with links to other clusters first get the outermost slots in these directions: a spoke of two hubs is between them. */
function assignSlots(spokes: readonly number[], slots: readonly Slot[], links: readonly OutgoingLink[]): ReadonlyMap<number, Slot> {
  const free = [...slots];
  const assigned = new Map<number, Slot>();
  const takeTowards = (angle: number): Slot | undefined => {
    const best = bestOf(free.keys(), (i) => (free[i]?.radius ?? 0) * Math.cos((free[i]?.angle ?? 0) - angle));
    return free.splice(best, 1)[0];
  };
  const angleOf = new Map(links.map(({ member, angle }) => [member, angle]));
  for (const spoke of spokes) {
    const angle = angleOf.get(spoke);
    const slot = angle === undefined ? undefined : takeTowards(angle);
    if (slot) assigned.set(spoke, slot);
  }
  for (const spoke of spokes)
    if (!assigned.has(spoke)) assigned.set(spoke, free.shift() ?? { radius: MIN_LINK_LENGTH, angle: START_ANGLE });
  return assigned;
}

/** A slot for a spoke, in polar coordinates around its hub. */
interface Slot {
  readonly radius: number;
  readonly angle: number;
}

/**
 * Returns slots on separate rays, alternating between the rings, with free rays at the `outgoing` angles:
 * no line crosses the card of another spoke.
 */
function clearSlots(count: number, freeRays: number, outgoing: readonly number[]): Slot[] {
  const rings = count <= MAX_SINGLE_RING ? 1 : 2;
  const rays = Math.max(count + freeRays, 1);
  const [first = START_ANGLE] = outgoing;
  const slots = rings === 1 ? evenSlots(rays, first) : first === START_ANGLE ? defaultSlots(rays) : narrowSlots(rays, first);
  const free = new Set(outgoing.map((angle) => nearestSlot(slots, angle)));
  return slots.filter((_, ray) => !free.has(ray)).slice(0, count);
}

const nearestSlot = (slots: readonly Slot[], angle: number): number =>
  bestOf(slots.keys(), (ray) => Math.cos((slots[ray]?.angle ?? 0) - angle));

/** Returns slots on one ring, evenly. */
function evenSlots(rays: number, first: number): Slot[] {
  const radius = ringRadius(rays, MIN_LINK_LENGTH);
  return Array.from({ length: rays }, (_, ray) => ({ radius, angle: first + (FULL_TURN * ray) / rays }));
}

const defaultSlotsByRays = new Map<number, readonly Slot[]>();

/** Returns the slots of a star without links to others: large estates have many of the same size. */
function defaultSlots(rays: number): readonly Slot[] {
  const slots = defaultSlotsByRays.get(rays) ?? narrowSlots(rays, START_ANGLE);
  defaultSlotsByRays.set(rays, slots);
  return slots;
}

/** Returns slots alternately on two rings, with less of a turn between them where cards need less space side by side. */
function narrowSlots(rays: number, first: number): Slot[] {
  for (let inner = smallestRadius(rays, first); ; inner *= 1.01) {
    const { angles, end } = narrowAngles(rays, first, inner);
    const spare = (FULL_TURN - end) / rays;
    const slots = angles.map((angle, ray) => ({ radius: inner + (ray % 2) * MIN_NODE_DISTANCE, angle: angle + spare * ray }));
    if (!hasOverlaps(slots)) return slots;
  }
}

/** Tests whether the cards of slots that are close on the circle overlap. */
const hasOverlaps = (slots: readonly Slot[]): boolean =>
  slots.some((slot, ray) =>
    [1, 2, 3].some((ahead) => {
      const other = slots[(ray + ahead) % slots.length] ?? slot;
      const [p, q] = [fromPolar(slot.radius, slot.angle), fromPolar(other.radius, other.angle)];
      return Math.abs(p.x - q.x) * STRETCH < CARD_BOUNDS.width && Math.abs(p.y - q.y) < CARD_BOUNDS.height;
    }),
  );

/** Returns the smallest radius of the inner ring at which all rays fit on the circle. */
function smallestRadius(rays: number, first: number): number {
  let [min, max] = [MIN_LINK_LENGTH, MIN_LINK_LENGTH + rays * MIN_NODE_DISTANCE];
  const fits = (radius: number) => narrowAngles(rays, first, radius).end <= FULL_TURN;
  if (fits(min)) return min;
  for (let round = 0; round < 16; round++) {
    const radius = (min + max) / 2;
    if (fits(radius)) max = radius;
    else min = radius;
  }
  return max;
}

/** Returns the angles of rays as close as their cards allow, and the turn after which the first one could follow again. */
function narrowAngles(rays: number, first: number, inner: number): { readonly angles: readonly number[]; readonly end: number } {
  const angles: number[] = [];
  let angle = first;
  for (let ray = 0; ray < rays; ray++) {
    angles.push(angle);
    // with an odd number, the last and the first ray end on the same ring
    const isSameRing = ray + 1 === rays && rays % 2 === 1;
    const stepAt = (direction: number) => {
      const distance = isSameRing ? cardDistance(direction) : Math.max(cardDistance(direction) / 2, lineDistance(direction));
      return Math.asin(Math.min(1, distance / inner));
    };
    const step = stepAt(angle);
    angle += Math.max(step, stepAt(angle + step));
  }
  return { angles, end: angle - first };
}

/** Returns the distance at which two cards side by side on a ray of this angle do not overlap. */
const cardDistance = (angle: number): number =>
  Math.min(CARD_BOUNDS.width / STRETCH / Math.abs(Math.sin(angle)), CARD_BOUNDS.height / Math.abs(Math.cos(angle))) * 1.02;

/** Returns the distance at which a line passes a card on a ray of this angle without touching it. */
const lineDistance = (angle: number): number =>
  ((CARD.width / STRETCH) * Math.abs(Math.sin(angle)) + CARD.height * Math.abs(Math.cos(angle))) / 2 + LINE_GAP;

/** Returns slots on concentric rings, spread evenly on each ring. */
function filledSlots(count: number): Slot[] {
  const rings = ringsFor(count);
  return rings.flatMap(({ radius, count: share }, ring) =>
    Array.from({ length: share }, (_, i) => ({ radius, angle: START_ANGLE + (FULL_TURN * (i + ring / rings.length)) / share })),
  );
}

/** Returns concentric rings for `count` VNets, evenly filled, with at least a card's distance between neighbours. */
function ringsFor(count: number): { radius: number; count: number }[] {
  const rings: { radius: number; capacity: number }[] = [];
  let total = 0;
  for (let radius = MIN_LINK_LENGTH * 1.1; total < count; radius += MIN_NODE_DISTANCE) {
    const capacity = Math.floor(FULL_TURN / (2 * Math.asin(MIN_NODE_DISTANCE / 2 / radius)));
    rings.push({ radius, capacity });
    total += capacity;
  }
  let remaining = count;
  return rings.map(({ radius, capacity }, i) => {
    const share = i === rings.length - 1 ? remaining : Math.min(capacity, Math.round((count * capacity) / total));
    remaining -= share;
    return { radius, count: share };
  });
}

/** Returns the radius of a ring for `count` VNets without overlaps, at least `min`. */
export const ringRadius = (count: number, min: number): number =>
  count < 2 ? min : Math.max(min, MIN_NODE_DISTANCE / (2 * Math.sin(Math.PI / count)) + 0.01);

/** Lays out all members on one circle, in order. */
export function createCircleCluster(members: readonly number[]): Cluster {
  const radius = members.length === 2 ? MIN_LINK_LENGTH / 2 : ringRadius(members.length, MIN_LINK_LENGTH * 0.75);
  const rotated = (step: number) =>
    new Map(members.map((node, i) => [node, fromPolar(radius, -Math.PI / 2 + (FULL_TURN * (i + step)) / members.length)]));
  return createRotatableCluster(rotated, members.length);
}

/** Creates a cluster that orients itself: of `steps` rotations it picks the one that puts members closest to where their links lead. */
export function createRotatableCluster(rotated: (step: number) => Map<number, Point>, steps: number): Cluster {
  const orient = (links: readonly OutgoingLink[]) => {
    const score = (step: number) => {
      const positions = rotated(step);
      return links.reduce((sum, { member, angle }) => sum + projection(positions.get(member), angle), 0);
    };
    return rotated(bestOf(Array(steps).keys(), score));
  };
  return { ...toCluster(rotated(0)), orient: orient };
}

/** Returns the distance of a point from the origin in a direction. */
const projection = (at: Point | undefined, angle: number): number => (at ? at.x * Math.cos(angle) + at.y * Math.sin(angle) : 0);

/** Returns the choice with the highest score; the earliest one on ties. */
function bestOf(choices: Iterable<number>, score: (choice: number) => number): number {
  let [best, bestScore] = [0, Number.NEGATIVE_INFINITY];
  for (const choice of choices) {
    const value = score(choice);
    // the tolerance ignores rounding errors, so that clusters without outgoing links are never rotated
    if (value > bestScore + 1e-6) [best, bestScore] = [choice, value];
  }
  return best;
}

/** Members per row of a chain; longer chains run back and forth, so that they fit on a screen. */
const PER_ROW = 8;

function placeLine(members: readonly number[]): Cluster {
  const rows = Math.ceil(members.length / PER_ROW);
  const columns = Math.ceil(members.length / rows);
  const positions = members.map((node, i): [number, Point] => {
    const row = Math.floor(i / columns);
    const column = row % 2 === 0 ? i % columns : columns - 1 - (i % columns);
    return [node, { x: (column - (columns - 1) / 2) * MIN_LINK_LENGTH, y: (row - (rows - 1) / 2) * MIN_LINK_LENGTH }];
  });
  return toCluster(new Map(positions));
}

function placeTree(levels: readonly (readonly Tail[])[]): Cluster {
  const positions = new Map<number, Point>();
  const angles = new Map<number, number>();
  let radius = 0;
  for (const level of levels) {
    radius = placeBehind(positions, angles, level, radius) + MIN_LINK_LENGTH;
  }
  return toCluster(positions);
}

/** Places VNets on one ring, each as close as possible to the angle of its predecessor. Returns the radius of the ring, at least `min`. */
function placeBehind(positions: Map<number, Point>, angles: Map<number, number>, tails: readonly Tail[], min: number): number {
  if (tails.length === 0) return min;
  const radius = tails.length === 1 ? min : ringRadius(tails.length, min);
  const idealAngle = (tail: Tail) => angles.get(tail.behind) ?? START_ANGLE;
  const sorted = tails.map((tail, i) => ({ tail, i })).sort((p, q) => idealAngle(p.tail) - idealAngle(q.tail) || p.i - q.i);
  const step = radius > 0 ? 2 * Math.asin(Math.min(1, MIN_NODE_DISTANCE / 2 / radius)) : FULL_TURN;
  const first = sorted[0] ? idealAngle(sorted[0].tail) : START_ANGLE;
  let at = Number.NEGATIVE_INFINITY;
  sorted.forEach(({ tail }, i) => {
    // at least a card's distance from the previous one, but with enough space left for the rest of the ring
    const last = first + FULL_TURN - step * (sorted.length - i);
    at = Math.max(at + step, Math.min(idealAngle(tail), last));
    angles.set(tail.node, at);
    positions.set(tail.node, fromPolar(radius, at));
  });
  return radius;
}

/** Lays out islands in rows and columns, as wide as `width` or with the aspect ratio of a screen. The origin is the upper left corner. */
export function createIslandBlock(
  members: readonly number[],
  width: number,
): { readonly positions: ReadonlyMap<number, Point>; readonly size: Size } {
  const cell = { width: CARD_BOUNDS.width / STRETCH, height: CARD_BOUNDS.height };
  const squarish = Math.round(Math.sqrt((members.length * cell.height * SCREEN_ASPECT_RATIO) / (cell.width * STRETCH)));
  const columns = Math.max(1, Math.min(members.length, Math.max(squarish, Math.floor(width / cell.width))));
  const rows = Math.ceil(members.length / columns);
  const positions = members.map((node, i): [number, Point] => {
    const row = Math.floor(i / columns);
    return [node, { x: ((i % columns) + 0.5) * cell.width, y: (row + 0.5) * cell.height }];
  });
  return { positions: new Map(positions), size: { width: columns * cell.width, height: rows * cell.height } };
}
