import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import { describe, expect, it } from 'vitest';
import type { Target } from '../focus.ts';
import { AT_REST, type Effect, type LookAround, lookAround, type MapEvent } from './look-around.ts';

const hub: Target = { kind: 'vnet', key: 'hub' as ResourceKey };
const half = (side: 0 | 1): Target => ({ kind: 'half', key: 'a|b' as PeeringKey, side });
const at = { x: 5, y: 6 };

/** Drives the tool event by event and keeps what it asks for. */
function driven(...events: MapEvent[]): { state: LookAround; effects: Effect[] } {
  let state = AT_REST;
  const effects: Effect[] = [];
  for (const event of events) {
    const [next, ...more] = lookAround(state, event);
    state = next;
    effects.push(...more);
  }
  return { state, effects };
}

describe('looking around', () => {
  it('points at what the pointer is over and stops when it leaves', () => {
    const { effects, state } = driven({ type: 'hover', target: hub, at }, { type: 'leave' });
    expect(effects).toEqual([{ do: 'point', target: hub, at }, expect.objectContaining({ do: 'point', target: undefined })]);
    expect(state).toEqual(AT_REST);
  });

  it('asks for nothing while the pointer crosses empty ground', () => {
    expect(driven({ type: 'hover', target: undefined, at }, { type: 'hover', target: undefined, at }, { type: 'leave' }).effects).toEqual(
      [],
    );
  });

  it('tells the two halves of a peering apart', () => {
    const { effects } = driven({ type: 'hover', target: half(0), at }, { type: 'hover', target: half(1), at });
    expect(effects).toEqual([
      { do: 'point', target: half(0), at },
      { do: 'point', target: half(1), at },
    ]);
  });

  it('selects what is tapped; a tap on empty ground and cancel select nothing', () => {
    expect(driven({ type: 'tap', target: hub }).effects).toEqual([{ do: 'select', selection: hub }]);
    expect(driven({ type: 'tap', target: half(1) }).effects).toEqual([{ do: 'select', selection: { kind: 'peering', key: 'a|b' } }]);
    expect(driven({ type: 'tap', target: undefined }).effects).toEqual([{ do: 'select', selection: undefined }]);
    expect(driven({ type: 'cancel' }).effects).toContainEqual({ do: 'select', selection: undefined });
  });

  it('toggles the VNet that is tapped to pick, and leaves selection and view alone', () => {
    const picking = { target: hub, picks: true };
    expect(driven({ type: 'tap', ...picking }, { type: 'tap', ...picking }, { type: 'double-tap', ...picking }).effects).toEqual([
      { do: 'toggle', key: 'hub' },
      { do: 'toggle', key: 'hub' },
    ]);
  });

  it('asks for nothing when a tap to pick meets no VNet, for it may have missed one', () => {
    for (const target of [half(0), undefined]) expect(driven({ type: 'tap', target, picks: true }).effects).toEqual([]);
  });

  it('frames what is tapped twice, but never empty ground', () => {
    expect(driven({ type: 'double-tap', target: hub }).effects).toEqual([{ do: 'frame', selection: hub }]);
    expect(driven({ type: 'double-tap', target: undefined }).effects).toEqual([]);
  });

  it('lifts a VNet once per drag, points at nothing meanwhile, and settles it at the end', () => {
    const { effects, state } = driven(
      { type: 'drag', key: 'hub' },
      { type: 'drag', key: 'hub' },
      { type: 'hover', target: half(0), at },
      { type: 'drop', key: 'hub' },
    );
    expect(effects.map((effect) => effect.do)).toEqual(['point', 'lift', 'settle']);
    expect(state).toEqual(AT_REST);
  });

  it('settles nothing that was not carried', () => {
    expect(driven({ type: 'drop', key: 'hub' }).effects).toEqual([]);
  });
});
