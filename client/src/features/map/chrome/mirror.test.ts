import { describe, expect, it } from 'vitest';
import { toScreen, viewOf } from '../geometry/view.ts';
import { extentOf } from '../model/hit.ts';
import { pointOf, sceneOf } from '../model/scene.ts';
import { byImportance } from '../paint/labels.ts';
import { place } from '../placement/place.ts';
import { placeable } from '../testing/map-worlds.ts';
import { MOST_MIRRORED, mirrorOf } from './mirror.ts';

const { elements, nodes, links } = placeable('generated:500');
const scene = sceneOf(elements, place(nodes, links));
const size = { width: 1000, height: 700 };
const viewport = { scene, order: byImportance(scene), bounds: extentOf(scene), size };
const fitted = viewOf(viewport.bounds, size, 40);

describe('accessibility entries', () => {
  it('are the most important VNets in view, up to the maximum', () => {
    const entries = mirrorOf({ ...viewport, view: fitted }, undefined);
    expect(entries).toHaveLength(MOST_MIRRORED);
    const hubs = scene.nodes.filter(({ role }) => role === 'hub');
    expect(entries.slice(0, hubs.length).every(({ key }) => hubs.some((hub) => hub.key === key))).toBe(true);
  });

  it('include the focused VNet, wherever it is, exactly once', () => {
    const island = scene.nodes.findIndex(({ role }) => role === 'island');
    const key = scene.nodes[island]?.key;
    const entries = mirrorOf({ ...viewport, view: fitted }, key);
    expect(entries.filter((entry) => entry.key === key)).toHaveLength(1);
  });

  it('exclude VNets out of view', () => {
    const near = { zoom: 1, x: 0, y: 0 };
    const entries = mirrorOf({ ...viewport, view: near }, undefined);
    for (const { key } of entries) {
      const { x, y } = toScreen(near, pointOf(scene, scene.indexOf.get(key) ?? 0));
      expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
    }
    expect(entries.length).toBeLessThan(MOST_MIRRORED);
  });

  it('are centred where the VNet is drawn', () => {
    const [entry] = mirrorOf({ ...viewport, view: fitted }, undefined);
    if (!entry) throw new Error('There are no entries');
    const at = toScreen(fitted, pointOf(scene, scene.indexOf.get(entry.key) ?? 0));
    expect(entry.left + entry.width / 2).toBeCloseTo(at.x);
    expect(entry.top + entry.height / 2).toBeCloseTo(at.y);
  });
});
