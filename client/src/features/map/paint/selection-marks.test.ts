import { describe, expect, it } from 'vitest';
import type { View } from '../geometry/view.ts';
import { createScene, type Scene } from '../model/scene.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { createPaintContext } from './painter.ts';
import { paintLasso, paintSelectionMarks } from './selection-marks.ts';

const screen = { width: 800, height: 600, ratio: 1 };

/** Creates a scene of two islands next to each other, `distance` map units apart. */
function islands(distance: number): Scene {
  const { elements } = loadFixture('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
  const places = new Map([
    [keyOf(elements, 'a'), { x: 0, y: 0 }],
    [keyOf(elements, 'b'), { x: distance, y: 0 }],
  ]);
  return createScene(elements, places);
}

/** Counts the check marks that are drawn; each one is two strokes. */
function countChecks(scene: Scene, selected: readonly number[], view: View): number {
  const { ctx, strokes } = createRecordingContext();
  paintSelectionMarks(createPaintContext(ctx, scene, view, screen, 'light'), selected, new Map());
  return strokes.length / 2;
}

describe('the marks of a selected VNet', () => {
  it.each([1, 0.5, 0.1])('include a check mark at zoom %d, on each selected VNet and on no other', (zoom) => {
    const view = { zoom, x: 200, y: 300 };
    expect(countChecks(islands(300), [], view)).toBe(0);
    expect(countChecks(islands(300), [1], view)).toBe(1);
    expect(countChecks(islands(300), [0, 1], view)).toBe(2);
  });

  it('have no overlapping check marks', () => {
    expect(countChecks(islands(300), [0, 1], { zoom: 0.01, x: 200, y: 300 })).toBe(1);
  });

  it('are not drawn outside the viewport', () => {
    expect(countChecks(islands(300), [0, 1], { zoom: 1, x: 5000, y: 300 })).toBe(0);
  });
});

describe('the badges of a selected VNet', () => {
  it('have their texts on their pills, also beside a badge of findings', () => {
    const { elements } = loadFixture('# One\nvnet a 10.0.0.0/16 gateway\n');
    const scene = createScene(elements, new Map([[keyOf(elements, 'a'), { x: 0, y: 0 }]]));
    const { ctx, boxes, drawnTexts } = createRecordingContext();
    const findings = new Map([[keyOf(elements, 'a'), { count: 1, worst: 'error' as const }]]);
    paintSelectionMarks(createPaintContext(ctx, scene, { zoom: 1, x: 200, y: 300 }, screen, 'light'), [0], findings);
    const label = drawnTexts.find(({ text }) => text === 'VPN')?.box;
    const pill = boxes.at(-1);
    expect(label && pill && { left: label.x1 - pill.x1, right: pill.x2 - label.x2 }).toEqual({ left: 4.5, right: 4.5 });
  });
});

describe('the lasso', () => {
  it('follows the pointer at every zoom', () => {
    const line = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 50 },
    ];
    const { ctx, strokes } = createRecordingContext();
    paintLasso(createPaintContext(ctx, islands(300), { zoom: 2, x: 10, y: 20 }, screen, 'light'), { line, removes: false, inside: [] });
    expect(strokes.map(({ to }) => to)).toEqual([
      [210, 20],
      [210, 120],
    ]);
  });
});
