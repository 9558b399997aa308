import type { ResourceKey } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import { describe, expect, test } from 'vitest';
import { createPauses } from './pauses.ts';

const step = (from: string, to: string, action: Step['action'] = 'delete'): Step => {
  const half = { from: `/subscriptions/${from}` as ResourceKey, to: `/subscriptions/${to}` as ResourceKey, id: '', name: '' };
  return { id: '', action, half, changed: [], reason: 'asked-for', needs: [], expects: { kind: 'absent' } };
};

describe('a pause that Azure requested', () => {
  test('applies to all steps that touch the busy VNet, and no others', () => {
    const pauses = createPauses();
    pauses.record(step('s/hub', 's/a'), 'vnet', 5);
    expect([step('s/hub', 's/b'), step('s/b', 's/hub'), step('s/a', 's/b')].map(pauses.until)).toEqual([5, 5, 0]);
  });

  test('applies to the subscription that throttles, and no other', () => {
    const pauses = createPauses();
    pauses.record(step('one/hub', 'two/a'), 'subscription', 9);
    expect([step('one/x', 'two/y'), step('one/x', 'two/y', 'create'), step('two/y', 'one/x')].map(pauses.until)).toEqual([9, 9, 0]);
  });

  test('applies to the operations that a subscription throttles: Azure counts writes and deletions separately', () => {
    const pauses = createPauses();
    pauses.record(step('one/hub', 'two/a', 'sync'), 'writes', 9);
    const [create, remove, other] = [step('one/x', 'two/y', 'create'), step('one/x', 'two/y'), step('two/y', 'one/x', 'create')];
    expect([create, remove, other].map(pauses.until)).toEqual([9, 0, 0]);
  });

  test('applies to everything after a rejected sign-in; the longest pause wins', () => {
    const pauses = createPauses();
    pauses.record(step('s/hub', 's/a'), 'identity', 7);
    pauses.record(step('s/hub', 's/a'), 'identity', 3);
    expect(pauses.until(step('t/x', 't/y'))).toBe(7);
  });
});
