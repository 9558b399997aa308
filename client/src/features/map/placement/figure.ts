import { PITCH, type Point, REACH, ROOM, STRETCH } from './room.ts';
import type { Shape, Tail } from './shapes.ts';

/** A shape with places for its members around its own centre, in the squeezed plane, and the circle that holds it. */
export interface Figure {
  readonly places: ReadonlyMap<number, Point>;
  readonly radius: number;
}

/** The places of a shape's members. */
export function figureOf(shape: Shape): Figure {
  switch (shape.kind) {
    case 'star':
      return star(shape.hub, shape.spokes, shape.tails);
    case 'mesh':
      return circle(shape.members);
    case 'chain':
      return line(shape.members);
    case 'tree':
      return tree(shape.levels);
    case 'island':
      return figure(new Map([[shape.member, { x: 0, y: 0 }]]));
  }
}

const TURN = 2 * Math.PI;
/** Rings begin at the upper left, so that two or three spokes do not stand in a row with their hub. */
const START = -Math.PI * 0.75;

/** Up to that many spokes stand on one ring, however wide it gets. */
const ONE_RING = 14;

const polar = (radius: number, angle: number): Point => ({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });

const figure = (places: Map<number, Point>): Figure => ({
  places,
  radius: Math.max(...[...places.values()].map(({ x, y }) => Math.hypot(x, y)), 0) + PITCH / 2,
});

function star(hub: number, spokes: readonly number[], tails: readonly Tail[]): Figure {
  const places = new Map<number, Point>([[hub, { x: 0, y: 0 }]]);
  const angles = new Map<number, number>();
  let next = 0;
  const rings = ringsFor(spokes.length);
  rings.forEach(({ radius, count }, ring) => {
    for (let i = 0; i < count; i++) {
      const spoke = spokes[next++];
      if (spoke === undefined) return;
      const angle = START + (TURN * (i + ring / rings.length)) / count;
      angles.set(spoke, angle);
      places.set(spoke, polar(radius, angle));
    }
  });
  placeBehind(places, angles, tails, (rings.at(-1)?.radius ?? 0) + REACH * 0.8);
  return figure(places);
}

/** Rings that hold `count` VNets: each filled alike, none closer to the next than a card needs. */
function ringsFor(count: number): { radius: number; count: number }[] {
  if (count <= ONE_RING) return [{ radius: ringRadius(count, REACH), count }];
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
const ringRadius = (count: number, least: number): number =>
  count < 2 ? least : Math.max(least, PITCH / (2 * Math.sin(Math.PI / count)) + 0.01);

function circle(members: readonly number[]): Figure {
  const radius = members.length === 2 ? REACH / 2 : ringRadius(members.length, REACH * 0.75);
  return figure(new Map(members.map((node, i) => [node, polar(radius, -Math.PI / 2 + (TURN * i) / members.length)])));
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

/** Islands in rows, about as wide as high on the screen. */
export function islands(members: readonly number[]): Figure {
  const [wide, high] = [ROOM.width / STRETCH, ROOM.height];
  const columns = Math.max(1, Math.round(Math.sqrt((members.length * high) / wide)));
  const rows = Math.ceil(members.length / columns);
  const places = members.map((node, i): [number, Point] => [
    node,
    { x: ((i % columns) - (columns - 1) / 2) * wide, y: (Math.floor(i / columns) - (rows - 1) / 2) * high },
  ]);
  return figure(new Map(places));
}
