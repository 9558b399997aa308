import type { ResourceKey } from '@peerscape/shared/arm';
import { makePlan } from '@peerscape/shared/plan';
import { expect, test } from 'vitest';
import { NEW_HALF } from '../../lib/state/option-wishes.ts';
import { topologyOf } from '../../testing/worlds.ts';
import { placesOf } from './places.ts';
import { holds, PRESETS, withPreset } from './presets.ts';
import { canWriteOne, intentOf, startOf } from './wanted.ts';

const topology = topologyOf(
  'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16 region=northeurope\nvnet end 10.3.0.0/16\nhub <-> spoke\nspoke <-> end',
);
const keyOf = (name: string): ResourceKey => {
  const found = [...topology.vnets.values()].find((vnet) => vnet.name === name);
  if (!found) throw new Error(`The world of this test has no ${name}`);
  return found.key;
};
const [hub, spoke, lone] = [keyOf('hub'), keyOf('spoke'), keyOf('lone')];
const nothing = makePlan(topology, []);

test('one switch sets both halves, and taken back leaves them as they were', () => {
  const plain = { hub: NEW_HALF, spoke: NEW_HALF };
  for (const preset of PRESETS) {
    const on = withPreset(preset, true, plain);
    expect([holds(preset, plain), holds(preset, on)]).toEqual([false, true]);
    expect(withPreset(preset, false, on)).toEqual(plain);
  }
});

test('a plain connection says no more than its two ends', () => {
  const pair = { a: lone, b: hub };
  expect(intentOf(topology, pair, startOf(topology, nothing, pair))).toEqual({ kind: 'connect', ...pair });
});

test('a name and an option that were chosen stand in the intent', () => {
  const pair = { a: lone, b: hub };
  const wanted = { a: { name: ' to-hub ', flags: NEW_HALF }, b: { name: '', flags: { ...NEW_HALF, allowTransit: true } } };
  expect(intentOf(topology, pair, wanted)).toEqual({
    kind: 'connect',
    ...pair,
    ab: { name: 'to-hub' },
    ba: { flags: { allowTransit: true } },
  });
});

test('of VNets that are peered only the options are set', () => {
  const pair = { a: hub, b: spoke };
  expect(intentOf(topology, pair, startOf(topology, nothing, pair))).toMatchObject({ kind: 'set-options', from: hub, to: spoke });
});

test('a sheet that is opened again begins with what is drafted', () => {
  const pair = { a: lone, b: hub };
  const drafted = makePlan(topology, [{ kind: 'connect', ...pair, ab: { flags: { allowForwarded: true } } }]);
  expect(startOf(topology, drafted, pair).a.flags.allowForwarded).toBe(true);
});

test('where the two stand is told: one region or two', () => {
  expect(placesOf(topology, { a: hub, b: spoke })[0]).toBe('Both in westeurope');
  expect(placesOf(topology, { a: hub, b: lone })[0]).toBe('Between regions: westeurope and northeurope (global peering)');
});

test('one half alone can be written while neither is there, and only of VNets that were read', () => {
  const pair = { a: lone, b: hub };
  expect(canWriteOne(topology, pair)).toBe(true);
  expect(canWriteOne(topology, { a: hub, b: spoke })).toBe(false);
  const wanted = { a: { name: '', flags: NEW_HALF }, b: { name: 'mine', flags: { ...NEW_HALF, allowTransit: true } }, only: 'b' } as const;
  const intent = intentOf(topology, pair, wanted);
  expect(intent).toEqual({ kind: 'connect', a: hub, b: lone, ab: { name: 'mine', flags: { allowTransit: true } }, only: 'half' });
  const plan = makePlan(topology, [intent]);
  expect(plan.steps.map(({ action, half, expects }) => [action, half.from, half.to, expects])).toMatchObject([
    ['create', hub, lone, expect.anything()],
  ]);
  expect(startOf(topology, plan, pair).only).toBe('b');
});
