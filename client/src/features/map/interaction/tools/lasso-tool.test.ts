import { describe, expect, it } from 'vitest';
import type { Point } from '../../geometry/bounds.ts';
import { LASSO_IDLE, type LassoEffect, type LassoEvent, reduceLasso } from './lasso-tool.ts';

const SQUARE: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
  { x: 0, y: 10 },
];

const press = (removes = false): LassoEvent => ({ type: 'press', at: { x: 0, y: 0 }, removes });
const drag = (removes = false): LassoEvent[] => SQUARE.slice(1).map((at) => ({ type: 'move', at, removes }));
const release: LassoEvent = { type: 'release' };
const cancel: LassoEvent = { type: 'cancel' };

/** Runs the tool on the events and collects its effects. */
function runEvents(...events: LassoEvent[]) {
  let state = LASSO_IDLE;
  const effects: LassoEffect[] = [];
  for (const event of events) {
    const [next, ...more] = reduceLasso(state, event);
    state = next;
    effects.push(...more);
  }
  const selections = effects.flatMap((effect) => (effect.do === 'select' ? [effect.outline] : []));
  const outlines = effects.flatMap((effect) => (effect.do === 'outline' ? [effect.outline] : []));
  return { state, selections, outlines };
}

describe('lasso', () => {
  it('selects with the line from press to release', () => {
    const { selections, state } = runEvents(press(), ...drag(), release);
    expect(selections).toEqual([{ line: SQUARE, removes: false }]);
    expect(state).toEqual(LASSO_IDLE);
  });

  it('shows the line as it grows, and removes it on release', () => {
    expect(runEvents(press(), ...drag(), release).outlines.map((outline) => outline?.line.length)).toEqual([1, 2, 3, 4, undefined]);
  });

  it('uses the value of `removes` at the end of the drag, not at its start', () => {
    expect(runEvents(press(), ...drag(true), release).selections[0]?.removes).toBe(true);
    expect(runEvents(press(true), ...drag(), release).selections[0]?.removes).toBe(false);
  });

  it('is cancelled by Escape: the line is removed and the rest of the drag is ignored', () => {
    const { selections, outlines, state } = runEvents(press(), ...drag(), cancel, ...drag(), release);
    expect(selections).toEqual([]);
    expect(outlines.at(-1)).toBeUndefined();
    expect(state).toEqual(LASSO_IDLE);
  });

  it('continues through a refresh, and emits its line again because other VNets may be inside', () => {
    const { selections, outlines } = runEvents(press(), ...drag(), { type: 'refresh' }, release);
    expect(outlines.map((outline) => outline?.line.length)).toEqual([1, 2, 3, 4, 4, undefined]);
    expect(selections).toHaveLength(1);
  });

  it('selects nothing when it was only a click', () => {
    expect(runEvents(press(), release)).toMatchObject({ selections: [], state: LASSO_IDLE });
    expect(runEvents(press(), ...drag().slice(0, 1), release).selections).toEqual([]);
  });

  it('has no effects while no line is drawn', () => {
    expect(runEvents(...drag(), release, cancel, { type: 'refresh' })).toEqual({ state: LASSO_IDLE, selections: [], outlines: [] });
  });
});
