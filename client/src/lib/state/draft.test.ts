import type { ResourceKey } from '@peerscape/shared/arm';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { type Draft, draftReducer, EMPTY_DRAFT, plannedOf } from './draft.ts';

const topology = topologyOf('vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16\nhub <-> spoke');
const keyOf = (name: string): ResourceKey => {
  const found = [...topology.vnets.values()].find((vnet) => vnet.name === name);
  if (!found) throw new Error(`The world of this test has no ${name}`);
  return found.key;
};
const [hub, spoke, lone] = [keyOf('hub'), keyOf('spoke'), keyOf('lone')];
const connect: Intent = { kind: 'connect', a: lone, b: hub };
const options = (flags: object): Intent => ({ kind: 'set-options', from: hub, to: spoke, flags });
const remove: Intent = { kind: 'delete', from: hub, to: spoke };

const after = (...intents: readonly Intent[]): Draft =>
  intents.reduce((draft, intent) => draftReducer(draft, { do: 'add', intents: [intent], topology }), EMPTY_DRAFT);

test('options of one half are one intent, however often they are set', () => {
  expect(after(options({ allowForwarded: true }), options({ allowTransit: true })).intents).toEqual([
    options({ allowForwarded: true, allowTransit: true }),
  ]);
});

test('an option set back to what it is drops out, and the intent with the last of them', () => {
  const both = after(options({ allowForwarded: true, allowTransit: true }), options({ allowForwarded: false }));
  expect(both.intents).toEqual([options({ allowTransit: true })]);
  expect(draftReducer(both, { do: 'add', intents: [options({ allowTransit: false })], topology }).intents).toEqual([]);
});

test('options of both halves become an intent for each', () => {
  const both: Intent = { kind: 'set-options', from: spoke, to: hub, flags: { useRemoteGateways: true }, back: { allowTransit: true } };
  expect(after(both).intents).toEqual([
    { kind: 'set-options', from: spoke, to: hub, flags: { useRemoteGateways: true } },
    options({ allowTransit: true }),
  ]);
});

test('options of a connection that is only drafted are written into it', () => {
  const set: Intent = { kind: 'set-options', from: hub, to: lone, flags: { allowTransit: true } };
  expect(after(connect, set).intents).toEqual([{ ...connect, ba: { flags: { allowTransit: true } } }]);
});

test('deleting what was only drafted leaves nothing of it', () => {
  expect(after(connect, { kind: 'delete', from: hub, to: lone }).intents).toEqual([]);
});

test('the last word about a half counts: a deletion takes the place of its options, and options that of a deletion', () => {
  expect(after(options({ allowTransit: true }), remove).intents).toEqual([remove]);
  expect(after(remove, options({ allowTransit: true })).intents).toEqual([options({ allowTransit: true })]);
});

test('of a connection and one half of it, the last word counts', () => {
  const half: Intent = { ...connect, only: 'half' };
  expect(after(half, connect).intents).toEqual([connect]);
  expect(after(connect, half).intents).toEqual([half]);
  expect(after(half, { kind: 'delete', from: lone, to: hub }).intents).toEqual([]);
});

test('the same wish twice is one wish, and no step to undo', () => {
  const draft = after(connect, connect);
  expect(draft.intents).toEqual([connect]);
  expect(draft.past).toHaveLength(1);
});

test('undo and redo walk through all that was added, removed and cleared', () => {
  const full = after(connect, remove);
  const cleared = draftReducer(draftReducer(full, { do: 'remove', index: 0 }), { do: 'clear' });
  const back = draftReducer(draftReducer(cleared, { do: 'undo' }), { do: 'undo' });
  expect(back.intents).toEqual([connect, remove]);
  expect(draftReducer(draftReducer(back, { do: 'redo' }), { do: 'redo' }).intents).toEqual([]);
  expect(draftReducer(EMPTY_DRAFT, { do: 'undo' })).toBe(EMPTY_DRAFT);
  expect(draftReducer(EMPTY_DRAFT, { do: 'redo' })).toBe(EMPTY_DRAFT);
});

test('what somebody else has kept cannot be undone into what was here before', () => {
  const loaded = draftReducer(after(connect), { do: 'load', intents: [remove] });
  expect(loaded).toEqual({ intents: [remove], past: [], future: [] });
});

test('the map is told what the plan does to each half', () => {
  const { steps } = makePlan(topology, after(connect, remove).intents);
  expect(Object.fromEntries(plannedOf(steps))).toEqual({
    [`${lone}>${hub}`]: 'create',
    [`${hub}>${lone}`]: 'create',
    [`${hub}>${spoke}`]: 'delete',
    [`${spoke}>${hub}`]: 'delete',
  });
});

test('the same wish is one wish, in whatever order its properties come back from where it was kept', () => {
  const fix: Intent = { kind: 'changes', changes: [{ kind: 'put-half', from: hub, to: lone }] };
  const kept = { changes: [{ to: lone, from: hub, kind: 'put-half' }], kind: 'changes' } as Intent;
  const draft = draftReducer(EMPTY_DRAFT, { do: 'add', intents: [fix] });
  expect(draftReducer(draft, { do: 'add', intents: [kept] })).toBe(draft);
  expect(draftReducer(draft, { do: 'load', intents: [kept] })).toBe(draft);
});
