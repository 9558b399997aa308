import type { ResourceKey } from '@peerscape/shared/arm';
import { describe, expect, it } from 'vitest';
import { createScene } from '../model/scene.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { type HighlightReason, paintHighlight, resolveHighlights } from './highlights.ts';
import { createPaintContext } from './painter.ts';
import { paintRing } from './shapes.ts';

const { elements } = loadFixture('# One\nvnet a 10.0.0.0/16\n');
const scene = createScene(elements, new Map([[keyOf(elements, 'a'), { x: 0, y: 0 }]]));

/** Draws on a fresh context and returns the stroke style of the ring. */
function ringStyle(theme: 'light' | 'dark', draw: (context: ReturnType<typeof createPaintContext>) => void) {
  const { ctx } = createRecordingContext();
  draw(createPaintContext(ctx, scene, { zoom: 1, x: 0, y: 0 }, { width: 100, height: 100, ratio: 1 }, theme));
  return { colour: ctx.strokeStyle, width: ctx.lineWidth };
}

describe('highlighting VNets', () => {
  it.each(['light', 'dark'] as const)(
    'distinguishes blocking, mentioned and focused VNets by colour and width in the %s theme',
    (theme) => {
      const highlight = (reason: HighlightReason) => ringStyle(theme, (context) => paintHighlight(context, 0, reason));
      const [inTheWay, spokenOf, focused] = [
        highlight('in-the-way'),
        highlight('spoken-of'),
        ringStyle(theme, (context) => paintRing(context, 0)),
      ];
      expect(new Set([inTheWay, spokenOf, focused].map(({ colour }) => colour)).size).toBe(3);
      expect(spokenOf.width).toBeGreaterThan(focused.width);
      expect(inTheWay.width).toBe(focused.width);
    },
  );

  it('distinguishes both directions of reach by the ring, not by colour', () => {
    const styleOf = (reason: HighlightReason) => {
      const dashes: (readonly number[])[] = [];
      const { ctx } = createRecordingContext();
      const recording = Object.assign(Object.create(ctx), { setLineDash: (lengths: number[]) => dashes.push(lengths) });
      paintHighlight(
        createPaintContext(recording, scene, { zoom: 1, x: 0, y: 0 }, { width: 100, height: 100, ratio: 1 }, 'light'),
        0,
        reason,
      );
      return { width: recording.lineWidth, dash: dashes[0] };
    };
    expect(styleOf('reached').dash).toEqual([]);
    expect(styleOf('reaching').dash).toEqual([5, 4]);
    expect(styleOf('spoken-of').width).toBeGreaterThan(styleOf('reached').width);
  });

  it('leaves out VNets that are not in the scene', () => {
    const highlighted = new Map<ResourceKey, HighlightReason>([
      ['/gone' as ResourceKey, 'spoken-of'],
      [keyOf(elements, 'a') as ResourceKey, 'in-the-way'],
    ]);
    expect(resolveHighlights(scene, highlighted)).toEqual([[0, 'in-the-way']]);
  });
});
