import type { RoleOverrides } from '@peerscape/shared/shapes';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { type GoalChoices, resolveGoal } from './resolve-goal.ts';
import { createSketch, MAX_DOTS } from './sketch-geometry.ts';

const topology = topologyOf(`vnet hub 10.0.0.0/16 gateway
vnet other 10.1.0.0/16 firewall=10.1.0.4
vnet far 10.2.0.0/16 region=eastus gateway
vnet a 10.3.0.0/16
vnet b 10.4.0.0/16
vnet c 10.5.0.0/16
vnet new 10.6.0.0/16 region=eastus
vnet d 10.8.0.0/16
vnet near 10.7.0.0/16 region=eastus
hub <-> a
hub <-> b
other <-> b
hub <-> c
far <-> near
other <-> d`);

const key = (name: string) => {
  const found = [...topology.vnets.values()].find((vnet) => vnet.name === name);
  if (!found) throw new Error(`The fixture of this test has no ${name}`);
  return found.key;
};
const nameOf = (of: string | undefined) => [...topology.vnets.values()].find((vnet) => vnet.key === of)?.name;

function choose(
  kind: Parameters<typeof resolveGoal>[1],
  members: readonly string[],
  choices: Partial<GoalChoices> = {},
  roleOverrides: RoleOverrides = new Map(),
) {
  const { hub, hubs, from, goal } = resolveGoal({ topology, roleOverrides }, kind, members.map(key), {
    hub: '',
    from: undefined,
    through: 'nothing',
    ...choices,
  });
  return { hub: nameOf(hub), from: nameOf(from), hubs: hubs.map((candidate) => nameOf(candidate.key)), goal };
}

test('guesses a hub among the VNets, and uses the chosen hub while it is one of them', () => {
  expect(choose('hub', ['a', 'hub', 'b']).hub).toBe('hub');
  expect(choose('hub', ['a', 'hub', 'b'], { hub: key('b') }).hub).toBe('b');
  expect(choose('hub', ['a', 'hub'], { hub: key('b') }).hub).toBe('hub');
});

test('moves spokes away from the hub that most of them are peered with, to a detected hub or a selected VNet that does not move', () => {
  const { from, hubs, goal } = choose('move', ['a', 'b', 'c']);
  expect(from).toBe('hub');
  expect([...hubs].sort()).toEqual(['far', 'other']);
  expect(goal?.kind === 'move' && goal.spokes.includes(goal.to)).toBe(false);
  expect(choose('move', ['new']).goal).toBeUndefined();
  expect(choose('move', ['a', 'new']).hubs).toContain('new');
});

test('guesses the hub when a link names one of another estate', () => {
  expect(choose('hub', ['a', 'hub', 'b'], { hub: '/subscriptions/of/another/estate' }).hub).toBe('hub');
});

test('lists hubs set manually first, and does not offer VNets set to “not a hub” for other goals', () => {
  const roleOverrides = new Map([
    [key('far'), 'not-a-hub'],
    [key('b'), 'hub'],
  ] as const);
  expect(choose('hub', ['a', 'hub', 'b'], {}, roleOverrides).hub).toBe('b');
  expect(choose('move', ['a', 'c'], {}, roleOverrides)).toMatchObject({ from: 'hub', hub: 'b' });
  expect(choose('move', ['a', 'c'], {}, roleOverrides).hubs).not.toContain('far');
  expect(choose('siblings', ['new'], {}, roleOverrides).hubs).not.toContain('far');
});

test('moves spokes away from the hub that most of them are peered with, even if another hub has a higher confidence', () => {
  expect(choose('move', ['b', 'd']).from).toBe('other');
});

test('adds VNets to a hub that has spokes, in the same region first, or to a hub that is selected with them', () => {
  expect(choose('siblings', ['new']).hub).toBe('far');
  expect(choose('siblings', ['near']).hub).toBe('hub');
  // a VNet that only contains a firewall is more likely one of those to add
  expect(choose('siblings', ['new', 'other']).hub).toBe('hub');
  expect(choose('siblings', ['new', 'hub']).hub).toBe('hub');
  expect(choose('siblings', ['new', 'hub']).goal).toEqual({ kind: 'siblings', hub: key('hub'), vnets: [key('new')] });
});

test('draws the hub of a sketch at the centre, and no line to a VNet that is not drawn', () => {
  const many = topologyOf('repeat 1..80 vnet v{n} 10.{n}.0.0/16');
  const [hub, ...spokes] = [...many.vnets.keys()];
  if (!hub) throw new Error('The fixture of this test has VNets');
  const { spots, lines } = createSketch({ members: [hub, ...spokes], hub, peered: [] }, 'hub');
  expect(spots[0]).toEqual({ key: hub, x: 0, y: 0, isHub: true });
  expect([spots.length, lines.length]).toEqual([MAX_DOTS, MAX_DOTS - 1]);
});
