import { describe, expect, it } from 'vitest';
import { place } from '../placement/place.ts';
import { loadFixture } from '../testing/map-fixtures.ts';
import { handlePosition } from './handle-position.ts';
import { hitTestNode } from './hit-test.ts';
import { createScene, positionOf } from './scene.ts';

const { elements, nodes, links } = loadFixture('contoso');
const scene = createScene(elements, place(nodes, links));

describe('the handle of a VNet', () => {
  it('leaves the centre of every VNet free to be clicked and dragged, at every zoom at which it is shown', () => {
    for (const zoom of [0.25, 0.5, 0.77, 0.8, 2])
      for (const node of scene.nodes.keys())
        expect(
          (handlePosition(scene, node, zoom).x - positionOf(scene, node).x) * zoom,
          `${scene.nodes[node]?.name} at ${zoom}`,
        ).toBeGreaterThan(13);
  });

  it('touches its VNet, so that the pointer reaches it without crossing another target', () => {
    for (const zoom of [0.25, 0.5, 0.8, 2])
      for (const node of scene.nodes.keys()) {
        const { x, y } = handlePosition(scene, node, zoom);
        expect(hitTestNode(scene, { x: x - 12 / zoom, y }, zoom)).toBe(node);
      }
  });
});
