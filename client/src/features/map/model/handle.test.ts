import { describe, expect, it } from 'vitest';
import { place } from '../placement/place.ts';
import { placeable } from '../testing/map-worlds.ts';
import { handleAt } from './handle.ts';
import { nodeUnder } from './hit.ts';
import { pointOf, sceneOf } from './scene.ts';

const { elements, nodes, links } = placeable('contoso');
const scene = sceneOf(elements, place(nodes, links));

describe('the handle of a VNet', () => {
  it('leaves the middle of every VNet free to be picked and carried, at every zoom at which it is offered', () => {
    for (const zoom of [0.25, 0.5, 0.77, 0.8, 2])
      for (const node of scene.nodes.keys())
        expect((handleAt(scene, node, zoom).x - pointOf(scene, node).x) * zoom, `${scene.nodes[node]?.name} at ${zoom}`).toBeGreaterThan(
          13,
        );
  });

  it('touches what it belongs to, so that the way to it leads over nothing else', () => {
    for (const zoom of [0.25, 0.5, 0.8, 2])
      for (const node of scene.nodes.keys()) {
        const { x, y } = handleAt(scene, node, zoom);
        expect(nodeUnder(scene, { x: x - 12 / zoom, y }, zoom)).toBe(node);
      }
  });
});
