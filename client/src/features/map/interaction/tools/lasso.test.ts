import { describe, expect, it } from 'vitest';
import type { Point } from '../../geometry/room.ts';
import { type LassoEffect, type LassoEvent, lasso, NO_LASSO } from './lasso.ts';

const SQUARE: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
  { x: 0, y: 10 },
];

const press = (removes = false): LassoEvent => ({ type: 'press', at: { x: 0, y: 0 }, removes });
const drag = (removes = false): LassoEvent[] => SQUARE.slice(1).map((at) => ({ type: 'move', at, removes }));
const release: LassoEvent = { type: 'release' };
const callOff: LassoEvent = { type: 'cancel' };

/** Drives the tool event by event and keeps what it asks for. */
function driven(...events: LassoEvent[]) {
  let state = NO_LASSO;
  const effects: LassoEffect[] = [];
  for (const event of events) {
    const [next, ...more] = lasso(state, event);
    state = next;
    effects.push(...more);
  }
  const picks = effects.flatMap((effect) => (effect.do === 'pick' ? [effect.outline] : []));
  const outlines = effects.flatMap((effect) => (effect.do === 'outline' ? [effect.outline] : []));
  return { state, picks, outlines };
}

describe('the lasso', () => {
  it('picks by the line from where it was pressed to where it was let go', () => {
    const { picks, state } = driven(press(), ...drag(), release);
    expect(picks).toEqual([{ line: SQUARE, removes: false }]);
    expect(state).toEqual(NO_LASSO);
  });

  it('shows the line as it grows, and none when the hand has let go', () => {
    expect(driven(press(), ...drag(), release).outlines.map((outline) => outline?.line.length)).toEqual([1, 2, 3, 4, undefined]);
  });

  it('removes when that is asked for at the end, whatever was asked for at first', () => {
    expect(driven(press(), ...drag(true), release).picks[0]?.removes).toBe(true);
    expect(driven(press(true), ...drag(), release).picks[0]?.removes).toBe(false);
  });

  it('is called off by Escape: no line is left, and what the hand goes on doing counts for nothing', () => {
    const { picks, outlines, state } = driven(press(), ...drag(), callOff, ...drag(), release);
    expect(picks).toEqual([]);
    expect(outlines.at(-1)).toBeUndefined();
    expect(state).toEqual(NO_LASSO);
  });

  it('goes on through a refresh, and shows its line anew since other VNets may lie inside', () => {
    const { picks, outlines } = driven(press(), ...drag(), { type: 'refresh' }, release);
    expect(outlines.map((outline) => outline?.line.length)).toEqual([1, 2, 3, 4, 4, undefined]);
    expect(picks).toHaveLength(1);
  });

  it('picks nothing when it was only a click', () => {
    expect(driven(press(), release)).toMatchObject({ picks: [], state: NO_LASSO });
    expect(driven(press(), ...drag().slice(0, 1), release).picks).toEqual([]);
  });

  it('asks for nothing while no line is drawn', () => {
    expect(driven(...drag(), release, callOff, { type: 'refresh' })).toEqual({ state: NO_LASSO, picks: [], outlines: [] });
  });
});
