import { describe, expect, it } from 'vitest';
import type { View } from '../geometry/view.ts';
import { type Scene, sceneOf } from '../model/scene.ts';
import { keyOf, placeable } from '../testing/map-worlds.ts';
import { recordingContext } from '../testing/recording-context.ts';
import { paintingOf } from './painter.ts';
import { paintLasso, paintPicked } from './picked.ts';

const screen = { width: 800, height: 600, ratio: 1 };

/** Two islands beside each other, that many map units apart. */
function islands(apart: number): Scene {
  const { elements } = placeable('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
  const places = new Map([
    [keyOf(elements, 'a'), { x: 0, y: 0 }],
    [keyOf(elements, 'b'), { x: apart, y: 0 }],
  ]);
  return sceneOf(elements, places);
}

/** How many check marks are drawn; each is two strokes. */
function checks(scene: Scene, picked: readonly number[], view: View): number {
  const { ctx, strokes } = recordingContext();
  paintPicked(paintingOf(ctx, scene, view, screen, 'light'), picked, new Map());
  return strokes.length / 2;
}

describe('the sign of a picked VNet', () => {
  it.each([1, 0.5, 0.1])('has a check mark at zoom %d, on each that is picked and on no other', (zoom) => {
    const view = { zoom, x: 200, y: 300 };
    expect(checks(islands(300), [], view)).toBe(0);
    expect(checks(islands(300), [1], view)).toBe(1);
    expect(checks(islands(300), [0, 1], view)).toBe(2);
  });

  it('has no check mark on another', () => {
    expect(checks(islands(300), [0, 1], { zoom: 0.01, x: 200, y: 300 })).toBe(1);
  });

  it('costs nothing where it is out of view', () => {
    expect(checks(islands(300), [0, 1], { zoom: 1, x: 5000, y: 300 })).toBe(0);
  });
});

describe('the lasso', () => {
  it('follows the hand at every zoom', () => {
    const line = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 50 },
    ];
    const { ctx, strokes } = recordingContext();
    paintLasso(paintingOf(ctx, islands(300), { zoom: 2, x: 10, y: 20 }, screen, 'light'), { line, removes: false, inside: [] });
    expect(strokes.map(({ to }) => to)).toEqual([
      [210, 20],
      [210, 120],
    ]);
  });
});
