import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { buildTopology } from '../topology/index.ts';
import { readWorld } from '../world/index.ts';
import { type Intent, makePlan, type Plan } from './index.ts';

/** Plans intents on a fixture; `at` returns the key of a VNet. */
function plan(text: string, intents: (at: (name: string) => ResourceKey) => readonly Intent[]): Plan {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  const topology = buildTopology(world.value.rows);
  return makePlan(
    topology,
    intents((name) => {
      const vnet = [...topology.vnets.values()].find((one) => one.name === name);
      if (!vnet) throw new Error(`There is no VNet ${name}`);
      return vnet.key;
    }),
  );
}

const lastName = (key: string): string => key.split('/').at(-1) ?? '';

/** Returns the step on one half, with the halves that it waits for as `action from>to`. */
function stepOf({ steps }: Plan, action: string, from: string, to: string) {
  const nameOf = (step: (typeof steps)[number]) => `${step.action} ${lastName(step.half.from)}>${lastName(step.half.to)}`;
  const index = steps.findIndex((step) => nameOf(step) === `${action} ${from}>${to}`);
  const needs = steps[index]?.needs ?? [];
  return { index, reason: steps[index]?.reason, waitsFor: steps.filter(({ id }) => needs.includes(id)).map(nameOf) };
}

/** Names of eight VNets whose peerings make a group of more than eight steps. */
const OTHERS = Array.from({ length: 8 }, (_, i) => `s${i}`);
const VNETS = `vnet hub 10.0.0.0/16 gateway\nvnet old 10.1.0.0/16 gateway\nvnet a 10.2.0.0/16\nvnet twin 10.3.0.0/16\nvnet same 10.3.0.0/16\n${OTHERS.map((name, i) => `vnet ${name} 10.1${i}.0.0/16\n`).join('')}`;

describe('the order of many steps at one VNet', () => {
  it('ends the use of one gateway before it starts that of another', () => {
    const result = plan(`${VNETS}a <-> old use-gateways | transit\n`, (at) => [
      { kind: 'set-options', from: at('a'), to: at('old'), flags: { useRemoteGateways: false } },
      { kind: 'connect', a: at('a'), b: at('hub'), ab: { flags: { useRemoteGateways: true } }, ba: { flags: { allowTransit: true } } },
      ...OTHERS.map((name): Intent => ({ kind: 'connect', a: at('a'), b: at(name) })),
    ]);
    expect(stepOf(result, 'create', 'a', 'hub').waitsFor).toContain('update a>old');
  });

  it('removes a peering before that with an overlapping VNet is created', () => {
    const result = plan(`${VNETS}hub <-> twin\n`, (at) => [
      { kind: 'delete', from: at('hub'), to: at('twin') },
      { kind: 'connect', a: at('hub'), b: at('same') },
      ...OTHERS.map((name): Intent => ({ kind: 'connect', a: at('hub'), b: at(name) })),
    ]);
    for (const [from, to] of [
      ['hub', 'same'],
      ['same', 'hub'],
    ] as const)
      expect(stepOf(result, 'create', from, to)).toMatchObject({ reason: 'overlapping-peer-must-go-first', waitsFor: ['delete hub>twin'] });
  });

  it('deletes all peerings of a VNet without free places before it creates one', () => {
    const SPOKES = Array.from({ length: 500 }, (_, i) => `p${i}`);
    const full = SPOKES.map((name, i) => `vnet ${name} 11.${i >> 8}.${i & 255}.0/24\nhub <-> ${name}\n`).join('');
    const deletions = SPOKES.slice(0, 9);
    const result = plan(`${VNETS}${full}`, (at) => [
      ...deletions.map((name): Intent => ({ kind: 'delete', from: at('hub'), to: at(name) })),
      { kind: 'connect', a: at('hub'), b: at('a') },
    ]);
    expect(stepOf(result, 'create', 'hub', 'a')).toMatchObject({
      reason: 'room-must-be-made-first',
      waitsFor: deletions.map((name) => `delete hub>${name}`),
    });
    expect(stepOf(result, 'create', 'a', 'hub').waitsFor).toEqual([]);
  });

  it('creates and deletes in any order while there are free places', () => {
    const result = plan(`${VNETS}hub <-> twin\n`, (at) => [
      { kind: 'delete', from: at('hub'), to: at('twin') },
      { kind: 'connect', a: at('hub'), b: at('a') },
    ]);
    expect(stepOf(result, 'create', 'hub', 'a').waitsFor).toEqual([]);
  });
});
