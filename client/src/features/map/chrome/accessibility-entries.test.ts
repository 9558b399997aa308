import { describe, expect, it } from 'vitest';
import { fitView, toScreen } from '../geometry/view.ts';
import { boundsOf } from '../model/hit-test.ts';
import { createScene, positionOf } from '../model/scene.ts';
import { rankByImportance } from '../paint/vnet-labels.ts';
import { place } from '../placement/place.ts';
import { loadFixture } from '../testing/map-fixtures.ts';
import { createAccessibilityEntries, MAX_ACCESSIBILITY_ENTRIES } from './accessibility-entries.ts';

const { elements, nodes, links } = loadFixture('generated:500');
const scene = createScene(elements, place(nodes, links));
const size = { width: 1000, height: 700 };
const viewport = { scene, order: rankByImportance(scene), bounds: boundsOf(scene), size };
const fitted = fitView(viewport.bounds, size, 40);

describe('accessibility entries', () => {
  it('are the most important VNets in view, up to the maximum', () => {
    const entries = createAccessibilityEntries({ ...viewport, view: fitted }, []);
    expect(entries).toHaveLength(MAX_ACCESSIBILITY_ENTRIES);
    const hubs = scene.nodes.filter(({ role }) => role === 'hub');
    expect(entries.slice(0, hubs.length).every(({ key }) => hubs.some((hub) => hub.key === key))).toBe(true);
  });

  it('include the focused VNet, wherever it is, exactly once', () => {
    const island = scene.nodes.findIndex(({ role }) => role === 'island');
    const key = scene.nodes[island]?.key;
    const entries = createAccessibilityEntries({ ...viewport, view: fitted }, [key, key]);
    expect(entries.filter((entry) => entry.key === key)).toHaveLength(1);
  });

  it('begin with the VNets that match the filter, and mark the others', () => {
    const islands = scene.nodes.filter(({ role }) => role === 'island').map(({ key }) => key);
    const entries = createAccessibilityEntries({ ...viewport, view: fitted }, [], new Set(islands));
    expect(entries.slice(0, islands.length).every(({ key, isDimmed }) => islands.includes(key) && !isDimmed)).toBe(true);
    expect(entries.slice(islands.length).every(({ isDimmed }) => isDimmed)).toBe(true);
  });

  it('exclude VNets out of view', () => {
    const near = { zoom: 1, x: 0, y: 0 };
    const entries = createAccessibilityEntries({ ...viewport, view: near }, []);
    for (const { key } of entries) {
      const { x, y } = toScreen(near, positionOf(scene, scene.indexOf.get(key) ?? 0));
      expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
    }
    expect(entries.length).toBeLessThan(MAX_ACCESSIBILITY_ENTRIES);
  });

  it('are centred where the VNet is drawn', () => {
    const [entry] = createAccessibilityEntries({ ...viewport, view: fitted }, []);
    if (!entry) throw new Error('There are no entries');
    const at = toScreen(fitted, positionOf(scene, scene.indexOf.get(entry.key) ?? 0));
    expect(entry.left + entry.width / 2).toBeCloseTo(at.x);
    expect(entry.top + entry.height / 2).toBeCloseTo(at.y);
  });
});
