import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place } from '../placement/place.ts';
import { placeable } from '../testing/map-worlds.ts';
import { linkBetween, meshWorld, placedScene } from '../testing/mesh-worlds.ts';
import { linesSeen, meshHulls, seenLinks } from './mesh-hulls.ts';
import { sceneOf } from './scene.ts';
import { surroundingsOf } from './surroundings.ts';
import { meshInWords } from './words.ts';

const wordsIn = (...world: Parameters<typeof placedScene>) =>
  meshHulls(placedScene(...world)).map((hull) => Object.values(meshInWords(hull)).join(', '));

describe('a large mesh', () => {
  it('has a hull with a count', () => {
    expect(wordsIn(meshWorld(12))).toEqual(['mesh of 12, 66 peerings']);
    expect(wordsIn(meshWorld(40))).toEqual(['mesh of 40, 780 peerings']);
  });

  it('tells how many peerings are missing when it is almost full', () => {
    expect(wordsIn(meshWorld(12, { '1-2': '' }))).toEqual(['mesh of 12, 1 peering missing']);
    expect(wordsIn(meshWorld(12, { '1-2': '', '3-7': '', '4-9': '' }))).toEqual(['mesh of 12, 3 peerings missing']);
  });

  it('counts a half-configured peering, for it tells what is meant', () => {
    expect(wordsIn(meshWorld(12, { '1-2': 'm-1 -> m-2 Initiated' }))).toEqual(['mesh of 12, 66 peerings']);
  });

  it('has none when it is so small that its lines can be told apart', () => {
    expect(wordsIn(meshWorld(9))).toEqual([]);
    expect(wordsIn(meshWorld(10))).toHaveLength(1);
  });

  it('has none when a person has scattered its VNets', () => {
    expect(wordsIn(meshWorld(12), { 'm-3': { x: 9000, y: 9000 } })).toEqual([]);
    expect(wordsIn(meshWorld(12), { 'm-3': { x: 0, y: 0 } })).toHaveLength(1);
  });

  it('has none where it would run through others', () => {
    const world = meshWorld(12, {}, ['vnet alone 10.200.0.0/16']);
    expect(wordsIn(world)).toHaveLength(1);
    const { x, y } = placedScene(world);
    const middle = { x: ((x[0] ?? 0) + (x[6] ?? 0)) / 2, y: ((y[0] ?? 0) + (y[6] ?? 0)) / 2 };
    expect(wordsIn(world, { alone: middle })).toEqual([]);
  });

  it('reaches over the boxes of several groups, but not over others that stand between', () => {
    const hullsIn = (others: number) => {
      const more = Array.from({ length: others }, (_, i) => `vnet n-${i} 10.${100 + i}.0.0/16`);
      const world = meshWorld(16, {}, more).replace('vnet m-9 ', 'in region=northeurope\nvnet m-9 ');
      const { elements, nodes, links } = placeable(world, 'region');
      const { containers, meshHulls: hulls } = surroundingsOf(sceneOf(elements, place(nodes, links)));
      expect(containers).toHaveLength(2);
      return hulls.length;
    };
    expect([hullsIn(0), hullsIn(6)]).toEqual([1, 0]);
  });

  it('does not stand for the mesh that hubs are among themselves', () => {
    const hubs = Array.from({ length: 12 }, (_, i) => i + 1).flatMap((hub) =>
      Array.from({ length: 6 }, (_, i) => [`vnet s-${hub}-${i} 10.${100 + hub}.${i}.0/24`, `m-${hub} <-> s-${hub}-${i}`]).flat(),
    );
    expect(wordsIn(meshWorld(12, {}, hubs))).toEqual([]);
  });
});

describe('the lines of a large mesh', () => {
  const hulls = [12, 20, 40].flatMap((count) => meshHulls(placedScene(meshWorld(count))));

  it('are none from afar and all close up, and come gently: no step of the zoom makes them flicker', () => {
    const zoom = fc.double({ min: 0.01, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...hulls), zoom, (hull, at) => {
        const [seen, nearer] = [linesSeen(hull, at), linesSeen(hull, at * 1.01)];
        expect(nearer).toBeGreaterThanOrEqual(seen);
        expect(nearer - seen).toBeLessThan(0.06);
      }),
    );
    expect(hulls.map((hull) => [linesSeen(hull, 0.1), linesSeen(hull, 4)])).toEqual(hulls.map(() => [0, 1]));
  });

  it('are seen the later the more there are of them', () => {
    const first = hulls.map((hull) => Array.from({ length: 400 }, (_, i) => (i + 1) / 100).find((zoom) => linesSeen(hull, zoom) > 0) ?? 9);
    expect(first).toEqual([...first].sort((p, q) => p - q));
    expect(new Set(first).size).toBe(3);
  });

  it('are seen from afar where they need attention, lead out, or somebody is about them', () => {
    const scene = placedScene(
      meshWorld(12, { '1-2': 'm-1 -> m-2 Initiated' }, [
        'vnet out 10.200.0.0/16',
        'm-5 <-> out',
        'vnet further 10.201.0.0/16',
        'out <-> further',
      ]),
    );
    const told = linkBetween(scene, 'm-3', 'm-4');
    const seen = seenLinks(scene, meshHulls(scene), 0.1, (link) => link === told);
    const pairs = [
      ['m-1', 'm-2'],
      ['m-5', 'out'],
      ['m-3', 'm-4'],
      ['m-6', 'm-7'],
    ] as const;
    expect(pairs.map(([one, other]) => seen(linkBetween(scene, one, other)))).toEqual([1, 1, 1, 0]);
  });

  it('are all seen when there is no hull', () => {
    const scene = placedScene(meshWorld(12), { 'm-3': { x: 9000, y: 9000 } });
    const seen = seenLinks(scene, meshHulls(scene), 0.1, () => false);
    expect([...scene.links.keys()].every((link) => seen(link) === 1)).toBe(true);
  });
});
