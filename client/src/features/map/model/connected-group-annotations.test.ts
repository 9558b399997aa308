import { describe, expect, it } from 'vitest';
import { place } from '../placement/place.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { annotateConnectedGroups, hitTestConnectedGroup } from './connected-group-annotations.ts';
import { createScene, positionOf } from './scene.ts';

const contoso = () => {
  const { elements, nodes, links } = loadFixture('contoso');
  return { elements, places: place(nodes, links) };
};

describe('connected groups', () => {
  it('are placed together, with an outline that contains only their members', () => {
    const { elements, places } = contoso();
    const scene = createScene(elements, places);
    const [edge] = annotateConnectedGroups(scene);
    expect(edge?.name).toBe('avnm-edge');
    expect(edge?.members.map((node) => scene.nodes[node]?.name)).toEqual(['edge-01', 'edge-02', 'edge-03']);
    const inside = scene.nodes.filter((_, node) => hitTestConnectedGroup(edge ? [edge] : [], scene, positionOf(scene, node), 6));
    expect(inside.map(({ name }) => name)).toEqual(['edge-01', 'edge-02', 'edge-03']);
  });

  it('are joined by spokes when a member is far away', () => {
    const { elements, places } = contoso();
    const moved = places.set(keyOf(elements, 'edge-02'), { x: 9000, y: 9000 });
    const scene = createScene(elements, moved);
    const [edge] = annotateConnectedGroups(scene);
    expect(edge?.outline).toBeUndefined();
    const halfWay = { x: ((edge?.middle.x ?? 0) + 9000) / 2, y: ((edge?.middle.y ?? 0) + 9000) / 2 };
    expect(hitTestConnectedGroup(edge ? [edge] : [], scene, halfWay, 6)?.name).toBe('avnm-edge');
    expect(hitTestConnectedGroup(edge ? [edge] : [], scene, { x: halfWay.x + 100, y: halfWay.y }, 6)).toBeUndefined();
  });
});
