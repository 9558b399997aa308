import type { ResourceKey } from '@peerscape/shared/arm';
import { describe, expect, it } from 'vitest';
import { MOVE_IDLE, type MoveEffect, type MoveEvent, type MoveState, reduceMove } from './move-tool.ts';

const key = 'hub' as ResourceKey;
const drag = (x: number): MoveEvent => ({ type: 'drag', key, at: { x, y: 0 } });

/** Runs the tool on the events and collects its effects. */
function runEvents(...events: MoveEvent[]): { state: MoveState; effects: MoveEffect[] } {
  let state = MOVE_IDLE;
  const effects: MoveEffect[] = [];
  for (const event of events) {
    const [next, ...more] = reduceMove(state, event);
    state = next;
    effects.push(...more);
  }
  return { state, effects };
}

describe('moving a VNet', () => {
  it('starts once, follows the pointer and saves the position on drop', () => {
    const { state, effects } = runEvents(drag(1), drag(2), { type: 'drop' });
    expect(effects).toEqual([
      { do: 'start', key },
      { do: 'move', key, at: { x: 1, y: 0 } },
      { do: 'move', key, at: { x: 2, y: 0 } },
      { do: 'end' },
      { do: 'save-position', key },
    ]);
    expect(state).toEqual(MOVE_IDLE);
  });

  it('saves nothing when the VNet was put back before the drop', () => {
    const { effects } = runEvents(drag(1), { type: 'restored' }, { type: 'drop' });
    expect(effects.map((effect) => effect.do)).toEqual(['start', 'move', 'end']);
  });

  it('continues through a refresh', () => {
    const refresh: MoveEvent = { type: 'refresh', existing: new Map([[key, true]]) };
    expect(runEvents(drag(1), refresh, drag(2), { type: 'drop' }).effects.at(-1)).toEqual({ do: 'save-position', key });
  });

  it('ends when a refresh removes the VNet', () => {
    const { state, effects } = runEvents(drag(1), { type: 'refresh', existing: new Map() });
    expect(effects.at(-1)).toEqual({ do: 'end' });
    expect(state).toEqual(MOVE_IDLE);
  });

  it('ignores a drop and a refresh without a drag', () => {
    expect(runEvents({ type: 'drop' }, { type: 'restored' }, { type: 'refresh', existing: new Map() }).effects).toEqual([]);
  });
});
