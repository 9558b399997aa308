import { describe, expect, it } from 'vitest';
import { sceneOf } from '../model/scene.ts';
import { NO_SURROUNDINGS } from '../model/surroundings.ts';
import { place } from '../placement/place.ts';
import { placeable } from '../testing/map-worlds.ts';
import { recordingContext } from '../testing/recording-context.ts';
import { byImportance } from './labels.ts';
import { paintingOf } from './painter.ts';
import { paintWriting } from './writing.ts';

const { elements, nodes, links } = placeable('generated:500');
const scene = sceneOf(elements, place(nodes, links));
const things = { nodes: [...scene.nodes.keys()], links: [] };
const view = { zoom: 0.3, x: 400, y: 300 };

function written(only?: ReadonlySet<number>): string[] {
  const { ctx, texts } = recordingContext();
  const painting = paintingOf(ctx, scene, view, { width: 800, height: 600, ratio: 1 }, 'light');
  const alone = only && { only: { nodes: only, links: new Set<number>() } };
  paintWriting({ ...painting, ...alone }, { ...NO_SURROUNDINGS, order: byImportance(scene) }, things);
  return texts;
}

describe('writing', () => {
  it('names hubs before all others and leaves out what finds no room', () => {
    const names = written();
    expect(names.length).toBeLessThan(scene.nodes.length);
    const hubs = scene.nodes.filter(({ role }) => role === 'hub').length;
    expect(names.slice(0, 3).every((name) => name.startsWith('hub-'))).toBe(true);
    expect(names.filter((name) => name.startsWith('hub-')).length).toBeGreaterThan(hubs * 0.9);
  });

  it('writes what stands out exactly where it stands in the whole picture, and nothing else', () => {
    const everyThird = new Set(things.nodes.filter((node) => node % 3 === 0));
    const whole = written();
    const some = written(everyThird);
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(whole.length);
    expect(some.every((name) => whole.includes(name))).toBe(true);
  });
});
