import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { applyPlan, formatPlan, type Intent } from '../plan/index.ts';
import { toFixture, visibleTopology } from '../testing/fixtures.ts';
import { buildTopology, createNamer, type Namer, type Topology } from '../topology/index.ts';
import { type Goal, type GoalPlan, planGoal, type Through } from './index.ts';

const VNETS = `
vnet hub 10.0.0.0/16 gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet own 10.4.0.0/16 gateway
vnet old 10.5.0.0/16 gateway
vnet inside-a 10.1.128.0/17
vnet theirs 10.9.0.0/16 hidden
`;

type At = (name: string) => ResourceKey;

interface Fixture {
  readonly topology: Topology;
  readonly at: At;
  readonly nameOf: Namer;
}

function createFixture(text: string): Fixture {
  const topology = visibleTopology(toFixture(VNETS + text));
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return {
    topology,
    at: (name) => nodes.find((node) => node.name === name)?.key ?? resourceKey(`/${name}`),
    nameOf: createNamer(topology),
  };
}

/** Formats an intent with the names of the fixture. */
function formatIntent(nameOf: Namer, intent: Intent): string {
  const tags = (flags: object = {}) => Object.entries(flags).map(([flag, value]) => ` ${value ? '' : 'no '}${flag}`);
  switch (intent.kind) {
    case 'connect':
    case 'repair': {
      const [ab, ba] = [intent.ab, intent.ba].map((half) => `${half?.name ? ` ${half.name}` : ''}${tags(half?.flags).join()}`);
      return `${intent.kind} ${nameOf(intent.a)}${ab} <-> ${nameOf(intent.b)}${ba}`;
    }
    case 'set-options':
      return `set ${nameOf(intent.from)}->${nameOf(intent.to)}${tags(intent.flags).join()}${intent.back ? ` |${tags(intent.back).join()}` : ''}`;
    case 'delete':
      return `delete ${nameOf(intent.from)}<->${nameOf(intent.to)}`;
    default:
      return intent.kind;
  }
}

interface PlannedGoal {
  readonly intents: readonly string[];
  readonly leftOut: readonly string[];
  readonly goalPlan: GoalPlan;
  readonly fixture: Fixture;
}

function plan(world: string, goalOf: (at: At) => Goal, options: Parameters<typeof planGoal>[2] = {}): PlannedGoal {
  const fixture = createFixture(world);
  const goalPlan = planGoal(fixture.topology, goalOf(fixture.at), options);
  return {
    intents: goalPlan.intents.map((intent) => formatIntent(fixture.nameOf, intent)),
    leftOut: goalPlan.leftOut.map(({ text }) => text),
    goalPlan,
    fixture,
  };
}

const mesh =
  (...names: string[]) =>
  (at: At): Goal => ({ kind: 'mesh', members: names.map(at) });
const hub =
  (through: Through, of: string, ...spokes: string[]) =>
  (at: At): Goal => ({ kind: 'hub', hub: at(of), spokes: spokes.map(at), through });
const move =
  (from: string, to: string, ...spokes: string[]) =>
  (at: At): Goal => ({ kind: 'move', from: at(from), to: at(to), spokes: spokes.map(at) });
const siblings =
  (of: string, ...vnets: string[]) =>
  (at: At): Goal => ({ kind: 'siblings', hub: at(of), vnets: vnets.map(at) });

