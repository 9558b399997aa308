import type { Part, Tail } from '@peerscape/shared/shapes';
import { CARD, PITCH, type Point, REACH, ROOM, SCREEN_SHAPE, STRETCH } from '../geometry/room.ts';

/** A part with places for its members around its own centre, in the squeezed plane, and the circle that holds it. */
export interface Figure {
  readonly places: ReadonlyMap<number, Point>;
  readonly radius: number;
  /** The same figure when lines leave it from these members in these directions. */
  readonly facing?: (ties: readonly Tie[]) => ReadonlyMap<number, Point>;
}

/** A line that leaves a figure: from which member, and at what angle. */
export interface Tie {
  readonly member: number;
  readonly angle: number;
}

/** The places of a part's members; a star keeps rays free for that many lines that leave its hub. */
export function figureOf(part: Part, leaving = 0): Figure {
  switch (part.kind) {
    case 'star':
      return star(part.hub, part.spokes, part.tails, Math.min(leaving, MOST_OPEN));
    case 'mesh':
    case 'ring':
      return circle(part.members);
    case 'chain':
      return line(part.members);
    case 'tree':
      return tree(part.levels);
    case 'island':
      return figure(new Map([[part.member, { x: 0, y: 0 }]]));
  }
}

export const TURN = 2 * Math.PI;
/** Rings begin at the upper left, so that two or three spokes do not stand in a row with their hub. */
const START = -Math.PI * 0.75;

/** Up to that many spokes stand on one ring, however wide it gets. */
const ONE_RING = 12;
/** Up to that many spokes each get a clear line; beyond, stars would grow too wide. */
const MOST_CLEAR = 42;
/** A hub keeps at most so many rays free for lines to elsewhere. */
const MOST_OPEN = 6;
/** The distance at which a line passes a card without touching it, in the squeezed plane. */
const CLEARANCE = Math.hypot(CARD.width / STRETCH, CARD.height) / 2 + 4;

export const polar = (radius: number, angle: number): Point => ({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });

const figure = (places: Map<number, Point>): Figure => ({
  places,
  radius: Math.max(...[...places.values()].map(({ x, y }) => Math.hypot(x, y)), 0) + PITCH / 2,
});

function star(hub: number, spokes: readonly number[], tails: readonly Tail[], open: number): Figure {
  const placesOf = (spots: readonly Spot[]) => {
    const places = new Map<number, Point>([[hub, { x: 0, y: 0 }]]);
    const angles = new Map<number, number>();
    spokes.forEach((spoke, i) => {
      const { radius, angle } = spots[i] ?? { radius: REACH, angle: START };
      angles.set(spoke, angle);
      places.set(spoke, polar(radius, angle));
    });
    placeBehind(places, angles, tails, Math.max(0, ...spots.map(({ radius }) => radius)) + REACH * 0.8);
    return places;
  };
  if (spokes.length + open > MOST_CLEAR) return figure(placesOf(filledSpots(spokes.length)));
  const facing = (ties: readonly Tie[]) => {
    const angles = ties.filter(({ member }) => member === hub).map(({ angle }) => angle);
    return placesOf(clearSpots(spokes.length, open, angles.slice(0, open)));
  };
  return { ...figure(placesOf(clearSpots(spokes.length, open, []))), facing };
}

interface Spot {
  readonly radius: number;
  readonly angle: number;
}

/**
 * Every spoke on a ray of its own, one ring after the other in turn, and free rays for lines that leave the hub:
 * no line runs across another spoke's card.
 */
function clearSpots(count: number, open: number, leaving: readonly number[]): Spot[] {
  const rings = count <= ONE_RING ? 1 : count <= 24 ? 2 : 3;
  // with one ray too many the last and the first would be neighbours on one ring: leave a ray between them
  const wanted = count + open;
  const rays = rings > 1 && wanted % rings === 1 ? wanted + 1 : wanted;
  const clear = rings > 1 || open > 0 ? CLEARANCE / Math.sin(TURN / Math.max(rays, 4)) : 0;
  const inner = Math.max(ringRadius(Math.ceil(rays / rings), REACH), clear);
  const [first = START] = leaving;
  const free = new Set(leaving.map((angle) => Math.round(((((angle - first) % TURN) + TURN) % TURN) / (TURN / rays)) % rays));
  const spots = Array.from({ length: rays }, (_, ray) => ({
    ray,
    radius: inner + (ray % rings) * PITCH,
    angle: first + (TURN * ray) / rays,
  }));
  return spots.filter(({ ray }) => !free.has(ray)).slice(0, count);
}

/** Spokes ring by ring, each ring filled alike. */
function filledSpots(count: number): Spot[] {
  const rings = ringsFor(count);
  return rings.flatMap(({ radius, count: share }, ring) =>
    Array.from({ length: share }, (_, i) => ({ radius, angle: START + (TURN * (i + ring / rings.length)) / share })),
  );
}

