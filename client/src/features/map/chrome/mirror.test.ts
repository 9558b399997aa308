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
const standing = { scene, order: byImportance(scene), extent: extentOf(scene), size };
const whole = viewOf(standing.extent, size, 40);

describe('mirror', () => {
  it('holds the most important of what is in view and no more than are useful', () => {
    const entries = mirrorOf({ ...standing, view: whole }, undefined);
    expect(entries).toHaveLength(MOST_MIRRORED);
    const hubs = scene.nodes.filter(({ role }) => role === 'hub');
    expect(entries.slice(0, hubs.length).every(({ key }) => hubs.some((hub) => hub.key === key))).toBe(true);
  });

  it('holds the selected VNet wherever it is, once', () => {
    const island = scene.nodes.findIndex(({ role }) => role === 'island');
    const key = scene.nodes[island]?.key;
    const entries = mirrorOf({ ...standing, view: whole }, key);
    expect(entries.filter((entry) => entry.key === key)).toHaveLength(1);
  });

  it('leaves out what is out of view', () => {
    const near = { zoom: 1, x: 0, y: 0 };
    const entries = mirrorOf({ ...standing, view: near }, undefined);
    for (const { key } of entries) {
      const { x, y } = toScreen(near, pointOf(scene, scene.indexOf.get(key) ?? 0));
      expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
    }
    expect(entries.length).toBeLessThan(MOST_MIRRORED);
  });

  it('lies with its middle where the VNet is drawn', () => {
    const [entry] = mirrorOf({ ...standing, view: whole }, undefined);
    if (!entry) throw new Error('nothing is mirrored');
    const at = toScreen(whole, pointOf(scene, scene.indexOf.get(entry.key) ?? 0));
    expect(entry.left + entry.width / 2).toBeCloseTo(at.x);
    expect(entry.top + entry.height / 2).toBeCloseTo(at.y);
  });
});
