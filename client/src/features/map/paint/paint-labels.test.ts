import { describe, expect, it } from 'vitest';
import { NO_ANNOTATIONS } from '../model/annotations.ts';
import { createScene, farEnd } from '../model/scene.ts';
import { place } from '../placement/place.ts';
import { loadFixture } from '../testing/map-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { paintLabels } from './paint-labels.ts';
import { createPaintContext } from './painter.ts';
import { rankByImportance } from './vnet-labels.ts';

const { elements, nodes, links } = loadFixture('generated:500');
const scene = createScene(elements, place(nodes, links));
const items = { nodes: [...scene.nodes.keys()], links: [] };
const view = { zoom: 0.3, x: 400, y: 300 };

function drawnLabels(only?: ReadonlySet<number>, named: readonly number[] = [], zoom = view.zoom): string[] {
  const { ctx, texts } = createRecordingContext();
  const context = createPaintContext(ctx, scene, { ...view, zoom }, { width: 800, height: 600, ratio: 1 }, 'light');
  const restriction = only && { labelsFor: { nodes: only, links: new Set<number>(), named } };
  paintLabels({ ...context, ...restriction }, { ...NO_ANNOTATIONS, labelOrder: rankByImportance(scene), planned: [] }, items);
  return texts;
}

describe('labels', () => {
  it('draws hubs first and leaves out names without space', () => {
    const names = drawnLabels();
    expect(names.length).toBeLessThan(scene.nodes.length);
    const hubs = scene.nodes.filter(({ role }) => role === 'hub').length;
    const isHub = (name: string) => name.startsWith('hub-');
    const lastHub = names.findLastIndex(isHub);
    expect(names.findIndex((name) => /^(spoke|mesh|island)-/.test(name))).toBeGreaterThan(lastHub);
    expect(names.filter(isHub).length).toBeGreaterThan(hubs * 0.9);
  });

  it('draws only the restricted labels, at the same positions as in the full picture', () => {
    const everyThird = new Set(items.nodes.filter((node) => node % 3 === 0));
    const whole = drawnLabels();
    const some = drawnLabels(everyThird);
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(whole.length);
    expect(some.every((name) => whole.includes(name))).toBe(true);
  });

  it('names the neighbours of the focused VNet where VNets have no names', () => {
    const hub = scene.nodes.findIndex(({ role }) => role === 'hub');
    const near = [hub, ...(scene.linksOf[hub] ?? []).map((link) => farEnd(scene, link, hub))];
    const spokes = near.flatMap((node) => (scene.nodes[node]?.role === 'hub' ? [] : (scene.nodes[node]?.label.text ?? [])));
    const far = 0.1;
    expect(drawnLabels(undefined, [], far).filter((name) => spokes.includes(name))).toEqual([]);
    const named = drawnLabels(new Set(near), near, far).filter((name) => spokes.includes(name));
    expect(named.length).toBeGreaterThan(spokes.length / 3);
    expect(new Set(named).size).toBe(named.length);
  });
});