describe('a mesh', () => {
  it('connects missing pairs, repairs half-configured ones, and leaves correct ones alone', () => {
    const { intents, goalPlan } = plan('a <-> b\na -> c Initiated', mesh('a', 'b', 'c'));
    expect(intents).toEqual(['repair a <-> c', 'connect b <-> c']);
    expect([goalPlan.missing, goalPlan.halfConfigured, goalPlan.right, goalPlan.wrong, goalPlan.extra].map(({ length }) => length)).toEqual(
      [1, 1, 1, 0, 0],
    );
  });

  it('turns on access where a half has it off, and reports that half as wrong', () => {
    const { intents, goalPlan } = plan('a <-> b no-access |', mesh('a', 'b'));
    expect(intents).toEqual(['set a->b allowAccess']);
    expect(goalPlan.wrong).toHaveLength(1);
  });

  it('never changes peerings with VNets outside of the mesh', () => {
    expect(plan('a <-> hub\nb <-> hub no-access\na -> theirs', mesh('a', 'b')).intents).toEqual(['connect a <-> b']);
  });

  it('leaves out VNets that cannot be read, no longer exist or overlap, each with the reason', () => {
    const { intents, leftOut } = plan('a -> theirs', mesh('a', 'b', 'theirs', 'gone', 'inside-a'));
    expect(leftOut).toEqual([
      'gone no longer exists.',
      'theirs cannot be read, so its halves cannot be written from here.',
      'a cannot be peered with b: 10.1.0.0/16 (a) overlaps 10.1.128.0/17 (inside-a), and the plan also peers inside-a with b.',
      'a and inside-a cannot be peered: 10.1.0.0/16 (a) overlaps 10.1.128.0/17 (inside-a).',
    ]);
    expect(intents).toEqual(['connect b <-> inside-a']);
  });

  it('prefers VNets that are already peered to VNets that overlap them', () => {
    expect(plan('a <-> b', mesh('a', 'b', 'inside-a')).intents).toEqual([]);
  });

  it.each([
    ['of one VNet', 1, 'A mesh needs at least two VNets. Select more VNets.'],
    ['of more than a hundred', 101, 'A mesh can have at most 100 VNets, but 101 are selected. Remove some, or use a hub.'],
  ])('%s is refused', (_, size, refusal) => {
    const world = visibleTopology(toFixture(`repeat 1..${size} vnet v{n} 10.{n}.0.0/16`));
    expect(planGoal(world, { kind: 'mesh', members: [...world.vnets.keys()] })).toMatchObject({ refusal, intents: [] });
  });
});

