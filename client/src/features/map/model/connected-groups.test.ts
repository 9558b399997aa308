import { describe, expect, it } from 'vitest';
import { place } from '../placement/place.ts';
import { keyOf, placeable } from '../testing/map-worlds.ts';
import { groupAt, standingGroups } from './connected-groups.ts';
import { pointOf, sceneOf } from './scene.ts';

const contoso = () => {
  const { elements, nodes, links } = placeable('contoso');
  return { elements, places: place(nodes, links) };
};

describe('connected groups', () => {
  it('are placed together, with an outline that contains only their members', () => {
    const { elements, places } = contoso();
    const scene = sceneOf(elements, places);
    const [edge] = standingGroups(scene);
    expect(edge?.name).toBe('avnm-edge');
    expect(edge?.members.map((node) => scene.nodes[node]?.name)).toEqual(['edge-01', 'edge-02', 'edge-03']);
    const inside = scene.nodes.filter((_, node) => groupAt(edge ? [edge] : [], scene, pointOf(scene, node), 6));
    expect(inside.map(({ name }) => name)).toEqual(['edge-01', 'edge-02', 'edge-03']);
  });

  it('are joined by spokes when a member is far away', () => {
    const { elements, places } = contoso();
    const moved = places.set(keyOf(elements, 'edge-02'), { x: 9000, y: 9000 });
    const scene = sceneOf(elements, moved);
    const [edge] = standingGroups(scene);
    expect(edge?.outline).toBeUndefined();
    const halfWay = { x: ((edge?.middle.x ?? 0) + 9000) / 2, y: ((edge?.middle.y ?? 0) + 9000) / 2 };
    expect(groupAt(edge ? [edge] : [], scene, halfWay, 6)?.name).toBe('avnm-edge');
    expect(groupAt(edge ? [edge] : [], scene, { x: halfWay.x + 100, y: halfWay.y }, 6)).toBeUndefined();
  });
});
