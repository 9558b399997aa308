import type { ResourceKey } from '@peerscape/shared/arm';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { type Draft, draftReducer, EMPTY_DRAFT, plannedActions } from './draft.ts';

const topology = topologyOf('vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16\nhub <-> spoke');
const keyOf = (name: string): ResourceKey => {
  const vnet = [...topology.vnets.values()].find((candidate) => candidate.name === name);
  if (!vnet) throw new Error(`The fixture has no VNet ${name}`);
  return vnet.key;
};
const [hub, spoke, lone] = [keyOf('hub'), keyOf('spoke'), keyOf('lone')];
const connect: Intent = { kind: 'connect', a: lone, b: hub };
const options = (flags: object): Intent => ({ kind: 'set-options', from: hub, to: spoke, flags });
const remove: Intent = { kind: 'delete', from: hub, to: spoke };

const after = (...intents: readonly Intent[]): Draft =>
  intents.reduce((draft, intent) => draftReducer(draft, { do: 'add', intents: [intent], topology }), EMPTY_DRAFT);

test('options of one half are merged into one intent', () => {
  expect(after(options({ allowForwarded: true }), options({ allowTransit: true })).intents).toEqual([
    options({ allowForwarded: true, allowTransit: true }),
  ]);
});

test('an option that is set back to its current value is dropped, and with the last one the intent', () => {
  const both = after(options({ allowForwarded: true, allowTransit: true }), options({ allowForwarded: false }));
  expect(both.intents).toEqual([options({ allowTransit: true })]);
  expect(draftReducer(both, { do: 'add', intents: [options({ allowTransit: false })], topology }).intents).toEqual([]);
});

test('options of both halves become one intent per half', () => {
  const both: Intent = { kind: 'set-options', from: spoke, to: hub, flags: { useRemoteGateways: true }, back: { allowTransit: true } };
  expect(after(both).intents).toEqual([
    { kind: 'set-options', from: spoke, to: hub, flags: { useRemoteGateways: true } },
    options({ allowTransit: true }),
  ]);
});

test('options of a drafted connection are merged into it', () => {
  const set: Intent = { kind: 'set-options', from: hub, to: lone, flags: { allowTransit: true } };
  expect(after(connect, set).intents).toEqual([{ ...connect, ba: { flags: { allowTransit: true } } }]);
});

test('deleting a peering that is only drafted removes it from the draft', () => {
  expect(after(connect, { kind: 'delete', from: hub, to: lone }).intents).toEqual([]);
});

test('the last intent for a half wins: a deletion replaces options, and options replace a deletion', () => {
  expect(after(options({ allowTransit: true }), remove).intents).toEqual([remove]);
  expect(after(remove, options({ allowTransit: true })).intents).toEqual([options({ allowTransit: true })]);
});

test('a connection and one of its halves replace each other: the last intent wins', () => {
  const half: Intent = { ...connect, only: 'half' };
  expect(after(half, connect).intents).toEqual([connect]);
  expect(after(connect, half).intents).toEqual([half]);
  expect(after(half, { kind: 'delete', from: lone, to: hub }).intents).toEqual([]);
});

test('adding the same intent twice has no effect and no undo step', () => {
  const draft = after(connect, connect);
  expect(draft.intents).toEqual([connect]);
  expect(draft.past).toHaveLength(1);
});

test('undo and redo cover adding, removing and clearing', () => {
  const full = after(connect, remove);
  const cleared = draftReducer(draftReducer(full, { do: 'remove', index: 0 }), { do: 'clear' });
  const back = draftReducer(draftReducer(cleared, { do: 'undo' }), { do: 'undo' });
  expect(back.intents).toEqual([connect, remove]);
  expect(draftReducer(draftReducer(back, { do: 'redo' }), { do: 'redo' }).intents).toEqual([]);
  expect(draftReducer(EMPTY_DRAFT, { do: 'undo' })).toBe(EMPTY_DRAFT);
  expect(draftReducer(EMPTY_DRAFT, { do: 'redo' })).toBe(EMPTY_DRAFT);
});

test('loading what another client has saved clears the undo history', () => {
  const loaded = draftReducer(after(connect), { do: 'load', intents: [remove] });
  expect(loaded).toEqual({ intents: [remove], past: [], future: [] });
});

test('plannedActions lists the action on each half', () => {
  const { steps } = makePlan(topology, after(connect, remove).intents);
  expect(Object.fromEntries(plannedActions(steps))).toEqual({
    [`${lone}>${hub}`]: 'create',
    [`${hub}>${lone}`]: 'create',
    [`${hub}>${spoke}`]: 'delete',
    [`${spoke}>${hub}`]: 'delete',
  });
});

test('intents are compared regardless of the order of their properties', () => {
  const fix: Intent = { kind: 'changes', changes: [{ kind: 'put-half', from: hub, to: lone }] };
  const stored = { changes: [{ to: lone, from: hub, kind: 'put-half' }], kind: 'changes' } as Intent;
  const draft = draftReducer(EMPTY_DRAFT, { do: 'add', intents: [fix] });
  expect(draftReducer(draft, { do: 'add', intents: [stored] })).toBe(draft);
  expect(draftReducer(draft, { do: 'load', intents: [stored] })).toBe(draft);
});
