import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import { describe, expect, it } from 'vitest';
import type { Target } from '../focus.ts';
import { NAVIGATION_IDLE, type NavigationEffect, type NavigationEvent, type NavigationState, reduceNavigation } from './navigation-tool.ts';

const hub: Target = { kind: 'vnet', key: 'hub' as ResourceKey };
const half = (side: 0 | 1): Target => ({ kind: 'half', key: 'a|b' as PeeringKey, side });
const at = { x: 5, y: 6 };

/** Runs the tool on the events and collects its effects. */
function runEvents(...events: NavigationEvent[]): { state: NavigationState; effects: NavigationEffect[] } {
  let state = NAVIGATION_IDLE;
  const effects: NavigationEffect[] = [];
  for (const event of events) {
    const [next, ...more] = reduceNavigation(state, event);
    state = next;
    effects.push(...more);
  }
  return { state, effects };
}

describe('navigation', () => {
  it('hovers the target under the pointer until the pointer leaves', () => {
    const { effects, state } = runEvents({ type: 'hover', target: hub, at }, { type: 'leave' });
    expect(effects).toEqual([{ do: 'hover', target: hub, at }, expect.objectContaining({ do: 'hover', target: undefined })]);
    expect(state).toEqual(NAVIGATION_IDLE);
  });

  it('has no effects while the pointer crosses empty space', () => {
    expect(
      runEvents({ type: 'hover', target: undefined, at }, { type: 'hover', target: undefined, at }, { type: 'leave' }).effects,
    ).toEqual([]);
  });

  it('distinguishes the two halves of a peering', () => {
    const { effects } = runEvents({ type: 'hover', target: half(0), at }, { type: 'hover', target: half(1), at });
    expect(effects).toEqual([
      { do: 'hover', target: half(0), at },
      { do: 'hover', target: half(1), at },
    ]);
  });

  it('focuses the tapped target; a tap on empty space and cancel clear the focus', () => {
    expect(runEvents({ type: 'tap', target: hub }).effects).toEqual([{ do: 'focus', item: hub }]);
    expect(runEvents({ type: 'tap', target: half(1) }).effects).toEqual([{ do: 'focus', item: { kind: 'peering', key: 'a|b' } }]);
    expect(runEvents({ type: 'tap', target: undefined }).effects).toEqual([{ do: 'focus', item: undefined }]);
    expect(runEvents({ type: 'cancel' }).effects).toContainEqual({ do: 'focus', item: undefined });
  });

  it('toggles the tapped VNet in the multi-selection, without changing the focus or the view', () => {
    const multiSelect = { target: hub, multiSelect: true };
    expect(
      runEvents({ type: 'tap', ...multiSelect }, { type: 'tap', ...multiSelect }, { type: 'double-tap', ...multiSelect }).effects,
    ).toEqual([
      { do: 'toggle', key: 'hub' },
      { do: 'toggle', key: 'hub' },
    ]);
  });

  it('ignores a multi-select tap that hits no VNet, because it may have missed one', () => {
    for (const target of [half(0), undefined]) expect(runEvents({ type: 'tap', target, multiSelect: true }).effects).toEqual([]);
  });

  it('frames the double-tapped target, but never empty space', () => {
    expect(runEvents({ type: 'double-tap', target: hub }).effects).toEqual([{ do: 'frame', item: hub }]);
    expect(runEvents({ type: 'double-tap', target: undefined }).effects).toEqual([]);
  });
});
