import { packSiblings } from 'd3-hierarchy';
import type { Point } from '../geometry/bounds.ts';

/** Bounding disc of a cluster, with the discs that it is linked to (by index, once per link). */
export interface Disc {
  readonly radius: number;
  readonly links: readonly number[];
}

/** Returns the number of attraction rounds: fewer for many discs, so that they take a few tens of milliseconds. */
const roundsFor = (count: number): number => Math.max(24, Math.min(90, Math.round(9000 / count)));
/** Maximum number of overlap removal rounds after the attraction rounds. */
const MAX_REMOVAL_ROUNDS = 400;

/**
 * Positions discs so that none overlap by more than `slack` and linked ones are close to each other: packs them tightly,
 * then alternates attraction and overlap removal. Deterministic for the same discs in the same order.
 */
export function arrangeDiscs(discs: readonly Disc[], slack: number): Point[] {
  const packed = packSiblings(discs.map(({ radius }) => ({ r: radius }))).map(({ x, y }) => ({ x, y }));
  if (discs.length < 4 || discs.every(({ links }) => links.length === 0)) return packed;
  const positions = packed.map(({ x, y }) => ({ x, y }));
  const order = positions.map((_, i) => i);
  const rounds = roundsFor(discs.length);
  for (let round = 0; round < rounds; round++) {
    attract(discs, positions, 0.22 * (1 - round / rounds));
    removeOverlaps(discs, positions, order);
  }
  for (let round = 0; round < MAX_REMOVAL_ROUNDS; round++) {
    if (removeOverlaps(discs, positions, order) < slack) return positions;
    // jammed discs need space: expand the whole arrangement a little from time to time
    if (round % 12 === 11) for (const position of positions) scaleBy(position, 1.03);
  }
  return packed;
}

/** Strength of the attraction to the centre, relative to the attraction to linked discs. */
const GRAVITY = 0.3;

type Mutable = { x: number; y: number };

/** Moves each disc towards the centroid of its linked discs, and a little towards the centre. */
function attract(discs: readonly Disc[], positions: Mutable[], strength: number): void {
  positions.forEach((position, i) => {
    const { links = [], radius = 0 } = discs[i] ?? {};
    let [x, y, weight] = [0, 0, 0];
    for (const tie of links) {
      x += positions[tie]?.x ?? 0;
      y += positions[tie]?.y ?? 0;
      weight += (discs[tie]?.radius ?? 0) ** 2;
    }
    if (links.length > 0) {
      // the smaller disc moves more, as in overlap removal; otherwise a large and a small disc would drift off together
      const mobility = Math.min(1, (2 * weight) / (weight + radius ** 2 * links.length));
      position.x += (x / links.length - position.x) * strength * mobility;
      position.y += (y / links.length - position.y) * strength * mobility;
    }
    scaleBy(position, 1 - strength * GRAVITY);
  });
}

function scaleBy(position: Mutable, factor: number): void {
  position.x *= factor;
  position.y *= factor;
}

/** Pushes overlapping discs apart, the smaller one further. Returns the depth of the deepest overlap. `order` is reused between rounds because it stays nearly sorted. */
function removeOverlaps(discs: readonly Disc[], positions: Mutable[], order: number[]): number {
  const radius = (i: number) => discs[i]?.radius ?? 0;
  const left = positions.map(({ x }, i) => x - radius(i));
  order.sort((p, q) => (left[p] ?? 0) - (left[q] ?? 0) || p - q);
  let deepest = 0;
  for (let k = 0; k < order.length; k++) {
    const i = order[k] ?? 0;
    const one = positions[i];
    if (!one) continue;
    for (let m = k + 1; m < order.length; m++) {
      const j = order[m] ?? 0;
      const other = positions[j];
      // sorted by left edge: a disc that starts to the right of this one cannot touch it, nor can any after it
      if (!other || other.x - radius(j) > one.x + radius(i)) break;
      deepest = Math.max(deepest, separate(one, other, radius(i), radius(j)));
    }
  }
  return deepest;
}

/** Separates two discs if they overlap. Returns the depth of the overlap. */
function separate(one: Mutable, other: Mutable, r1: number, r2: number): number {
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

/** Rotates positions around the origin so that the discs best fill a box of the given aspect ratio (width ÷ height). */
export function rotateToFit(discs: readonly Disc[], positions: readonly Point[], aspect: number): Point[] {
  let best = [...positions];
  let bestSize = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 12; step++) {
    const angle = (Math.PI * step) / 12;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const rotated = positions.map(({ x, y }) => ({ x: x * cos - y * sin, y: x * sin + y * cos }));
    const size = Math.max(span(discs, rotated, 'x') / aspect, span(discs, rotated, 'y'));
    // require a real gain, so that similar estates of almost the same shape get the same orientation
    if (size < bestSize * 0.97) [best, bestSize] = [rotated, size];
  }
  return best;
}

const span = (discs: readonly Disc[], positions: readonly Point[], axis: 'x' | 'y'): number =>
  Math.max(...positions.map((position, i) => position[axis] + (discs[i]?.radius ?? 0))) -
  Math.min(...positions.map((position, i) => position[axis] - (discs[i]?.radius ?? 0)));