describe('a hub with its spokes', () => {
  it('replaces the direct peerings between the spokes', () => {
    expect(plan('a <-> b\nb <-> c\na <-> hub', hub('nothing', 'hub', 'a', 'b', 'c')).intents).toEqual([
      'connect hub <-> b',
      'connect hub <-> c',
      'delete a<->b',
      'delete b<->c',
    ]);
  });

  it('keeps the direct peerings when it is not exact, and still reports them', () => {
    const { intents, goalPlan } = plan('a <-> b', hub('nothing', 'hub', 'a', 'b'), { isExact: false });
    expect(intents).toEqual(['connect hub <-> a', 'connect hub <-> b']);
    expect(goalPlan.extra).toHaveLength(1);
  });

  it('sets gateway transit on both sides, and keeps options that are already set', () => {
    expect(plan('hub <-> a forwarded\nhub <-> b transit | use-gateways', hub('gateway', 'hub', 'a', 'b', 'c')).intents).toEqual([
      'set hub->a allowTransit | useRemoteGateways',
      'connect hub allowTransit <-> c useRemoteGateways',
    ]);
  });

  it('lets spokes allow the forwarded traffic of its appliance, and notes that routes are needed', () => {
    const { intents, goalPlan } = plan('', hub('appliance', 'hub', 'a'));
    expect(intents).toEqual(['connect hub <-> a allowForwarded']);
    expect(goalPlan.notes).toEqual([
      'No firewall or appliance was found in hub. The options can be set, but traffic flows only once there is one.',
      'Route tables must send the traffic of the spokes to the firewall or appliance. Peerscape does not change route tables.',
    ]);
  });

  it('leaves out VNets that have their own gateway or use another hub’s gateway', () => {
    const { intents, leftOut } = plan(
      'old <-> a transit | use-gateways\na <-> own\na <-> b\nown <-> b',
      hub('gateway', 'hub', 'a', 'b', 'own'),
    );
    expect(leftOut).toEqual([
      'own cannot use hub’s gateway: own has its own gateway.',
      'a cannot use the gateways of both hub and old: a VNet can use the gateway of one remote VNet only.',
    ]);
    expect(intents).toEqual(['connect hub allowTransit <-> b useRemoteGateways']);
  });

  it('takes over a spoke that used another spoke’s gateway once that peering is deleted', () => {
    const world = 'own <-> a transit | use-gateways';
    const ends = { hub: 'hub', spokes: ['a', 'own'] };
    const { intents, leftOut } = plan(world, (at) => ({ kind: 'hub', hub: at(ends.hub), spokes: ends.spokes.map(at), through: 'gateway' }));
    // own has its own gateway, so it is left out, and with it the deletion that a depends on
    expect(leftOut).toHaveLength(2);
    expect(intents).toEqual([]);
    expect(plan(world, hub('nothing', 'hub', 'a', 'own')).intents).toEqual(['connect hub <-> a', 'connect hub <-> own', 'delete a<->own']);
  });

  it('is refused without a gateway', () => {
    expect(plan('', hub('gateway', 'a', 'b', 'c')).goalPlan.refusal).toBe(
      'a has no gateway for its spokes to use (RemoteVnetHasNoGateways).',
    );
  });

  it('sets the options of the gateway and of the appliance together', () => {
    const { intents, goalPlan } = plan('', hub('both', 'hub', 'a'));
    expect(intents).toEqual(['connect hub allowTransit <-> a useRemoteGateways, allowForwarded']);
    expect(goalPlan.notes).toHaveLength(2);
    expect(plan('', hub('both', 'a', 'b')).goalPlan.refusal).toBe('a has no gateway for its spokes to use (RemoteVnetHasNoGateways).');
  });

  it('says that it is not known whether the hub has a gateway', () => {
    const topology = buildTopology({ ...toFixture(VNETS).rows, missingKinds: ['gateways'] });
    const at: At = (name) => [...topology.vnets.values()].find((node) => node.name === name)?.key ?? resourceKey(`/${name}`);
    const { notes } = planGoal(topology, { kind: 'hub', hub: at('a'), spokes: [at('b')], through: 'both' });
    expect(notes[0]).toBe(
      'It is not known whether a has a gateway: the source does not include virtual network gateways. Azure rejects the use of a gateway that does not exist.',
    );
  });

  it('is not refused when the source does not include gateways', () => {
    const rows = { ...toFixture(VNETS).rows, missingKinds: ['gateways'] as const };
    const topology = buildTopology(rows);
    const at: At = (name) => [...topology.vnets.values()].find((node) => node.name === name)?.key ?? resourceKey(`/${name}`);
    expect(planGoal(topology, { kind: 'hub', hub: at('a'), spokes: [at('b')], through: 'gateway' }).refusal).toBeUndefined();
  });

  it.each([
    [[], 'No firewall or appliance was found in a.'],
    [['firewalls'], 'It is not known whether a has a firewall or an appliance: the source does not include firewalls.'],
    [
      ['firewalls', 'appliances'],
      'It is not known whether a has a firewall or an appliance: the source does not include firewalls and network interfaces.',
    ],
  ] as const)('says of an appliance what the source shows, without %j', (missingKinds, text) => {
    const topology = buildTopology({ ...toFixture(VNETS).rows, missingKinds });
    const at: At = (name) => [...topology.vnets.values()].find((node) => node.name === name)?.key ?? resourceKey(`/${name}`);
    const { notes } = planGoal(topology, { kind: 'hub', hub: at('a'), spokes: [at('b')], through: 'appliance' });
    expect(notes[0]).toBe(`${text} The options can be set, but traffic flows only once there is one.`);
  });

  it('is refused when the hub cannot be read', () => {
    expect(plan('a -> theirs', hub('nothing', 'theirs', 'a')).goalPlan.refusal).toContain('cannot be read');
  });
});

