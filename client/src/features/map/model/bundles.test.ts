import { describe, expect, it } from 'vitest';
import type { Grouping } from '../../../lib/format/grouping.ts';
import { computePositions } from '../placement/placer.ts';
import { readEstate } from '../testing/estates.ts';
import { loadFixture } from '../testing/map-fixtures.ts';
import { annotationsOf } from './annotations.ts';
import { bundlesOf, hasBundles, isBundled } from './bundles.ts';
import { createScene } from './scene.ts';

function bundlesIn(world: string, grouping: Grouping) {
  const { elements, nodes, links } = loadFixture(world, grouping);
  const scene = createScene(elements, computePositions({ nodes, links, layout: 'auto', card: elements.card, before: undefined }));
  const { containers } = annotationsOf(scene);
  return { scene, containers, ...bundlesOf(scene, containers) };
}

describe('peerings between groups', () => {
  it('share a trunk for each pair of groups, and all but the broken ones are in one', () => {
    const { scene, trunks } = bundlesIn(readEstate('own-estate'), 'subscription');
    const bundled = [...scene.links.keys()].filter((link) => isBundled(scene, link));
    expect(trunks).toHaveLength(4);
    expect(trunks.reduce((sum, { count }) => sum + count, 0)).toBe(bundled.length);
    expect(bundled.some((link) => scene.needsAttention[link])).toBe(false);
    expect(bundled.length).toBeGreaterThan(180);
  });

  it('reach a trunk at the edge of their group, each VNet once for each other group', () => {
    const { containers, trunks, branches } = bundlesIn('generated:300', 'region');
    const isOnEdge = ({ x, y }: { x: number; y: number }) =>
      containers.some(
        ({ box }) =>
          x >= box.x1 - 1 &&
          x <= box.x2 + 1 &&
          y >= box.y1 - 1 &&
          y <= box.y2 + 1 &&
          Math.min(x - box.x1, box.x2 - x, y - box.y1, box.y2 - y) < 1,
      );
    expect(trunks.flatMap(({ from, to }) => [from, to]).every(isOnEdge)).toBe(true);
    expect(branches.map(({ to }) => to).every(isOnEdge)).toBe(true);
    expect(new Set(branches.map(({ node, to }) => `${node} ${to.x} ${to.y}`)).size).toBe(branches.length);
  });

  it('are drawn one by one close up, without groups, and under a filter', () => {
    const { containers } = bundlesIn('contoso', 'region');
    expect(hasBundles({ isClose: false }, { containers, dimmed: undefined })).toBe(true);
    expect(hasBundles({ isClose: true }, { containers, dimmed: undefined })).toBe(false);
    expect(hasBundles({ isClose: false }, { containers: [], dimmed: undefined })).toBe(false);
    expect(hasBundles({ isClose: false }, { containers, dimmed: new Uint8Array(1) })).toBe(false);
  });
});
