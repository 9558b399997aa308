import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../geometry/bounds.ts';
import { place } from '../placement/place.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createPlacedScene, findLink, meshFixture } from '../testing/mesh-fixtures.ts';
import { annotationsOf } from './annotations.ts';
import { describeMesh } from './descriptions.ts';
import { computeMeshHulls, createLinkVisibility, lineVisibility } from './mesh-hulls.ts';
import { createScene } from './scene.ts';

const labelsIn = (...world: Parameters<typeof createPlacedScene>) =>
  computeMeshHulls(createPlacedScene(...world)).map((hull) => Object.values(describeMesh(hull)).join(', '));

describe('large mesh', () => {
  it('has a hull with a peering count', () => {
    expect(labelsIn(meshFixture(12))).toEqual(['mesh of 12, 66 peerings']);
    expect(labelsIn(meshFixture(40))).toEqual(['mesh of 40, 780 peerings']);
  });

  it('gives the number of missing peerings when it is almost complete', () => {
    expect(labelsIn(meshFixture(12, { '1-2': '' }))).toEqual(['mesh of 12, 1 peering missing']);
    expect(labelsIn(meshFixture(12, { '1-2': '', '3-7': '', '4-9': '' }))).toEqual(['mesh of 12, 3 peerings missing']);
  });

  it('counts a half-configured peering, because it shows the intent', () => {
    expect(labelsIn(meshFixture(12, { '1-2': 'm-1 -> m-2 Initiated' }))).toEqual(['mesh of 12, 66 peerings']);
  });

  it('has no hull when it is small enough for its lines to be distinguishable', () => {
    expect(labelsIn(meshFixture(9))).toEqual([]);
    expect(labelsIn(meshFixture(10))).toHaveLength(1);
  });

  it('has no hull when its VNets were scattered manually', () => {
    expect(labelsIn(meshFixture(12), { 'm-3': { x: 9000, y: 9000 } })).toEqual([]);
    expect(labelsIn(meshFixture(12), { 'm-3': { x: 0, y: 0 } })).toHaveLength(1);
  });

  it('has no hull where other VNets are in the way', () => {
    const world = meshFixture(12, {}, ['vnet alone 10.200.0.0/16']);
    expect(labelsIn(world)).toHaveLength(1);
    const { x, y } = createPlacedScene(world);
    const centre = { x: ((x[0] ?? 0) + (x[6] ?? 0)) / 2, y: ((y[0] ?? 0) + (y[6] ?? 0)) / 2 };
    expect(labelsIn(world, { alone: centre })).toEqual([]);
  });

  it('spans the boxes of several groups, but not other VNets between them', () => {
    const hullsWith = (other: Point | undefined) => {
      const world = meshFixture(16, {}, ['vnet other 10.100.0.0/16']).replace('vnet m-9 ', 'in region=northeurope\nvnet m-9 ');
      const { elements, nodes, links } = loadFixture(world, 'region');
      const places = place(nodes, links);
      if (other) places.set(keyOf(elements, 'other'), other);
      const { containers, meshHulls: hulls } = annotationsOf(createScene(elements, places));
      expect(containers).toHaveLength(2);
      const [hull] = hulls;
      return { count: hulls.length, middle: hull?.middle };
    };
    const { count, middle } = hullsWith(undefined);
    expect([count, hullsWith(middle).count]).toEqual([1, 0]);
  });

  it('is not used for a mesh of hubs', () => {
    const hubs = Array.from({ length: 12 }, (_, i) => i + 1).flatMap((hub) =>
      Array.from({ length: 6 }, (_, i) => [`vnet s-${hub}-${i} 10.${100 + hub}.${i}.0/24`, `m-${hub} <-> s-${hub}-${i}`]).flat(),
    );
    expect(labelsIn(meshFixture(12, {}, hubs))).toEqual([]);
  });
});

describe('lines of a large mesh', () => {
  const hulls = [12, 20, 40].flatMap((count) => computeMeshHulls(createPlacedScene(meshFixture(count))));

  it('are hidden when zoomed out, drawn when zoomed in, and fade in gradually without flicker', () => {
    const zoom = fc.double({ min: 0.01, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...hulls), zoom, (hull, at) => {
        const [before, after] = [lineVisibility(hull, at), lineVisibility(hull, at * 1.01)];
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after - before).toBeLessThan(0.06);
      }),
    );
    expect(hulls.map((hull) => [lineVisibility(hull, 0.1), lineVisibility(hull, 4)])).toEqual(hulls.map(() => [0, 1]));
  });

  it('appear at a larger zoom the more of them there are', () => {
    const first = hulls.map(
      (hull) => Array.from({ length: 400 }, (_, i) => (i + 1) / 100).find((zoom) => lineVisibility(hull, zoom) > 0) ?? 9,
    );
    expect(first).toEqual([...first].sort((p, q) => p - q));
    expect(new Set(first).size).toBe(3);
  });

  it('are always drawn if they need attention, leave the mesh or are marked as visible', () => {
    const scene = createPlacedScene(
      meshFixture(12, { '1-2': 'm-1 -> m-2 Initiated' }, [
        'vnet out 10.200.0.0/16',
        'm-5 <-> out',
        'vnet further 10.201.0.0/16',
        'out <-> further',
      ]),
    );
    const marked = findLink(scene, 'm-3', 'm-4');
    const visibility = createLinkVisibility(scene, computeMeshHulls(scene), 0.1, (link) => link === marked);
    const pairs = [
      ['m-1', 'm-2'],
      ['m-5', 'out'],
      ['m-3', 'm-4'],
      ['m-6', 'm-7'],
    ] as const;
    expect(pairs.map(([one, other]) => visibility(findLink(scene, one, other)))).toEqual([1, 1, 1, 0]);
  });

  it('are all drawn when there is no hull', () => {
    const scene = createPlacedScene(meshFixture(12), { 'm-3': { x: 9000, y: 9000 } });
    const visibility = createLinkVisibility(scene, computeMeshHulls(scene), 0.1, () => false);
    expect([...scene.links.keys()].every((link) => visibility(link) === 1)).toBe(true);
  });
});