describe('moving spokes', () => {
  it('keeps their options, and stops using the old gateway before it uses the new one', () => {
    const { intents, goalPlan, fixture } = plan('old <-> a transit | use-gateways forwarded\nold <-> b', move('old', 'hub', 'a', 'b'));
    expect(intents).toEqual([
      'connect hub allowTransit <-> a allowForwarded, useRemoteGateways',
      'connect hub <-> b',
      'delete old<->a',
      'delete old<->b',
    ]);
    const lines = formatPlan(goalPlan.plan, fixture.nameOf).split('\n');
    const positionOf = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(positionOf('- a->old')).toBeLessThan(positionOf('+ a->hub'));
    expect(goalPlan.plan.blockers).toEqual([]);
  });

  it('leaves out spokes that cannot move, and keeps their old peering', () => {
    const { intents, leftOut } = plan('old <-> a transit | use-gateways\nold <-> b', move('old', 'c', 'a', 'b', 'hub'));
    expect(intents).toEqual(['connect c <-> b', 'delete old<->b']);
    expect(leftOut).toEqual(['hub is not peered with old.', 'a cannot use c’s gateway: c has no gateway.']);
  });

  it('does not move a peering of subnets to a hub with other subnets', () => {
    const world = 'subnet a/x 10.1.0.0/24\nsubnet old/y 10.5.0.0/24\na <-> old local-subnets=x remote-subnets=y';
    expect(plan(world, move('old', 'hub', 'a')).leftOut.join()).toContain('peer only some subnets');
  });

  it('is refused when both hubs are the same', () => {
    expect(plan('', move('hub', 'hub', 'a')).goalPlan.refusal).toBe('The current hub and the new hub are the same. Choose another hub.');
  });
});

describe('adding to a hub with the settings of its spokes', () => {
  const FLEET = `repeat 1..3 vnet s{n} 10.2{n}.0.0/16
hub -> s1 Connected transit name=peer-hub-to-s1
s1 -> hub Connected use-gateways forwarded name=up
hub -> s2 Connected transit name=peer-hub-to-s2
s2 -> hub Connected use-gateways forwarded name=up
hub -> s3 Connected name=odd
s3 -> hub Connected forwarded name=up
`;

  it('copies the options and names of the majority', () => {
    expect(plan(FLEET, siblings('hub', 'a')).intents).toEqual([
      'connect hub peer-hub-to-a allowTransit <-> a up allowForwarded, useRemoteGateways',
    ]);
  });

  it('corrects an existing spoke that differs', () => {
    expect(plan(FLEET, siblings('hub', 's3')).intents).toEqual(['set hub->s3 allowTransit | useRemoteGateways']);
  });

  it('leaves out a VNet with its own gateway', () => {
    expect(plan(FLEET, siblings('hub', 'own')).leftOut).toEqual(['own cannot use hub’s gateway: own has its own gateway.']);
  });

  it('is refused without other spokes', () => {
    expect(plan('', siblings('hub', 'a')).goalPlan.refusal).toContain('hub has no other spokes to copy settings from.');
  });
});

describe('names', () => {
  it('follow the pattern for new halves only', () => {
    expect(plan('a -> b Initiated', mesh('a', 'b', 'c'), { namePattern: 'to-{remote}.{local-region}' }).intents[0]).toBe(
      'repair a <-> b to-a.westeurope',
    );
  });

  it('that are taken, too long or invalid become blockers', () => {
    const codes = (names: string, world = '') =>
      new Set(plan(world, mesh('a', 'b', 'c'), { namePattern: names }).goalPlan.plan.blockers.map(({ code }) => code));
    expect(codes('peer')).toEqual(new Set(['name-taken']));
    expect(codes(`{remote}${'x'.repeat(80)}`)).toEqual(new Set(['name-invalid']));
    expect(codes('-{remote}')).toEqual(new Set(['name-invalid']));
    expect(codes('to-{remote}', 'hub -> a name=to-b\na -> hub')).toEqual(new Set());
    expect(codes('to-{remote}', 'a -> hub name=to-b\nhub -> a')).toEqual(new Set(['name-taken']));
  });

  it('with an unknown placeholder are refused with the list of known ones', () => {
    const { refusal, intents } = plan('', mesh('a', 'b'), { namePattern: '{spoke}-x' }).goalPlan;
    expect(refusal).toContain('{spoke} is not a known placeholder. Use {local}, {local-region}');
    expect(intents).toEqual([]);
    expect(plan('', mesh('a', 'b'), { namePattern: '{local' }).goalPlan.refusal).toBe('The pattern has an unmatched curly brace.');
  });
});

