import { describe, expect, it } from 'vitest';
import { place } from '../placement/place.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { findHandleVNet, handlePosition } from './handle-position.ts';
import { hitTestNode } from './hit-test.ts';
import { createScene, positionOf } from './scene.ts';

const { topology, elements, nodes, links } = loadFixture('contoso');
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

  it('belongs to the hovered VNet, or else to the focused one', () => {
    const [hub, lake] = [keyOf(elements, 'hub-weu'), keyOf(elements, 'data-lake')];
    const placement = { topology };
    expect(findHandleVNet({ placement, focused: { kind: 'vnet', key: hub } }, lake, 1)).toBe(lake);
    expect(findHandleVNet({ placement, focused: { kind: 'vnet', key: hub } }, undefined, 1)).toBe(hub);
    expect(findHandleVNet({ placement, focused: undefined }, undefined, 1)).toBeUndefined();
  });

  it('is not shown on a ghost, whose half cannot be written, or zoomed out', () => {
    const context = { placement: { topology }, focused: undefined };
    expect(findHandleVNet(context, keyOf(elements, 'fabrikam-dmz'), 1)).toBeUndefined();
    expect(findHandleVNet(context, keyOf(elements, 'hub-weu'), 0.05)).toBeUndefined();
  });

  it('touches its VNet, so that the pointer reaches it without crossing another target', () => {
    for (const zoom of [0.25, 0.5, 0.8, 2])
      for (const node of scene.nodes.keys()) {
        const { x, y } = handlePosition(scene, node, zoom);
        expect(hitTestNode(scene, { x: x - 12 / zoom, y }, zoom)).toBe(node);
      }
  });
});
