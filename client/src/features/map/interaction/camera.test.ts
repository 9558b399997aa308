import { describe, expect, it } from 'vitest';
import { onScreen, toScreen, type View } from '../geometry/view.ts';
import { pointOf, sceneOf } from '../model/scene.ts';
import { place } from '../placement/place.ts';
import { keyOf, placeable } from '../testing/map-worlds.ts';
import { cameraFor } from './camera.ts';

function filming(world: string) {
  const { elements, nodes, links } = placeable(world);
  const scene = sceneOf(elements, place(nodes, links));
  const stage = { view: { zoom: 1, x: 0, y: 0 } as View, size: { width: 1000, height: 700 } };
  const camera = cameraFor({
    look: () => ({ scene, containers: [], size: stage.size }),
    view: () => stage.view,
    show: (view) => {
      stage.view = view;
    },
  });
  const isSeen = (node: number) => {
    const { x, y } = toScreen(stage.view, pointOf(scene, node));
    return x >= 0 && x <= stage.size.width && y >= 0 && y <= stage.size.height;
  };
  return { camera, stage, scene, elements, isSeen };
}

describe('camera', () => {
  it('shows every VNet after a fit', () => {
    const { camera, scene, isSeen } = filming('generated:500');
    camera.fit();
    expect([...scene.nodes.keys()].every(isSeen)).toBe(true);
  });

  it('goes on showing everything when the area shrinks, until a person moves the view', () => {
    const { camera, stage, scene, isSeen } = filming('contoso');
    camera.fit();
    stage.size = { width: 500, height: 700 };
    camera.refit(0);
    expect([...scene.nodes.keys()].every(isSeen)).toBe(true);
    camera.taken();
    const before = stage.view;
    stage.size = { width: 900, height: 700 };
    camera.refit(0);
    expect(stage.view).toBe(before);
  });

  it('frames a VNet with all its neighbours where they fit legibly', () => {
    const { camera, scene, elements, isSeen, stage } = filming('contoso');
    const key = keyOf(elements, 'data-etl');
    camera.frame({ kind: 'vnet', key });
    const node = scene.indexOf.get(key) ?? -1;
    expect(scene.linksOf[node]?.every((link) => isSeen(scene.from[link] ?? 0) && isSeen(scene.to[link] ?? 0))).toBe(true);
    expect(stage.view.zoom).toBeGreaterThanOrEqual(0.4);
  });

  it('frames the hub alone, close enough to read, when its spokes are too many', () => {
    const { camera, scene, stage, isSeen } = filming('generated:3000');
    const hub = scene.nodes.reduce((best, node, i) => (node.peerings > (scene.nodes[best]?.peerings ?? 0) ? i : best), 0);
    const key = scene.nodes[hub]?.key;
    if (!key) throw new Error('the world has no hub');
    camera.frame({ kind: 'vnet', key });
    expect(isSeen(hub)).toBe(true);
    expect(stage.view.zoom).toBeGreaterThan(0.7);
  });

  it('leaves the view alone when a VNet is well in it, and brings it in when it is not', () => {
    const { camera, scene, stage, isSeen } = filming('contoso');
    camera.fit();
    const before = stage.view;
    const middle = scene.nodes.findIndex(({ name }) => name === 'data-lake');
    camera.bringIntoView(middle);
    expect(stage.view).toBe(before);
    stage.view = { zoom: 2, x: 9000, y: 9000 };
    camera.bringIntoView(middle);
    expect(isSeen(middle)).toBe(true);
    expect(stage.view.zoom).toBe(2);
  });

  it('holds the middle while zooming by button', () => {
    const { camera, stage } = filming('contoso');
    const middle = ({ x1, x2, y1, y2 }: ReturnType<typeof onScreen>) => [(x1 + x2) / 2, (y1 + y2) / 2];
    const before = middle(onScreen(stage.view, stage.size));
    camera.zoomBy(1.4);
    const after = middle(onScreen(stage.view, stage.size));
    expect(after[0]).toBeCloseTo(before[0] ?? 0);
    expect(after[1]).toBeCloseTo(before[1] ?? 0);
  });
});
