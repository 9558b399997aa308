import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Grouping } from '../../../lib/format/grouping.ts';
import { CARD, type Point } from '../geometry/bounds.ts';
import { createObstacles, type Obstacles } from '../geometry/obstacles.ts';
import { type Polyline, pointOn } from '../geometry/polyline.ts';
import { DETOUR } from '../paint/lines.ts';
import { computePositions } from '../placement/placer.ts';
import { readEstate } from '../testing/estates.ts';
import { loadFixture } from '../testing/map-fixtures.ts';
import { createPlacedScene, findLink, nodeIndexOf } from '../testing/mesh-fixtures.ts';
import { boundingBox } from './hull.ts';
import { halfLine, lineBetween, linksWithDetours, paintWithinLimit, resetLines, splitOf, straightenLines } from './link-lines.ts';
import { createScene, MISSING, type Scene } from './scene.ts';

const cardsIn = ({ x, y, card }: Scene): Obstacles => createObstacles(x, y, { width: card.width / 2, height: card.height / 2 });

/** Tests whether a line crosses a card other than those at its ends. */
const crossesCard = (cards: Obstacles, line: Polyline, ends: readonly [number, number]): boolean =>
  line.some((point, i) => i > 0 && cards.firstOnSegment(line[i - 1] ?? point, point, ends) !== undefined);

function countCrossings(world: string, grouping: Grouping) {
  const { elements, nodes, links } = loadFixture(world, grouping);
  const scene = createScene(elements, computePositions({ nodes, links, layout: 'auto', card: elements.card, before: undefined }));
  const cards = cardsIn(scene);
  let [linesUnderCards, farOut, stopMarks, stopMarksOnCards] = [0, 0, 0, 0];
  for (const link of scene.links.keys()) {
    const ends = [scene.from[link] ?? 0, scene.to[link] ?? 0] as const;
    const line = lineBetween(scene, ...ends);
    if (crossesCard(cards, line, ends)) linesUnderCards++;
    if (distanceFromEnds(line) > DETOUR) farOut++;
    const isLone = (scene.halfStatus[2 * link] === MISSING) !== (scene.halfStatus[2 * link + 1] === MISSING);
    if (!isLone) continue;
    stopMarks++;
    if (cards.contains(pointOn(line, splitOf(scene, link)))) stopMarksOnCards++;
  }
  return { linesUnderCards, farOut, stopMarks, stopMarksOnCards };
}

/** Returns how far a line leaves the bounds of its ends, outside of which it is not found to be in view. */
function distanceFromEnds(line: Polyline): number {
  const { x1, y1, x2, y2 } = boundingBox([line[0], line.at(-1) ?? line[0]]);
  return Math.max(...line.map(({ x, y }) => Math.max(x1 - x, x - x2, y1 - y, y - y2)));
}

const WORLDS: readonly (readonly [name: string, grouping: Grouping, world: string])[] = [
  ['course', 'none', 'course'],
  ['contoso', 'none', 'contoso'],
  ['contoso', 'region', 'contoso'],
  ['the own estate', 'none', readEstate('own-estate')],
  ['the own estate', 'region', readEstate('own-estate')],
  ['generated:50', 'subscription', 'generated:50'],
  ['generated:300', 'none', 'generated:300'],
  ['generated:300', 'region', 'generated:300'],
  ['the own estate', 'subscription', readEstate('own-estate')],
  ['generated:300', 'subscription', 'generated:300'],
  ['generated:300', 'resource-group', 'generated:300'],
  ['generated:1000', 'subscription', 'generated:1000'],
  ['generated:3000', 'none', 'generated:3000'],
  ['generated:3000', 'region', 'generated:3000'],
  ['generated:3000', 'subscription', 'generated:3000'],
];

describe('lines', () => {
  it.each(WORLDS)('of %s, grouped by %s, pass under no card and stop on none', (name, grouping, world) => {
    const { stopMarks, ...counts } = countCrossings(world, grouping);
    const { linesUnderCards, farOut, stopMarksOnCards } = counts;
    console.info(
      `${name}, ${grouping}: ${linesUnderCards} lines under cards, ${farOut} far out, ${stopMarksOnCards} of ${stopMarks} stop marks on cards`,
    );
    expect(counts).toEqual({ linesUnderCards: 0, farOut: 0, stopMarksOnCards: 0 });
  });
});

const ROW = '# Row\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\na <-> b\nb <-> c\n';
const IN_A_ROW = { a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 600, y: 0 } };

