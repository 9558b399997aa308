import { describe, expect, it } from 'vitest';
import { CARD, type Point } from '../geometry/bounds.ts';
import { countOverlaps, keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { placeIncrementally } from './incremental-placement.ts';
import { type PlacementNode, place } from './place.ts';

const { nodes, links, elements } = loadFixture('contoso');
const existing = place(nodes, links);
const at = (positions: ReadonlyMap<string, Point>, key: string) => positions.get(key) ?? { x: Number.NaN, y: Number.NaN };
const added = (name: string): PlacementNode => ({ key: `/new/${name}`, name, group: '', isHub: false });
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

/** Returns true if a card at that position lies on the line between two others; samples points along the line. */
const touches = (card: Point, from: Point, to: Point): boolean =>
  Array.from({ length: 400 }, (_, i) => i / 400).some(
    (t) =>
      Math.abs(from.x + (to.x - from.x) * t - card.x) < CARD.width / 2 && Math.abs(from.y + (to.y - from.y) * t - card.y) < CARD.height / 2,
  );

describe('incremental placement', () => {
  it('keeps all positions if no VNet is new', () => {
    expect(placeIncrementally(nodes, links, existing)).toEqual(existing);
  });

  it('keeps existing positions and puts new VNets into free space', () => {
    const hub = keyOf(elements, 'hub-weu');
    const fresh = Array.from({ length: 30 }, (_, i) => added(`spoke-${i}`));
    const positions = placeIncrementally([...nodes, ...fresh], [...links, ...fresh.map(({ key }) => ({ a: hub, b: key }))], existing);
    for (const [key, before] of existing) expect(positions.get(key)).toEqual(before);
    expect(countOverlaps(positions)).toBe(0);
  });

  it('puts a new VNet closer to its peer than to any other hub', () => {
    const [weu, eus] = [keyOf(elements, 'hub-weu'), keyOf(elements, 'hub-eus2')];
    const spoke = added('spoke');
    const positions = placeIncrementally([...nodes, spoke], [...links, { a: eus, b: spoke.key }], existing);
    expect(distance(at(positions, spoke.key), at(positions, eus))).toBeLessThan(distance(at(positions, spoke.key), at(positions, weu)));
  });

  it('keeps new VNets off the lines of their hub', () => {
    const hub = keyOf(elements, 'hub-weu');
    const fresh = Array.from({ length: 6 }, (_, i) => added(`spoke-${i}`));
    const positions = placeIncrementally([...nodes, ...fresh], [...links, ...fresh.map(({ key }) => ({ a: hub, b: key }))], existing);
    const ends = links.flatMap(({ a, b }) => (a === hub ? [at(existing, b)] : b === hub ? [at(existing, a)] : []));
    const onLine = fresh.filter(({ key }) => ends.some((end) => touches(at(positions, key), at(existing, hub), end)));
    expect(onLine.map(({ name }) => name)).toEqual([]);
  });

  it('places a chain of new VNets starting at the placed one', () => {
    const hub = keyOf(elements, 'hub-weu');
    const [one, two] = [added('one'), added('two')];
    const positions = placeIncrementally([...nodes, two, one], [...links, { a: hub, b: one.key }, { a: one.key, b: two.key }], existing);
    expect(distance(at(positions, two.key), at(positions, one.key))).toBeLessThan(600);
  });

  it('puts a disconnected estate next to the rest', () => {
    const [one, two, three] = [added('one'), added('two'), added('three')];
    const own = [
      { a: one.key, b: two.key },
      { a: two.key, b: three.key },
    ];
    const positions = placeIncrementally([...nodes, one, two, three], [...links, ...own], existing);
    expect(countOverlaps(positions)).toBe(0);
    expect(at(positions, one.key).x).toBeGreaterThan(Math.max(...[...existing.values()].map(({ x }) => x)));
  });

  it('leaves a gap where a VNet was removed', () => {
    const gone = keyOf(elements, 'shop-prod-weu');
    const positions = placeIncrementally(
      nodes.filter(({ key }) => key !== gone),
      links.filter(({ a, b }) => a !== gone && b !== gone),
      existing,
    );
    expect(positions.has(gone)).toBe(false);
    for (const [key, before] of positions) expect(existing.get(key)).toEqual(before);
  });
});
