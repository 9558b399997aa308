import { describe, expect, it } from 'vitest';
import { type Box, CARD, cardBoundsOf, type Point, SCREEN_ASPECT_RATIO, unionBoxes } from '../geometry/bounds.ts';
import { countOverlaps, keyOf, loadFixture } from '../testing/map-fixtures.ts';
import type { Layout } from './layout.ts';
import { place } from './place.ts';

const FIXTURES = ['course', 'contoso', 'generated:12', 'generated:100', 'generated:1000', 'generated:3000'];
const LAYOUTS: readonly Layout[] = ['auto', 'hub-and-spoke', 'mesh'];
const GROUPINGS = ['none', 'subscription', 'region', 'resource-group'] as const;

describe('placement', () => {
  it.each(FIXTURES)('lays out %s without overlapping cards in every grouping', (fixture) => {
    for (const grouping of GROUPINGS) {
      const { nodes, links } = loadFixture(fixture, grouping);
      const places = place(nodes, links);
      expect(places.size).toBe(nodes.length);
      expect(countOverlaps(places)).toBe(0);
    }
  });

  it.each(LAYOUTS)('lays out every fixture without overlapping cards in the layout %s, with and without grouping by region', (layout) => {
    for (const fixture of [...FIXTURES, TWO_MESHES])
      for (const grouping of ['none', 'region'] as const) {
        const { nodes, links } = loadFixture(fixture, grouping);
        const places = place(nodes, links, layout);
        expect(places.size).toBe(nodes.length);
        expect(countOverlaps(places), `${fixture}, ${grouping}`).toBe(0);
      }
  });

  it('puts the hubs of a hub-and-spoke estate inside the circle of their spokes', () => {
    const { nodes, links, elements } = loadFixture('contoso');
    const places = place(nodes, links, 'hub-and-spoke');
    const at = (name: string) => places.get(keyOf(elements, name)) ?? { x: 0, y: 0 };
    const spokes = nodes.filter(({ name }) => /-(prod|test|stage)-(weu|eus2)$/.test(name)).map(({ name }) => at(name));
    for (const hub of ['hub-weu', 'hub-eus2'].map(at)) {
      expect(hub.x).toBeGreaterThan(Math.min(...spokes.map(({ x }) => x)));
      expect(hub.x).toBeLessThan(Math.max(...spokes.map(({ x }) => x)));
    }
  });

  it('lays out a chain around its middle as hub-and-spoke, and on a circle as mesh', () => {
    const { nodes, links, elements } = loadFixture('course');
    const at = (layout: Layout, name: string) => place(nodes, links, layout).get(keyOf(elements, name)) ?? { x: 0, y: 0 };
    const [one, two, three] = ['vnet1', 'vnet2', 'vnet3'].map((name) => at('hub-and-spoke', name));
    expect(two?.x).toBeCloseTo(((one?.x ?? 0) + (three?.x ?? 0)) / 2, 3);
    const onCircle = ['vnet1', 'vnet2', 'vnet3'].map((name) => at('mesh', name).y);
    expect(new Set(onCircle.map(Math.round)).size).toBe(2);
  });

  it('gives the same positions in any input order', () => {
    const { nodes, links } = loadFixture('generated:500', 'region');
    const shuffled = place([...nodes].reverse(), [...links].reverse());
    for (const [key, at] of place(nodes, links)) expect(shuffled.get(key)).toEqual(at);
  });

  it('keeps groups apart', () => {
    const { nodes, links } = loadFixture('generated:500', 'resource-group');
    const places = place(nodes, links);
    const boxes = [...new Set(nodes.map(({ group }) => group))].map((id) =>
      unionBoxes(nodes.filter(({ group }) => group === id).map(({ key }) => cardBoundsOf(places.get(key) ?? { x: 0, y: 0 }))),
    );
    const touching = boxes.flatMap((one, i) => boxes.slice(i + 1).filter((other) => one && other && overlap(one, other)));
    expect(touching).toEqual([]);
  });

  it('lays out a chain as a line', () => {
    const { nodes, links, elements } = loadFixture('course');
    const places = place(nodes, links);
    const [one, two, three] = ['vnet1', 'vnet2', 'vnet3'].map((name) => places.get(keyOf(elements, name)) ?? { x: 0, y: 0 });
    expect([one?.y, three?.y]).toEqual([two?.y, two?.y]);
    expect(Math.sign((two?.x ?? 0) - (one?.x ?? 0))).toBe(Math.sign((three?.x ?? 0) - (two?.x ?? 0)));
  });

  it('puts VNets without peerings into rows and columns below the others', () => {
    const islands = Array.from({ length: 14 }, (_, i) => `vnet island-${i} 10.${100 + i}.0.0/16`).join('\n');
    const { nodes, links, elements } = loadFixture(`${star(6)}\n${islands}\n`);
    const places = place(nodes, links);
    const at = (name: string) => places.get(keyOf(elements, name)) ?? { x: 0, y: 0 };
    const rest = nodes.filter(({ name }) => !name.startsWith('island-')).map(({ name }) => at(name).y);
    const block = Array.from({ length: 14 }, (_, i) => at(`island-${i}`));
    const [columns, rows] = [new Set(block.map(({ x }) => Math.round(x))), new Set(block.map(({ y }) => Math.round(y)))];
    expect(Math.min(...block.map(({ y }) => y))).toBeGreaterThan(Math.max(...rest) + CARD.height);
    expect(columns.size * rows.size - 14).toBeLessThan(columns.size);
  });

  it('puts a spoke of two hubs between them', () => {
    const spokes = ['a', 'b'].flatMap((hub) =>
      Array.from({ length: 9 }, (_, i) => `vnet ${hub}-${i} 10.${hub === 'a' ? 10 : 20}.${i}.0/24\nhub-${hub} <-> ${hub}-${i}`),
    );
    const world = ['# Two hubs', 'vnet hub-a 10.1.0.0/16', 'vnet hub-b 10.2.0.0/16', 'hub-a <-> hub-b', ...spokes, 'hub-b <-> a-4', ''];
    const { nodes, links, elements } = loadFixture(world.join('\n'));
    const places = place(nodes, links);
    const at = (name: string) => places.get(keyOf(elements, name)) ?? { x: 0, y: 0 };
    const [a, b, both] = [at('hub-a'), at('hub-b'), at('a-4')];
    const along = ((both.x - a.x) * (b.x - a.x) + (both.y - a.y) * (b.y - a.y)) / Math.hypot(b.x - a.x, b.y - a.y) ** 2;
    const others = Array.from({ length: 9 }, (_, i) => at(`a-${i}`)).filter((_, i) => i !== 4);
    const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
    expect(along).toBeGreaterThan(0);
    expect(along).toBeLessThan(1);
    expect(others.filter((other) => distance(other, b) < distance(both, b) - 1).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['generated:300', 'subscription'],
    ['generated:300', 'region'],
    ['generated:3000', 'region'],
  ] as const)('fits the groups of %s by %s to a window', (world, grouping) => {
    const { nodes, links } = loadFixture(world, grouping);
    const { x1, y1, x2, y2 } = unionBoxes([...place(nodes, links).values()].map((at) => cardBoundsOf(at))) ?? {
      x1: 0,
      y1: 0,
      x2: 1,
      y2: 1,
    };
    const aspect = (x2 - x1) / (y2 - y1) / SCREEN_ASPECT_RATIO;
    expect(Math.min(aspect, 1 / aspect)).toBeGreaterThan(0.75);
  });

  it('puts a hub in the centre of its spokes', () => {
    const { nodes, links, elements } = loadFixture(star(9));
    const places = place(nodes, links);
    const hub = places.get(keyOf(elements, 'hub')) ?? { x: 0, y: 0 };
    const spokes = nodes.flatMap(({ key, name }) => (name === 'hub' ? [] : [places.get(key) ?? hub]));
    expect(spokes.reduce((sum, { x }) => sum + x, 0) / 9).toBeCloseTo(hub.x, 3);
    expect(spokes.reduce((sum, { y }) => sum + y, 0) / 9).toBeCloseTo(hub.y, 3);
  });

  it.each([5, 13, 20, 25, 31, 40])('draws no line of a star with %i spokes across another card', (count) => {
    const { nodes, links, elements } = loadFixture(star(count));
    const places = place(nodes, links);
    const hub = places.get(keyOf(elements, 'hub')) ?? { x: 0, y: 0 };
    const spokes = nodes.flatMap(({ key, name }) => (name === 'hub' ? [] : [places.get(key) ?? hub]));
    const crossed = spokes.filter((end) => spokes.some((card) => card !== end && crosses(hub, end, card)));
    expect(crossed).toEqual([]);
  });
});

/** A mesh and a ring that share one peering, and a pair. */
const TWO_MESHES = `# Meshes
${['a', 'b', 'c', 'd', 'p', 'q', 'r', 's', 'x', 'y'].map((name, i) => `vnet ${name} 10.${i}.0.0/16`).join('\n')}
a <-> b
a <-> c
a <-> d
b <-> c
b <-> d
c <-> d
d <-> p
p <-> q
q <-> r
r <-> s
s <-> p
x <-> y
`;

const star = (count: number): string => {
  const names = Array.from({ length: count }, (_, i) => `spoke-${i + 1}`);
  return `# Star\nvnet hub 10.0.0.0/16\n${names.map((name, i) => `vnet ${name} 10.${i + 1}.0.0/16\nhub <-> ${name}`).join('\n')}\n`;
};

const overlap = (one: Box, other: Box): boolean => one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2;

/** Returns true if the line between two points runs through a card; samples points along the line. */
function crosses(from: Point, to: Point, card: Point): boolean {
  for (let t = 0; t <= 1; t += 0.002) {
    const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t];
    if (Math.abs(x - card.x) < CARD.width / 2 && Math.abs(y - card.y) < CARD.height / 2) return true;
  }
  return false;
}