/** Rings that hold `count` VNets: each filled alike, none closer to the next than a card needs. */
function ringsFor(count: number): { radius: number; count: number }[] {
  const rings: { radius: number; room: number }[] = [];
  let room = 0;
  for (let radius = REACH * 1.1; room < count; radius += PITCH) {
    const fits = Math.floor(TURN / (2 * Math.asin(PITCH / 2 / radius)));
    rings.push({ radius, room: fits });
    room += fits;
  }
  let left = count;
  return rings.map(({ radius, room: fits }, i) => {
    const share = i === rings.length - 1 ? left : Math.min(fits, Math.round((count * fits) / room));
    left -= share;
    return { radius, count: share };
  });
}

/** The radius at which `count` VNets stand on a circle with a card's room between neighbours. */
export const ringRadius = (count: number, least: number): number =>
  count < 2 ? least : Math.max(least, PITCH / (2 * Math.sin(Math.PI / count)) + 0.01);

/** All members on one circle, in their order. */
export function circle(members: readonly number[]): Figure {
  const radius = members.length === 2 ? REACH / 2 : ringRadius(members.length, REACH * 0.75);
  const turned = (by: number) =>
    new Map(members.map((node, i) => [node, polar(radius, -Math.PI / 2 + (TURN * (i + by)) / members.length)]));
  return turning(turned, members.length);
}

/** A figure that can be turned: of so many turns it takes the one by which members stand where their lines lead. */
export function turning(turned: (by: number) => Map<number, Point>, turns: number): Figure {
  const facing = (ties: readonly Tie[]) => {
    const fit = (by: number) => {
      const places = turned(by);
      return ties.reduce((sum, { member, angle }) => sum + along(places.get(member), angle), 0);
    };
    return turned(best(Array(turns).keys(), fit));
  };
  return { ...figure(turned(0)), facing };
}

/** How far a place lies in a direction. */
const along = (at: Point | undefined, angle: number): number => (at ? at.x * Math.cos(angle) + at.y * Math.sin(angle) : 0);

function best(choices: Iterable<number>, worth: (choice: number) => number): number {
  let [found, most] = [0, Number.NEGATIVE_INFINITY];
  for (const choice of choices) {
    const value = worth(choice);
    // equal but for rounding: the earlier choice stands, so that shapes without ties never turn
    if (value > most + 1e-6) [found, most] = [choice, value];
  }
  return found;
}

/** Chains run to the right and turn back after a while, so that a long one stays in view. */
const PER_ROW = 8;

function line(members: readonly number[]): Figure {
  const rows = Math.ceil(members.length / PER_ROW);
  const columns = Math.ceil(members.length / rows);
  const places = members.map((node, i): [number, Point] => {
    const row = Math.floor(i / columns);
    const column = row % 2 === 0 ? i % columns : columns - 1 - (i % columns);
    return [node, { x: (column - (columns - 1) / 2) * REACH, y: (row - (rows - 1) / 2) * REACH }];
  });
  return figure(new Map(places));
}

function tree(levels: readonly (readonly Tail[])[]): Figure {
  const places = new Map<number, Point>();
  const angles = new Map<number, number>();
  let radius = 0;
  for (const level of levels) {
    radius = placeBehind(places, angles, level, radius) + REACH;
  }
  return figure(places);
}

/** Places VNets on one ring, each as near as it can be to the angle of the one that it hangs behind; returns the ring's radius. */
function placeBehind(places: Map<number, Point>, angles: Map<number, number>, tails: readonly Tail[], least: number): number {
  if (tails.length === 0) return least;
  const radius = tails.length === 1 ? least : ringRadius(tails.length, least);
  const wanted = (tail: Tail) => angles.get(tail.behind) ?? START;
  const sorted = tails.map((tail, i) => ({ tail, i })).sort((p, q) => wanted(p.tail) - wanted(q.tail) || p.i - q.i);
  const step = radius > 0 ? 2 * Math.asin(Math.min(1, PITCH / 2 / radius)) : TURN;
  const first = sorted[0] ? wanted(sorted[0].tail) : START;
  let at = Number.NEGATIVE_INFINITY;
  sorted.forEach(({ tail }, i) => {
    // never nearer than a card to the one before, never so far that the ones after it would pass the first again
    const last = first + TURN - step * (sorted.length - i);
    at = Math.max(at + step, Math.min(wanted(tail), last));
    angles.set(tail.node, at);
    places.set(tail.node, polar(radius, at));
  });
  return radius;
}

/** Islands in rows, every other row shifted by half a place, the whole shaped like a screen. */
export function islands(members: readonly number[]): Figure {
  const [wide, high] = [ROOM.width / STRETCH, ROOM.height];
  const columns = Math.max(1, Math.round(Math.sqrt((members.length * high * SCREEN_SHAPE) / (wide * STRETCH))));
  const rows = Math.ceil(members.length / columns);
  const places = members.map((node, i): [number, Point] => {
    const row = Math.floor(i / columns);
    const shift = rows > 1 ? (row % 2) / 2 - 0.25 : 0;
    return [node, { x: ((i % columns) + shift - (columns - 1) / 2) * wide, y: (row - (rows - 1) / 2) * high }];
  });
  return figure(new Map(places));
}
