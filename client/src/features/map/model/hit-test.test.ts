import { describe, expect, it } from 'vitest';
import { CARD } from '../geometry/bounds.ts';
import { pointOn } from '../geometry/polyline.ts';
import { createSpatialGrid } from '../geometry/spatial-grid.ts';
import { place } from '../placement/place.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createHitGrid, hitTest, hitTestNode } from './hit-test.ts';
import { lineBetween } from './link-lines.ts';
import { createScene, positionOf } from './scene.ts';

const { elements, nodes, links } = loadFixture('contoso');
const scene = createScene(elements, place(nodes, links));
const grid = createHitGrid(scene);

describe('hit test', () => {
  it('finds every VNet at its own position, zoomed out and zoomed in', () => {
    for (const zoom of [0.1, 0.5, 1.2])
      for (const node of scene.nodes.keys()) expect(hitTest(scene, grid, positionOf(scene, node), zoom)).toEqual({ kind: 'node', node });
  });

  it('finds the nearer of two cards that overlap', () => {
    const places = new Map([...scene.nodes.keys()].map((node) => [scene.nodes[node]?.key ?? '', { x: 1000 * node, y: 0 }]));
    const [one, other] = [scene.nodes[0]?.key ?? '', scene.nodes[1]?.key ?? ''];
    places.set(one, { x: 0, y: 0 }).set(other, { x: CARD.width / 2, y: 0 });
    const overlapping = createScene(elements, places);
    const nodeAt = (x: number) => hitTest(overlapping, createHitGrid(overlapping), { x, y: 0 }, 1);
    expect([nodeAt(CARD.width * 0.2), nodeAt(CARD.width * 0.3)]).toEqual([
      { kind: 'node', node: 0 },
      { kind: 'node', node: 1 },
    ]);
    // a drop finds the same card, or the one below the card that is dragged
    expect([CARD.width * 0.2, CARD.width * 0.3].map((x) => hitTestNode(overlapping, { x, y: 0 }, 1))).toEqual([0, 1]);
    expect(hitTestNode(overlapping, { x: CARD.width * 0.2, y: 0 }, 1, 0)).toBe(1);
  });

  it('finds the half nearest to the VNet that owns it', () => {
    const hub = scene.indexOf.get(keyOf(elements, 'hub-weu')) ?? -1;
    const link =
      scene.linksOf[hub]?.find(
        (i) => scene.nodes[scene.from[i] === hub ? (scene.to[i] ?? 0) : (scene.from[i] ?? 0)]?.name === 'hub-eus2',
      ) ?? -1;
    const line = lineBetween(scene, scene.from[link] ?? 0, scene.to[link] ?? 0);
    expect(hitTest(scene, grid, pointOn(line, 0.4), 1, 3)).toEqual({ kind: 'half', link, side: 0 });
    expect(hitTest(scene, grid, pointOn(line, 0.6), 1, 3)).toEqual({ kind: 'half', link, side: 1 });
  });

  it('finds nothing on empty space', () => {
    expect(hitTest(scene, grid, { x: -5000, y: -5000 }, 1)).toBeUndefined();
  });
});

describe('grid', () => {
  it('finds every line that crosses the queried box', () => {
    const lines = Array.from({ length: 300 }, (_, i) => {
      const random = (k: number) => (Math.sin(i * 12.9898 + k * 78.233) * 43758.5453) % 1;
      return [1, 2, 3, 4].map((k) => Math.abs(random(k)) * 1000) as [number, number, number, number];
    });
    const index = createSpatialGrid({ x1: 0, y1: 0, x2: 1000, y2: 1000 }, 300);
    for (const [i, line] of lines.entries()) index.addLine(i, ...line);
    const missed: string[] = [];
    for (let px = 25; px < 1000; px += 50)
      for (let py = 25; py < 1000; py += 50) {
        const found = new Set(index.itemsNear({ x1: px - 4, y1: py - 4, x2: px + 4, y2: py + 4 }));
        lines.forEach((line, i) => {
          if (distanceTo(line, px, py) <= 4 && !found.has(i)) missed.push(`line ${i} at ${px},${py}`);
        });
      }
    expect(missed).toEqual([]);
  });

  it('returns only nearby items', () => {
    const index = createSpatialGrid({ x1: 0, y1: 0, x2: 1000, y2: 1000 }, 100);
    index.addBox(1, { x1: 0, y1: 0, x2: 10, y2: 10 });
    index.addBox(2, { x1: 900, y1: 900, x2: 910, y2: 910 });
    expect(index.itemsNear({ x1: 0, y1: 0, x2: 5, y2: 5 })).toEqual([1]);
  });
});

function distanceTo([x1, y1, x2, y2]: [number, number, number, number], px: number, py: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x1 + t * dx - px, y1 + t * dy - py);
}
