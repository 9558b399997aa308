import type { ResourceKey } from '@peerscape/shared/arm';
import { describe, expect, it } from 'vitest';
import { sceneOf } from '../model/scene.ts';
import { keyOf, placeable } from '../testing/map-worlds.ts';
import { recordingContext } from '../testing/recording-context.ts';
import { type Light, lightsOn, paintLight } from './lights.ts';
import { paintingOf } from './painter.ts';
import { paintRing } from './shapes.ts';

const { elements } = placeable('# One\nvnet a 10.0.0.0/16\n');
const scene = sceneOf(elements, new Map([[keyOf(elements, 'a'), { x: 0, y: 0 }]]));

/** Draws on a context of its own; what is kept is how the ring was stroked. */
function ring(theme: 'light' | 'dark', draw: (painting: ReturnType<typeof paintingOf>) => void) {
  const { ctx } = recordingContext();
  draw(paintingOf(ctx, scene, { zoom: 1, x: 0, y: 0 }, { width: 100, height: 100, ratio: 1 }, theme));
  return { colour: ctx.strokeStyle, width: ctx.lineWidth };
}

describe('lighting VNets up', () => {
  it.each(['light', 'dark'] as const)('tells apart, by colour and by width in %s, what is in the way, spoken of, and selected', (theme) => {
    const lit = (light: Light) => ring(theme, (painting) => paintLight(painting, 0, light));
    const [inTheWay, spokenOf, selected] = [lit('in-the-way'), lit('spoken-of'), ring(theme, (painting) => paintRing(painting, 0))];
    expect(new Set([inTheWay, spokenOf, selected].map(({ colour }) => colour)).size).toBe(3);
    expect(spokenOf.width).toBeGreaterThan(selected.width);
    expect(inTheWay.width).toBe(selected.width);
  });

  it('leaves out what the scene has not', () => {
    const lit = new Map<ResourceKey, Light>([
      ['/gone' as ResourceKey, 'spoken-of'],
      [keyOf(elements, 'a') as ResourceKey, 'in-the-way'],
    ]);
    expect(lightsOn(scene, lit)).toEqual([[0, 'in-the-way']]);
  });
});