it('plans a mesh of ten islands with 45 peerings, and the hub-and-spoke with a gateway with 9', () => {
  const world = toFixture('vnet h 10.0.0.0/16 gateway\nrepeat 1..9 vnet v{n} 10.{n}.0.0/16');
  const topology = visibleTopology(world);
  const [hubKey, ...spokes] = [...topology.vnets.keys()].sort();
  const first = planGoal(topology, { kind: 'mesh', members: [...topology.vnets.keys()] });
  expect([first.missing.length, first.plan.counts.create]).toEqual([45, 90]);
  const meshed = applyPlan(world.rows, first.plan);
  expect(buildTopology(meshed).peerings.size).toBe(45);
  const second = planGoal(buildTopology(meshed), { kind: 'hub', hub: hubKey ?? resourceKey('/'), spokes, through: 'gateway' });
  expect([second.plan.counts.update, second.plan.counts.delete, second.plan.blockers]).toEqual([18, 72, []]);
  expect(buildTopology(applyPlan(meshed, second.plan)).peerings.size).toBe(9);
});

describe('VNets that Azure Virtual Network Manager connects', () => {
  const GROUP = 'group avnm a b c';

  it('are not counted as missing in a mesh, and peered only on request', () => {
    const { intents, goalPlan } = plan(GROUP, mesh('a', 'b', 'c', 'own'));
    expect(intents).toEqual(['connect a <-> own', 'connect b <-> own', 'connect c <-> own']);
    expect([goalPlan.missing.length, goalPlan.connected.length]).toEqual([3, 3]);
    const all = plan(GROUP, mesh('a', 'b', 'c', 'own'), { peersConnected: true });
    expect([all.intents.length, all.goalPlan.connected.length]).toEqual([6, 3]);
  });

  it('are repaired where a half exists', () => {
    expect(plan(`${GROUP}\na -> b Initiated`, mesh('a', 'b', 'c')).intents).toEqual(['repair a <-> b']);
  });

  it('are peered with a hub whose gateway they use, because only halves have that option', () => {
    const world = 'group avnm hub a';
    expect(plan(world, hub('gateway', 'hub', 'a')).intents).toHaveLength(1);
    expect(plan(world, hub('nothing', 'hub', 'a')).intents).toEqual([]);
  });

  it('are not connected in another region, unless the group is global', () => {
    const far = 'vnet far 10.20.0.0/16 region=eastus\n';
    expect(plan(`${far}group avnm a far`, mesh('a', 'far')).intents).toHaveLength(1);
    expect(plan(`${far}group avnm a far global`, mesh('a', 'far')).intents).toEqual([]);
  });

  it('are not known when the source does not include connected groups', () => {
    const topology = buildTopology({ ...toFixture(VNETS).rows, missingKinds: ['connectedGroups'] });
    const { notes } = planGoal(topology, { kind: 'mesh', members: [...topology.vnets.keys()] });
    expect(notes).toContain(
      'It is not known which of these VNets Azure Virtual Network Manager connects: the source does not include its connected groups.',
    );
  });
});

describe('the cost of a goal', () => {
  const costOf = (world: string, goalOf: (at: At) => Goal) => plan(world, goalOf).goalPlan.cost;
  const ASSUMPTIONS = 'List prices, excluding tax, gateways and firewalls. Peerings themselves are free.';

  it('is that of each peering, and of two peerings through the hub', () => {
    expect(costOf('', mesh('a', 'b'))).toBe(`Estimate: $0.02 per GB over each peering, in either direction. ${ASSUMPTIONS}`);
    expect(costOf('vnet far 10.20.0.0/16 region=eastus', hub('both', 'hub', 'a', 'b', 'far'))).toBe(
      `Estimate: $0.02 to $0.07 per GB over each peering, in either direction. Between two spokes through the hub: $0.04 to $0.09, because it crosses two peerings. ${ASSUMPTIONS}`,
    );
  });

  it('is not known for regions without a known price, and absent without peerings', () => {
    expect(costOf('vnet gov 10.20.0.0/16 region=usgovvirginia', mesh('a', 'gov'))).toBe(
      'Traffic is charged per GB at both ends. The prices of some of these regions are not known.',
    );
    expect(costOf('', mesh('a'))).toBeUndefined();
  });
});
