import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, type HalfRow, type TopologyRows } from '../topology/index.ts';
import { visibleRows } from '../world/index.ts';
import { applyPlan, type Intent, isResult, makePlan, moved, type Step } from './index.ts';

const VNETS = 'vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\n';

interface Case {
  readonly before: readonly (HalfRow | undefined)[];
  readonly after: readonly (HalfRow | undefined)[];
  readonly steps: readonly Step[];
}

/** Returns the steps of an intent in a fixture, with the half of each before and after the plan. */
function caseOf(text: string, intent: (hub: ResourceKey, a: ResourceKey) => Intent): Case {
  const rows = visibleRows(toFixture(VNETS + text));
  const key = (name: string) => [...buildTopology(rows).vnets.values()].find((vnet) => vnet.name === name)?.key ?? resourceKey(name);
  const { steps } = makePlan(rows, [intent(key('hub'), key('a'))]);
  const halves = (of: TopologyRows) => steps.map(({ half }) => of.halves.find(({ id }) => resourceKey(id) === resourceKey(half.id)));
  return { steps, before: halves(rows), after: halves(applyPlan(rows, { steps })) };
}

describe('isResult', () => {
  const cases: readonly (readonly [string, string, (hub: ResourceKey, a: ResourceKey) => Intent])[] = [
    ['both halves are created', '', (hub, a) => ({ kind: 'connect', a: hub, b: a })],
    ['an option is set', 'hub <-> a', (hub, a) => ({ kind: 'set-options', from: hub, to: a, flags: { allowForwarded: true } })],
    ['both halves are deleted', 'hub <-> a', (hub, a) => ({ kind: 'delete', from: hub, to: a })],
    ['a Disconnected half is written again', 'hub -> a Disconnected', (hub, a) => ({ kind: 'repair', a: hub, b: a })],
  ];
  it.each(cases)('%s: true after the step and false before', (_, text, intent) => {
    const { steps, before, after } = caseOf(text, intent);
    expect(steps.length).toBeGreaterThan(0);
    for (const [i, step] of steps.entries()) expect([isResult(step, before[i]), isResult(step, after[i])]).toEqual([false, true]);
  });

  it('is false while Azure is still working on the half and when that failed', () => {
    const { steps, after } = caseOf('', (hub, a) => ({ kind: 'connect', a: hub, b: a }));
    const [step] = steps;
    const [half] = after;
    if (!step || !half) throw new Error('the plan has no step');
    expect(isResult(step, { ...half, provisioningState: 'Updating' })).toBe(false);
    expect(isResult(step, { ...half, provisioningState: 'Failed' })).toBe(false);
  });

  it('is true for a half that is reconnected after its counterpart was deleted once it is Initiated', () => {
    const { steps, before } = caseOf('hub <-> a', (hub, a) => ({ kind: 'set-options', from: hub, to: a, flags: { allowForwarded: true } }));
    const [update] = steps;
    const [half] = before;
    if (!update || !half) throw new Error('the plan has no step');
    const rewrite: Step = { ...update, changed: [], write: half };
    expect(isResult(rewrite, { ...half, state: 'Initiated' })).toBe(true);
    const connecting: Step = { ...rewrite, expects: { kind: 'half', half: { ...half, state: 'Initiated' } } };
    expect([isResult(connecting, { ...half, state: 'Initiated' }), isResult(connecting, half)]).toEqual([false, true]);
  });

  it('is true for a sync once the half has learned the current address space', () => {
    const half: HalfRow = {
      id: '/h',
      remoteId: '/r',
      state: 'Connected',
      sync: 'LocalNotInSync',
      allowAccess: true,
      allowForwarded: false,
      allowTransit: false,
      useRemoteGateways: false,
      remoteLearned: ['10.0.0.0/16'],
      remoteCurrent: ['10.0.0.0/16', '10.5.0.0/16'],
    };
    const { steps } = caseOf('hub <-> a', (hub, a) => ({ kind: 'set-options', from: hub, to: a, flags: { allowForwarded: true } }));
    const [update] = steps;
    if (!update) throw new Error('the plan has no step');
    const sync: Step = { ...update, action: 'sync', changed: [], write: { ...half } };
    expect(isResult(sync, half)).toBe(false);
    expect(isResult(sync, { ...half, sync: 'RemoteNotInSync', remoteLearned: ['10.5.0.0/16', '10.0.0.0/16'] })).toBe(true);
  });
});

describe('findDrift', () => {
  const { before } = caseOf('hub <-> a', (hub, a) => ({ kind: 'delete', from: hub, to: a }));
  const [half] = before;
  if (!half) throw new Error('the fixture has no half');

  it('returns nothing when the half is as expected, whatever its etag', () => {
    expect(moved(half, { ...half, etag: 'W/"other"' }, { byOwnHand: false })).toEqual([]);
    expect(moved(undefined, undefined, { byOwnHand: false })).toEqual([]);
  });

  it('names changed settings and state, creation, deletion and another remote', () => {
    expect(moved(half, { ...half, allowForwarded: true, state: 'Disconnected' }, { byOwnHand: false })).toEqual([
      'allowForwarded',
      'state',
    ]);
    expect(moved(half, undefined, { byOwnHand: false })).toEqual(['deleted']);
    expect(moved(undefined, half, { byOwnHand: false })).toEqual(['created']);
    expect(moved(half, { ...half, remoteId: '/other' }, { byOwnHand: false })).toEqual(['remoteId']);
  });

  it('leaves out the state when the plan itself changed it', () => {
    expect(moved(half, { ...half, state: 'Disconnected' }, { byOwnHand: true })).toEqual([]);
  });
});
