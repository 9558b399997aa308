import type { Point } from '../geometry/bounds.ts';
import type { Obstacles } from '../geometry/obstacles.ts';

/** Input of a search for a way around cards. */
interface DetourSearch {
  readonly from: Point;
  readonly to: Point;
  /** Items at both ends, whose own cards do not obstruct the line. */
  readonly ends: readonly [number, number];
  readonly cards: Obstacles;
  /** Returns the points at the corners of a card, outside all distances that `cards` keeps. */
  readonly cornersOf: (item: number) => readonly Point[];
}

/** A point that a line can reach. */
interface Visit {
  readonly at: Point;
  readonly before: Visit | undefined;
  readonly length: number;
  /** Cards whose corners have been tried from here. */
  readonly tried: Set<number>;
}

/** A corner that may be reached from a visited point, with the length of the shortest line that could lead through it. */
interface Candidate {
  readonly at: Point;
  readonly before: Visit;
  readonly estimate: number;
}

/** Corners that are examined before the search gives up, which bounds its time. */
const MAX_CANDIDATES = 300;
/**
 * Weights of the distance to the end, one search each. With more than 1 a search finds a line sooner, which may not be the shortest: the
 * second one leads through dense blocks of cards, in which the first one examines too many corners.
 */
const GREEDS = [1.3, 4] as const;
/** Additional length that a corner counts for, so that lines with few corners win. */
const CORNER_COST = 12;

/** Finds a short line around the cards between two points, or else any. Returns its corners; undefined without one. */
export function findDetour(search: DetourSearch): readonly Point[] | undefined {
  for (const greed of GREEDS) {
    const corners = findWithGreed(search, greed);
    if (corners) return corners;
  }
  return undefined;
}

/**
 * Finds a line around the cards between two points. Returns its corners; undefined without one. This is A* over the corners of
 * the cards that turn out to be in the way; whether a corner is in sight is tested when its turn comes, because few of them get one.
 */
function findWithGreed({ from, to, ends, cards, cornersOf }: DetourSearch, greed: number): readonly Point[] | undefined {
  const candidates: Candidate[] = [];
  const addCorners = (before: Visit, card: number) => {
    if (before.tried.has(card)) return;
    before.tried.add(card);
    for (const at of cornersOf(card)) {
      const estimate = before.length + distance(before.at, at) + CORNER_COST + greed * distance(at, to);
      candidates.push({ at, before, estimate });
    }
  };
  const visited = new Set<string>();
  let current: Visit | undefined = { at: from, before: undefined, length: 0, tried: new Set() };
  for (let count = 0; count < MAX_CANDIDATES; count++) {
    if (current) {
      const blocking = cards.firstOnSegment(current.at, to, ends);
      if (blocking === undefined) return cornersTo(current);
      addCorners(current, blocking);
    }
    const next = takeShortest(candidates);
    if (!next) return undefined;
    current = undefined;
    const key = `${next.at.x} ${next.at.y}`;
    if (visited.has(key)) continue;
    const hiding = cards.firstOnSegment(next.before.at, next.at, ends);
    if (hiding !== undefined) addCorners(next.before, hiding);
    else {
      visited.add(key);
      const length = next.before.length + distance(next.before.at, next.at) + CORNER_COST;
      current = { at: next.at, before: next.before, length, tried: new Set() };
    }
  }
  return undefined;
}

const distance = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y);

/** Removes and returns the candidate with the least estimate. */
function takeShortest(candidates: Candidate[]): Candidate | undefined {
  let best = 0;
  for (let i = 1; i < candidates.length; i++) if ((candidates[i]?.estimate ?? 0) < (candidates[best]?.estimate ?? 0)) best = i;
  return candidates.splice(best, 1)[0];
}

function cornersTo(visit: Visit): readonly Point[] {
  const corners: Point[] = [];
  for (let at: Visit | undefined = visit; at?.before; at = at.before) corners.unshift(at.at);
  return corners;
}
