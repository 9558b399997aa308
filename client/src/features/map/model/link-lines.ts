import type { Point } from '../geometry/bounds.ts';
import { createObstacles, type HalfSize, type Obstacles } from '../geometry/obstacles.ts';
import { endOfPolyline, lengthOfPolyline, type Polyline, pointOn, reversePolyline, startOfPolyline } from '../geometry/polyline.ts';
import { findDetour } from './detours.ts';
import { linkBetween, MISSING, positionOf, type Scene } from './scene.ts';

/** Least distance of a line from a card that it does not belong to, in map units. */
const MARGIN = 3;
/** Distances of the corners of a line from the card that it goes around. Lines use different ones, so that they do not cover each other. */
const LANES = [
  { width: 5, height: 6 },
  { width: 8, height: 11 },
  { width: 6.5, height: 8.5 },
  { width: 9.5, height: 13.5 },
] as const;
/** The same for lines that do not exist yet; they are few, so they can keep a greater distance. */
const WIDE_LANES = [
  { width: 14, height: 15 },
  { width: 24, height: 26 },
  { width: 19, height: 36 },
] as const;
/** Least distance of a stop mark from a card. */
const STOP_MARGIN = 9;
/** Length of a stub beyond its card. */
const STUB = 6;
/** Positions that are tried for a stop mark between its own VNet and the middle. */
const STOP_STEPS = 24;

/** Time of a frame for searching ways around cards, in milliseconds. */
interface SearchBudget {
  readonly limit: number;
  /** Time of the searches themselves, so that other work in the frame does not use up the limit. */
  spent: number;
  hasSkipped: boolean;
}

/** Lines of a scene that have been computed, by pair of nodes. */
interface LineCache {
  /** Corners of each line, from the lower node index to the higher one. */
  readonly corners: Map<number, readonly Point[]>;
  readonly linksWithDetours: Set<number>;
  readonly splits: Map<number, number>;
  /** Nodes that are moving, whose lines are straight meanwhile. */
  isMoving: (node: number) => boolean;
  /** Limit of the frame that is being painted; undefined outside frames, when every search runs. */
  budget: SearchBudget | undefined;
  cards?: Obstacles;
  /** Cards with the distance of stop marks. */
  grownCards?: Obstacles;
}

const createCache = (): LineCache => ({
  corners: new Map(),
  linksWithDetours: new Set(),
  splits: new Map(),
  isMoving: () => false,
  budget: undefined,
});
const caches = new WeakMap<Scene, LineCache>();

/** Discards the computed lines of a scene because nodes have moved. */
export const resetLines = (scene: Scene): void => void caches.set(scene, createCache());

/**
 * Makes the lines of nodes straight while these are moving, until `resetLines`. All other lines stay as they are, even those around the
 * cards of moving nodes: to search them again at each step would make them flicker.
 */
export function straightenLines(scene: Scene, isMoving: LineCache['isMoving']): void {
  cacheOf(scene).isMoving = isMoving;
}

/**
 * Paints a frame with `limit` milliseconds for searching ways around cards, of which at least one is searched, so that repeated frames
 * complete the lines. Lines for which there is no time are straight for now. Returns true if no line was left out.
 */
export function paintWithinLimit(scene: Scene, limit: number, paint: () => void): boolean {
  const cache = cacheOf(scene);
  const budget: SearchBudget = { limit, spent: 0, hasSkipped: false };
  cache.budget = budget;
  try {
    paint();
  } finally {
    // the hit test and the export read the same lines, without a limit
    cache.budget = undefined;
  }
  return !budget.hasSkipped;
}

function cacheOf(scene: Scene): LineCache {
  const cache = caches.get(scene) ?? createCache();
  caches.set(scene, cache);
  return cache;
}

const grow = ({ card }: Scene, margin: HalfSize): HalfSize => ({
  width: card.width / 2 + margin.width,
  height: card.height / 2 + margin.height,
});
const cardsOf = (scene: Scene, margin: number): Obstacles =>
  createObstacles(scene.x, scene.y, grow(scene, { width: margin, height: margin }));

/** Returns the line between two VNets, peered or not, from centre to centre, in map units: around the cards of other VNets, or straight. */
export function lineBetween(scene: Scene, from: number, to: number, hasDetours = true): Polyline {
  const corners = (hasDetours ? cornersBetween(scene, Math.min(from, to), Math.max(from, to)) : undefined) ?? [];
  return [positionOf(scene, from), ...(from < to ? corners : corners.toReversed()), positionOf(scene, to)];
}

/** Tests whether the line between two VNets is straight: because it crosses no cards, or for now. */
export const isStraight = (scene: Scene, from: number, to: number): boolean =>
  !cornersBetween(scene, Math.min(from, to), Math.max(from, to))?.length;