describe('VNets in a row', () => {
  const scene = createPlacedScene(ROW, IN_A_ROW);
  const [a, c] = [nodeIndexOf(scene, 'a'), nodeIndexOf(scene, 'c')];

  it('get a drafted line that goes around the VNet between them instead of along its lines', () => {
    const line = lineBetween(scene, a, c);
    expect(line.length).toBeGreaterThan(2);
    expect(Math.abs(pointOn(line, 0.5).y)).toBeGreaterThan(CARD.height / 2);
  });

  it('get the same line in both directions', () => {
    expect(lineBetween(scene, c, a)).toEqual(lineBetween(scene, a, c).toReversed());
  });

  it('are joined by straight lines where nothing is in the way', () => {
    expect(lineBetween(scene, a, nodeIndexOf(scene, 'b'))).toHaveLength(2);
  });

  it('are joined by a straight line while one of them is moving', () => {
    straightenLines(scene, (node) => node === c);
    expect(lineBetween(scene, a, c)).toHaveLength(2);
    resetLines(scene);
    expect(lineBetween(scene, a, c).length).toBeGreaterThan(2);
  });
});

describe('the line of a lone half', () => {
  const world = '# Lone\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet other 10.3.0.0/16\na -> b Initiated\n';
  const places = (other: Point) => ({ a: { x: 0, y: 0 }, b: { x: 600, y: 0 }, other });

  it('stops in the middle', () => {
    const scene = createPlacedScene(world, places({ x: 0, y: 900 }));
    expect(splitOf(scene, findLink(scene, 'a', 'b'))).toBe(0.5);
  });

  it('stops before a card that is right beside the middle', () => {
    const scene = createPlacedScene(world, places({ x: 300, y: CARD.height / 2 + 4 }));
    const link = findLink(scene, 'a', 'b');
    const own = scene.from[link] === nodeIndexOf(scene, 'a') ? 0 : 1;
    const end = halfLine(scene, link, own).at(-1);
    expect(linksWithDetours(scene).size).toBe(0);
    expect(end?.x).toBeLessThan(300 - CARD.width / 2);
    expect(end?.x).toBeGreaterThan(CARD.width / 2);
  });

  it('is a stub if there is no free place', () => {
    const others = Array.from({ length: 7 }, (_, i) => i);
    const scene = createPlacedScene(`${world}${others.map((i) => `vnet x${i} 10.${10 + i}.0.0/16\n`).join('')}`, {
      ...places({ x: 0, y: 900 }),
      ...Object.fromEntries(others.map((i) => [`x${i}`, { x: 60 + 80 * i, y: CARD.height / 2 + 4 }])),
    });
    const link = findLink(scene, 'a', 'b');
    const own = scene.from[link] === nodeIndexOf(scene, 'a') ? 0 : 1;
    const end = halfLine(scene, link, own).at(-1);
    expect(end?.x).toBeCloseTo(CARD.width / 2 + 6, 0);
  });
});

describe('a frame with a limit', () => {
  const world = `${ROW}vnet d 10.4.0.0/16\n`;
  const at = { ...IN_A_ROW, d: { x: 900, y: 0 } };
  /** Pairs whose lines go around at least one card. */
  const PAIRS = [
    ['a', 'c'],
    ['a', 'd'],
    ['b', 'd'],
  ] as const;
  const linesOf = (scene: Scene) => PAIRS.map(([one, other]) => lineBetween(scene, nodeIndexOf(scene, one), nodeIndexOf(scene, other)));
  const countDetours = (scene: Scene) => linesOf(scene).filter((line) => line.length > 2).length;
  let now = 0;

  beforeEach(() => {
    now = 0;
    // each search takes a second
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  });
  afterEach(() => vi.restoreAllMocks());

  it('searches a way at least for one line, so that repeated frames complete all of them', () => {
    const scene = createPlacedScene(world, at);
    const counts: number[] = [];
    const paintFrame = () => paintWithinLimit(scene, 8, () => counts.push(countDetours(scene)));
    const complete = PAIRS.map(paintFrame);
    expect(counts).toEqual([1, 2, 3]);
    expect(complete).toEqual([false, false, true]);
  });

  it('does not count the time of other work', () => {
    const scene = createPlacedScene(world, at);
    const isComplete = paintWithinLimit(scene, 5000, () => {
      now += 60_000;
      expect(countDetours(scene)).toBe(PAIRS.length);
    });
    expect(isComplete).toBe(true);
  });

  it('limits nothing after it, also if painting fails', () => {
    const scene = createPlacedScene(world, at);
    const paint = () => {
      linesOf(scene);
      throw new Error('lost context');
    };
    expect(() => paintWithinLimit(scene, 8, paint)).toThrow('lost context');
    expect(countDetours(scene)).toBe(PAIRS.length);
  });

  it('places no stop mark on a line that is straight for now', () => {
    const lone = `${world}a -> d Initiated\n`;
    const scene = createPlacedScene(lone, at);
    const link = findLink(scene, 'a', 'd');
    paintWithinLimit(scene, 8, () => {
      lineBetween(scene, nodeIndexOf(scene, 'a'), nodeIndexOf(scene, 'c'));
      expect(splitOf(scene, link)).toBe(0.5);
    });
    expect(splitOf(scene, link)).toBe(splitOf(createPlacedScene(lone, at), link));
  });
});
