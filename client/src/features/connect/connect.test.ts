import type { ResourceKey } from '@peerscape/shared/arm';
import { makePlan } from '@peerscape/shared/plan';
import { expect, test } from 'vitest';
import { DEFAULT_HALF_OPTIONS } from '../../lib/state/option-switches.ts';
import { topologyOf } from '../../testing/worlds.ts';
import { canCreateSingleHalf, initialValues, toIntent } from './connect-values.ts';
import { describePlacement } from './describe-placement.ts';
import { isPresetOn, OPTION_PRESETS, setPreset } from './option-presets.ts';

const topology = topologyOf(
  'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16 region=northeurope\nvnet end 10.3.0.0/16\nhub <-> spoke\nspoke <-> end',
);
const keyOf = (name: string): ResourceKey => {
  const vnet = [...topology.vnets.values()].find((candidate) => candidate.name === name);
  if (!vnet) throw new Error(`The fixture has no VNet ${name}`);
  return vnet.key;
};
const [hub, spoke, lone] = [keyOf('hub'), keyOf('spoke'), keyOf('lone')];
const emptyPlan = makePlan(topology, []);

test('a preset switch sets options of both halves, and switching it off restores them', () => {
  const defaults = { hub: DEFAULT_HALF_OPTIONS, spoke: DEFAULT_HALF_OPTIONS };
  for (const preset of OPTION_PRESETS) {
    const on = setPreset(preset, true, defaults);
    expect([isPresetOn(preset, defaults), isPresetOn(preset, on)]).toEqual([false, true]);
    expect(setPreset(preset, false, on)).toEqual(defaults);
  }
});

test('a connection with default options names only its two ends', () => {
  const pair = { a: lone, b: hub };
  expect(toIntent(topology, pair, initialValues(topology, emptyPlan, pair))).toEqual({ kind: 'connect', ...pair });
});

test('a chosen name and a changed option are part of the intent', () => {
  const pair = { a: lone, b: hub };
  const values = {
    a: { name: ' to-hub ', flags: DEFAULT_HALF_OPTIONS },
    b: { name: '', flags: { ...DEFAULT_HALF_OPTIONS, allowTransit: true } },
  };
  expect(toIntent(topology, pair, values)).toEqual({
    kind: 'connect',
    ...pair,
    ab: { name: 'to-hub' },
    ba: { flags: { allowTransit: true } },
  });
});

test('only options are set for VNets that are already peered', () => {
  const pair = { a: hub, b: spoke };
  expect(toIntent(topology, pair, initialValues(topology, emptyPlan, pair))).toMatchObject({ kind: 'set-options', from: hub, to: spoke });
});

test('the form starts with drafted values', () => {
  const pair = { a: lone, b: hub };
  const drafted = makePlan(topology, [{ kind: 'connect', ...pair, ab: { flags: { allowForwarded: true } } }]);
  expect(initialValues(topology, drafted, pair).a.flags.allowForwarded).toBe(true);
});

test('the placement names one region or two', () => {
  expect(describePlacement(topology, { a: hub, b: spoke })[0]).toBe('Both in westeurope');
  expect(describePlacement(topology, { a: hub, b: lone })[0]).toBe('Across regions: westeurope and northeurope (global peering)');
});

test('a single half can be created while neither exists', () => {
  const pair = { a: lone, b: hub };
  expect(canCreateSingleHalf(topology, pair)).toBe(true);
  expect(canCreateSingleHalf(topology, { a: hub, b: spoke })).toBe(false);
  const values = {
    a: { name: '', flags: DEFAULT_HALF_OPTIONS },
    b: { name: 'mine', flags: { ...DEFAULT_HALF_OPTIONS, allowTransit: true } },
    only: 'b',
  } as const;
  const intent = toIntent(topology, pair, values);
  expect(intent).toEqual({ kind: 'connect', a: hub, b: lone, ab: { name: 'mine', flags: { allowTransit: true } }, only: 'half' });
  const plan = makePlan(topology, [intent]);
  expect(plan.steps.map(({ action, half, expects }) => [action, half.from, half.to, expects])).toMatchObject([
    ['create', hub, lone, expect.anything()],
  ]);
  expect(initialValues(topology, plan, pair).only).toBe('b');
});