/** Returns the corners of a line; undefined if there was no time to search them. */
function cornersBetween(scene: Scene, low: number, high: number): readonly Point[] | undefined {
  const cache = cacheOf(scene);
  if (cache.isMoving(low) || cache.isMoving(high)) return [];
  const pair = low * scene.nodes.length + high;
  const known = cache.corners.get(pair);
  if (known) return known;
  const { budget } = cache;
  if (budget && budget.spent > budget.limit) {
    budget.hasSkipped = true;
    return undefined;
  }
  const start = performance.now();
  cache.cards ??= cardsOf(scene, MARGIN);
  const link = linkBetween(scene, low, high);
  const corners = findCorners(scene, cache.cards, low, high, link !== undefined);
  cache.corners.set(pair, corners);
  if (link !== undefined && corners.length > 0) cache.linksWithDetours.add(link);
  if (budget) budget.spent += performance.now() - start;
  return corners;
}

/** Returns the links whose lines go around cards, among those that have been computed. */
export const linksWithDetours = (scene: Scene): ReadonlySet<number> => cacheOf(scene).linksWithDetours;

function findCorners(scene: Scene, cards: Obstacles, low: number, high: number, isPeered: boolean): readonly Point[] {
  const [from, to] = [positionOf(scene, low), positionOf(scene, high)];
  const find = (lanes: readonly HalfSize[]) => {
    const half = grow(scene, lanes[(low + high) % lanes.length] ?? LANES[0]);
    const cornersOf = (item: number) => {
      const { x, y } = positionOf(scene, item);
      return [-1, 1].flatMap((right) => [-1, 1].map((down) => ({ x: x + right * half.width, y: y + down * half.height })));
    };
    return findDetour({ from, to, ends: [low, high], cards, cornersOf });
  };
  return (isPeered ? undefined : find(WIDE_LANES)) ?? find(LANES) ?? [];
}

/**
 * Returns the position, from 0 to 1, at which the two halves of a link meet: the middle, or where the line of a lone half stops. That is
 * as close to the middle as possible without being on a card, so that the stop mark never seems to belong to another VNet.
 */
export function splitOf(scene: Scene, link: number, hasDetours = true): number {
  const [isFromMissing, isToMissing] = [scene.halfStatus[2 * link] === MISSING, scene.halfStatus[2 * link + 1] === MISSING];
  if (isFromMissing === isToMissing) return MIDDLE;
  const cache = cacheOf(scene);
  const [a, b] = [scene.from[link] ?? 0, scene.to[link] ?? 0];
  if (cache.isMoving(a) || cache.isMoving(b)) return MIDDLE;
  const key = 2 * link + (hasDetours ? 1 : 0);
  let split = cache.splits.get(key);
  if (split === undefined) {
    if (hasDetours && !cornersBetween(scene, Math.min(a, b), Math.max(a, b))) return MIDDLE;
    cache.grownCards ??= cardsOf(scene, STOP_MARGIN);
    const [own, far] = isToMissing ? [a, b] : [b, a];
    const stop = findStop(scene, lineBetween(scene, own, far, hasDetours), cache.grownCards);
    split = isToMissing ? stop : 1 - stop;
    cache.splits.set(key, split);
  }
  return split;
}

const MIDDLE = 0.5;

/** Returns the position nearest to the middle that is on no card; without one, the end of a stub at the card where the line starts. */
function findStop(scene: Scene, line: Polyline, cards: Obstacles): number {
  for (let step = STOP_STEPS; step > 0; step--) {
    const position = (MIDDLE * step) / STOP_STEPS;
    if (!cards.contains(pointOn(line, position))) return position;
  }
  return Math.min(MIDDLE, exitOf(line, grow(scene, { width: STUB, height: STUB })));
}

/** Returns the line of one half of a link, from the centre of its VNet to where it meets the other half. */
export function halfLine(scene: Scene, link: number, side: 0 | 1, hasDetours = true): Polyline {
  const whole = lineBetween(scene, scene.from[link] ?? 0, scene.to[link] ?? 0, hasDetours);
  const split = splitOf(scene, link, hasDetours);
  return side === 0 ? startOfPolyline(whole, split) : reversePolyline(endOfPolyline(whole, split));
}

/**
 * Returns the line of the half that `own` owns, or would own, towards `far`. A line that does not exist yet always goes around cards:
 * otherwise it would cover existing lines between VNets in a row.
 */
export function halfLineBetween(scene: Scene, own: number, far: number, hasDetours = true): Polyline {
  const link = linkBetween(scene, own, far);
  if (link === undefined) return startOfPolyline(lineBetween(scene, own, far), MIDDLE);
  return halfLine(scene, link, scene.from[link] === own ? 0 : 1, hasDetours);
}

/** Returns the position at which a line leaves a box around its start; 1 if it ends inside. */
export function exitOf(line: Polyline, half: HalfSize): number {
  const [start] = line;
  let before = 0;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1] ?? start, line[i] ?? start];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const share = Math.min(exitShare(from.x - start.x, to.x - from.x, half.width), exitShare(from.y - start.y, to.y - from.y, half.height));
    if (share < 1) return (before + length * share) / lengthOfPolyline(line);
    before += length;
  }
  return 1;
}

/** Returns the share of a move by `delta` from `offset` at which it reaches `limit` on either side of 0. */
const exitShare = (offset: number, delta: number, limit: number): number =>
  delta === 0 ? Number.POSITIVE_INFINITY : Math.max(0, (delta > 0 ? limit - offset : limit + offset) / Math.abs(delta));
