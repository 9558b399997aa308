import { describe, expect, it } from 'vitest';
import { containersOf, countText } from './containers.ts';
import { place } from './placement/place.ts';
import { sceneOf } from './scene.ts';
import { placeable } from './testing/map-worlds.ts';

describe('containers', () => {
  it('hold all their VNets with a count, and do not overlap as placed', () => {
    const { elements, nodes, links } = placeable('contoso', 'region');
    const containers = containersOf(sceneOf(elements, place(nodes, links)));
    expect(containers.reduce((sum, { count }) => sum + count, 0)).toBe(elements.nodes.size);
    expect(containers.map(({ title }) => title)).toContain('westeurope');
    const touching = containers.flatMap(({ box: p, id }, i) =>
      containers
        .slice(i + 1)
        .filter(({ box: q }) => p.x1 < q.x2 && q.x1 < p.x2 && p.y1 < q.y2 && q.y1 < p.y2)
        .map((other) => [id, other.id]),
    );
    expect(touching).toEqual([]);
  });

  it('are none when VNets are not grouped', () => {
    const { elements, nodes, links } = placeable('contoso');
    expect(containersOf(sceneOf(elements, place(nodes, links)))).toEqual([]);
  });

  it('count in words', () => {
    expect([countText(1), countText(1200)]).toEqual(['1 VNet', '1,200 VNets']);
  });
});
