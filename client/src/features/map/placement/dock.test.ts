import { describe, expect, it } from 'vitest';
import { CARD, type Point } from '../geometry/room.ts';
import { keyOf, overlaps, placeable } from '../testing/map-worlds.ts';
import { dock } from './dock.ts';
import { type PlacementNode, place } from './place.ts';

const { nodes, links, elements } = placeable('contoso');
const known = place(nodes, links);
const at = (places: ReadonlyMap<string, Point>, key: string) => places.get(key) ?? { x: Number.NaN, y: Number.NaN };
const added = (name: string): PlacementNode => ({ key: `/new/${name}`, name, group: '', isHub: false });
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

/** Whether a card at that place lies on the line between two others; checked by walking along the line. */
const touches = (card: Point, from: Point, to: Point): boolean =>
  Array.from({ length: 400 }, (_, i) => i / 400).some(
    (t) =>
      Math.abs(from.x + (to.x - from.x) * t - card.x) < CARD.width / 2 && Math.abs(from.y + (to.y - from.y) * t - card.y) < CARD.height / 2,
  );

describe('docking', () => {
  it('leaves every VNet where it stands when nothing is new', () => {
    expect(dock(nodes, links, known)).toEqual(known);
  });

  it('leaves every VNet where it stands when new ones come, and puts those into free room', () => {
    const hub = keyOf(elements, 'hub-weu');
    const fresh = Array.from({ length: 30 }, (_, i) => added(`spoke-${i}`));
    const places = dock([...nodes, ...fresh], [...links, ...fresh.map(({ key }) => ({ a: hub, b: key }))], known);
    for (const [key, before] of known) expect(places.get(key)).toEqual(before);
    expect(overlaps(places)).toBe(0);
  });

  it('puts a new VNet nearer to what it is peered with than to any other hub', () => {
    const [weu, eus] = [keyOf(elements, 'hub-weu'), keyOf(elements, 'hub-eus2')];
    const spoke = added('spoke');
    const places = dock([...nodes, spoke], [...links, { a: eus, b: spoke.key }], known);
    expect(distance(at(places, spoke.key), at(places, eus))).toBeLessThan(distance(at(places, spoke.key), at(places, weu)));
  });

  it('keeps new VNets off the lines that leave their hub', () => {
    const hub = keyOf(elements, 'hub-weu');
    const fresh = Array.from({ length: 6 }, (_, i) => added(`spoke-${i}`));
    const places = dock([...nodes, ...fresh], [...links, ...fresh.map(({ key }) => ({ a: hub, b: key }))], known);
    const ends = links.flatMap(({ a, b }) => (a === hub ? [at(known, b)] : b === hub ? [at(known, a)] : []));
    const onLine = fresh.filter(({ key }) => ends.some((end) => touches(at(places, key), at(known, hub), end)));
    expect(onLine.map(({ name }) => name)).toEqual([]);
  });

  it('follows a chain of new VNets from the one that is placed', () => {
    const hub = keyOf(elements, 'hub-weu');
    const [one, two] = [added('one'), added('two')];
    const places = dock([...nodes, two, one], [...links, { a: hub, b: one.key }, { a: one.key, b: two.key }], known);
    expect(distance(at(places, two.key), at(places, one.key))).toBeLessThan(600);
  });

  it('puts an estate of its own beside the rest', () => {
    const [one, two, three] = [added('one'), added('two'), added('three')];
    const own = [
      { a: one.key, b: two.key },
      { a: two.key, b: three.key },
    ];
    const places = dock([...nodes, one, two, three], [...links, ...own], known);
    expect(overlaps(places)).toBe(0);
    expect(at(places, one.key).x).toBeGreaterThan(Math.max(...[...known.values()].map(({ x }) => x)));
  });

  it('leaves a hole where a VNet is gone', () => {
    const gone = keyOf(elements, 'shop-prod-weu');
    const places = dock(
      nodes.filter(({ key }) => key !== gone),
      links.filter(({ a, b }) => a !== gone && b !== gone),
      known,
    );
    expect(places.has(gone)).toBe(false);
    for (const [key, before] of places) expect(known.get(key)).toEqual(before);
  });
});
