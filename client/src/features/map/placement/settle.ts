import { packSiblings } from 'd3-hierarchy';
import type { Point } from '../geometry/room.ts';

/** A disc that holds something, and the other discs (by index) that it would like to be near, once per tie. */
export interface Disc {
  readonly radius: number;
  readonly ties: readonly number[];
}

/** Rounds of drawing together, fewer where there are many discs: the work stays at a few tens of milliseconds. */
const roundsFor = (count: number): number => Math.max(24, Math.min(90, Math.round(9000 / count)));
/** Pushing apart goes on for at most this many rounds after the drawing has ended. */
const PUSHES = 400;

/**
 * Places for discs so that none overlap by more than `slack` and tied ones are near each other: tightly packed first,
 * then drawn together and pushed apart. The same discs in the same order give the same places.
 */
export function settleDiscs(discs: readonly Disc[], slack: number): Point[] {
  const packed = packSiblings(discs.map(({ radius }) => ({ r: radius }))).map(({ x, y }) => ({ x, y }));
  if (discs.length < 4 || discs.every(({ ties }) => ties.length === 0)) return packed;
  const places = packed.map(({ x, y }) => ({ x, y }));
  const order = places.map((_, i) => i);
  const rounds = roundsFor(discs.length);
  for (let round = 0; round < rounds; round++) {
    draw(discs, places, 0.22 * (1 - round / rounds));
    push(discs, places, order);
  }
  for (let round = 0; round < PUSHES; round++) {
    if (push(discs, places, order) < slack) return places;
    // jammed discs need room: let the whole breathe a little now and then
    if (round % 12 === 11) for (const place of places) spread(place, 1.03);
  }
  return packed;
}

/** How strongly all are drawn to the middle, beside how strongly they are drawn to their ties. */
const GRAVITY = 0.3;

type Mutable = { x: number; y: number };

/** Moves each disc some way towards the middle of those that it is tied to, and a little towards the middle of all. */
function draw(discs: readonly Disc[], places: Mutable[], strength: number): void {
  places.forEach((place, i) => {
    const { ties = [], radius = 0 } = discs[i] ?? {};
    let [x, y, weight] = [0, 0, 0];
    for (const tie of ties) {
      x += places[tie]?.x ?? 0;
      y += places[tie]?.y ?? 0;
      weight += (discs[tie]?.radius ?? 0) ** 2;
    }
    if (ties.length > 0) {
      // the lighter one gives way, as it does when pushed: else a large and a small one would wander off together
      const yields = Math.min(1, (2 * weight) / (weight + radius ** 2 * ties.length));
      place.x += (x / ties.length - place.x) * strength * yields;
      place.y += (y / ties.length - place.y) * strength * yields;
    }
    spread(place, 1 - strength * GRAVITY);
  });
}

function spread(place: Mutable, factor: number): void {
  place.x *= factor;
  place.y *= factor;
}

/** Pushes overlapping discs apart, the lighter one further; answers how deep the deepest overlap was. `order` is kept nearly sorted. */
function push(discs: readonly Disc[], places: Mutable[], order: number[]): number {
  const radius = (i: number) => discs[i]?.radius ?? 0;
  const left = places.map(({ x }, i) => x - radius(i));
  order.sort((p, q) => (left[p] ?? 0) - (left[q] ?? 0) || p - q);
  let deepest = 0;
  for (let k = 0; k < order.length; k++) {
    const i = order[k] ?? 0;
    const one = places[i];
    if (!one) continue;
    for (let m = k + 1; m < order.length; m++) {
      const j = order[m] ?? 0;
      const other = places[j];
      // sorted by left edges: what begins right of this disc cannot touch it, nor can anything after it
      if (!other || other.x - radius(j) > one.x + radius(i)) break;
      deepest = Math.max(deepest, part(one, other, radius(i), radius(j)));
    }
  }
  return deepest;
}

function part(one: Mutable, other: Mutable, r1: number, r2: number): number {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const distance = Math.hypot(dx, dy);
  const depth = r1 + r2 - distance;
  if (depth <= 0) return 0;
  const [ux, uy] = distance > 0 ? [dx / distance, dy / distance] : [1, 0];
  const share = (r2 * r2) / (r1 * r1 + r2 * r2);
  const move = depth + 0.1;
  one.x -= ux * move * share;
  one.y -= uy * move * share;
  other.x += ux * move * (1 - share);
  other.y += uy * move * (1 - share);
  return depth;
}

/** Turns places around their middle so that the discs fill a box of that shape (width ÷ height) best. */
export function turnedToFit(discs: readonly Disc[], places: readonly Point[], aspect: number): Point[] {
  let best = [...places];
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 12; step++) {
    const angle = (Math.PI * step) / 12;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const turned = places.map(({ x, y }) => ({ x: x * cos - y * sin, y: x * sin + y * cos }));
    const need = Math.max(span(discs, turned, 'x') / aspect, span(discs, turned, 'y'));
    // a turn must be worth it: equal estates of almost equal shape should not look turned against each other
    if (need < least * 0.97) [best, least] = [turned, need];
  }
  return best;
}

const span = (discs: readonly Disc[], places: readonly Point[], axis: 'x' | 'y'): number =>
  Math.max(...places.map((place, i) => place[axis] + (discs[i]?.radius ?? 0))) -
  Math.min(...places.map((place, i) => place[axis] - (discs[i]?.radius ?? 0)));
