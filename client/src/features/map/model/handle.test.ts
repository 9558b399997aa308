import { describe, expect, it } from 'vitest';
import { place } from '../placement/place.ts';
import { placeable } from '../testing/map-worlds.ts';
import { handleAt } from './handle.ts';
import { nodeUnder } from './hit.ts';
import { pointOf, sceneOf } from './scene.ts';

const { elements, nodes, links } = placeable('contoso');
const scene = sceneOf(elements, place(nodes, links));

describe('the handle of a VNet', () => {
  it('leaves the centre of every VNet free to be clicked and dragged, at every zoom at which it is shown', () => {
    for (const zoom of [0.25, 0.5, 0.77, 0.8, 2])
      for (const node of scene.nodes.keys())
        expect((handleAt(scene, node, zoom).x - pointOf(scene, node).x) * zoom, `${scene.nodes[node]?.name} at ${zoom}`).toBeGreaterThan(
          13,
        );
  });

  it('touches its VNet, so that the pointer reaches it without crossing another target', () => {
    for (const zoom of [0.25, 0.5, 0.8, 2])
      for (const node of scene.nodes.keys()) {
        const { x, y } = handleAt(scene, node, zoom);
        expect(nodeUnder(scene, { x: x - 12 / zoom, y }, zoom)).toBe(node);
      }
  });
});
