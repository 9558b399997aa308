import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { applyPlan, type Intent, formatPlan } from '../plan/index.ts';
import { topologyOf, worldOf } from '../testing/in-world.ts';
import { buildTopology, namesIn, type Topology } from '../topology/index.ts';
import { type Goal, type GoalPlan, intentsFor } from './index.ts';

const VNETS = `
vnet hub 10.0.0.0/16 gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet own 10.4.0.0/16 gateway
vnet old 10.5.0.0/16 gateway
vnet twin 10.1.128.0/17
vnet theirs 10.9.0.0/16 hidden
`;

type At = (name: string) => ResourceKey;

interface Place {
  readonly topology: Topology;
  readonly at: At;
  readonly name: (key: ResourceKey) => string;
}

function place(text: string): Place {
  const topology = topologyOf(worldOf(VNETS + text));
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return { topology, at: (name) => nodes.find((node) => node.name === name)?.key ?? resourceKey(`/${name}`), name: namesIn(topology) };
}

/** What an intent says, in the words of a world. */
function said(name: Place['name'], intent: Intent): string {
  const tags = (flags: object = {}) => Object.entries(flags).map(([flag, value]) => ` ${value ? '' : 'no '}${flag}`);
  switch (intent.kind) {
    case 'connect':
    case 'repair': {
      const [near, far] = [intent.ab, intent.ba].map((wish) => `${wish?.name ? ` ${wish.name}` : ''}${tags(wish?.flags).join()}`);
      return `${intent.kind} ${name(intent.a)}${near} <-> ${name(intent.b)}${far}`;
    }
    case 'set-options':
      return `set ${name(intent.from)}->${name(intent.to)}${tags(intent.flags).join()}${intent.back ? ` |${tags(intent.back).join()}` : ''}`;
    case 'delete':
      return `delete ${name(intent.from)}<->${name(intent.to)}`;
    default:
      return intent.kind;
  }
}

interface Asked {
  readonly intents: readonly string[];
  readonly leftOut: readonly string[];
  readonly plan: GoalPlan;
  readonly here: Place;
}

function ask(world: string, goalIn: (at: At) => Goal, how: Parameters<typeof intentsFor>[2] = {}): Asked {
  const here = place(world);
  const plan = intentsFor(here.topology, goalIn(here.at), how);
  return { intents: plan.intents.map((intent) => said(here.name, intent)), leftOut: plan.leftOut.map(({ text }) => text), plan, here };
}

const mesh =
  (...names: string[]) =>
  (at: At): Goal => ({ kind: 'mesh', members: names.map(at) });
const hub =
  (through: 'nothing' | 'gateway' | 'appliance', of: string, ...spokes: string[]) =>
  (at: At): Goal => ({ kind: 'hub', hub: at(of), spokes: spokes.map(at), through });
const move =
  (from: string, to: string, ...spokes: string[]) =>
  (at: At): Goal => ({ kind: 'move', from: at(from), to: at(to), spokes: spokes.map(at) });
const siblings =
  (of: string, ...vnets: string[]) =>
  (at: At): Goal => ({ kind: 'siblings', hub: at(of), vnets: vnets.map(at) });

describe('a mesh', () => {
  it('asks for what is missing, repairs what is half-configured, and leaves alone what is right', () => {
    const { intents, plan } = ask('a <-> b\na -> c Initiated', mesh('a', 'b', 'c'));
    expect(intents).toEqual(['repair a <-> c', 'connect b <-> c']);
    expect([plan.missing, plan.halfConfigured, plan.right, plan.wrong, plan.extra].map(({ length }) => length)).toEqual([1, 1, 1, 0, 0]);
  });

  it('lets its members in where a half has access off, and says so as wrong', () => {
    const { intents, plan } = ask('a <-> b no-access |', mesh('a', 'b'));
    expect(intents).toEqual(['set a->b allowAccess']);
    expect(plan.wrong).toHaveLength(1);
  });

  it('never touches peerings with VNets outside of it', () => {
    expect(ask('a <-> hub\nb <-> hub no-access\na -> theirs', mesh('a', 'b')).intents).toEqual(['connect a <-> b']);
  });

  it('leaves out what cannot be read, what has vanished, and what overlaps, each with the reason', () => {
    const { intents, leftOut } = ask('a -> theirs', mesh('a', 'b', 'theirs', 'gone', 'twin'));
    expect(leftOut).toEqual([
      'gone is not there any more.',
      'theirs cannot be read, so its halves are not ours to write.',
      'a cannot be peered with b: it overlaps with twin, which the plan peers with b, too (10.1.0.0/16, 10.1.128.0/17).',
      'a and twin cannot be peered: their address spaces overlap in 10.1.0.0/16, 10.1.128.0/17.',
    ]);
    expect(intents).toEqual(['connect b <-> twin']);
  });

  it('prefers who is peered already to who overlaps with them', () => {
    expect(ask('a <-> b', mesh('a', 'b', 'twin')).intents).toEqual([]);
  });

  it.each([
    ['of one VNet', 1, 'A mesh needs two VNets or more. Pick others as well.'],
    ['of more than a hundred', 101, 'A mesh is made of at most 100 VNets, and these are 101. Take some out, or use a hub.'],
  ])('%s is refused', (_, size, refusal) => {
    const world = topologyOf(worldOf(`repeat 1..${size} vnet v{n} 10.{n}.0.0/16`));
    expect(intentsFor(world, { kind: 'mesh', members: [...world.vnets.keys()] })).toMatchObject({ refusal, intents: [] });
  });
});

describe('a hub with its spokes', () => {
  it('takes the place of the direct peerings between the spokes', () => {
    expect(ask('a <-> b\nb <-> c\na <-> hub', hub('nothing', 'hub', 'a', 'b', 'c')).intents).toEqual([
      'connect hub <-> b',
      'connect hub <-> c',
      'delete a<->b',
      'delete b<->c',
    ]);
  });

  it('lets them stand when that is said, and still tells of them', () => {
    const { intents, plan } = ask('a <-> b', hub('nothing', 'hub', 'a', 'b'), { isExact: false });
    expect(intents).toEqual(['connect hub <-> a', 'connect hub <-> b']);
    expect(plan.extra).toHaveLength(1);
  });

  it('offers its gateway and is used; options that are there already stay', () => {
    expect(ask('hub <-> a forwarded\nhub <-> b transit | use-gateways', hub('gateway', 'hub', 'a', 'b', 'c')).intents).toEqual([
      'set hub->a allowTransit | useRemoteGateways',
      'connect hub allowTransit <-> c useRemoteGateways',
    ]);
  });

  it('has spokes that accept what its appliance forwards, and says that routes are needed', () => {
    const { intents, plan } = ask('', hub('appliance', 'hub', 'a'));
    expect(intents).toEqual(['connect hub <-> a allowForwarded']);
    expect(plan.notes).toEqual([
      'No firewall or appliance was seen in hub. The options can be set; traffic flows only once there is one.',
      'Route tables must send the traffic of the spokes to it; this changes no route table.',
    ]);
  });

  it('lends its gateway neither to a VNet with one of its own nor to one that uses another’s; they keep what they have', () => {
    const { intents, leftOut } = ask(
      'old <-> a transit | use-gateways\na <-> own\na <-> b\nown <-> b',
      hub('gateway', 'hub', 'a', 'b', 'own'),
    );
    expect(leftOut).toEqual([
      'own cannot use the gateways of hub: it has a gateway of its own.',
      'a cannot use the gateways of both hub and old: Azure allows one.',
    ]);
    expect(intents).toEqual(['connect hub allowTransit <-> b useRemoteGateways']);
  });

  it('takes over a spoke whose gateway was another spoke’s, once that peering is deleted', () => {
    const world = 'own <-> a transit | use-gateways';
    const ends = { hub: 'hub', spokes: ['a', 'own'] };
    const { intents, leftOut } = ask(world, (at) => ({ kind: 'hub', hub: at(ends.hub), spokes: ends.spokes.map(at), through: 'gateway' }));
    // own has a gateway itself, so it stays out, and with it the deletion that would have freed a
    expect(leftOut).toHaveLength(2);
    expect(intents).toEqual([]);
    expect(ask(world, hub('nothing', 'hub', 'a', 'own')).intents).toEqual(['connect hub <-> a', 'connect hub <-> own', 'delete a<->own']);
  });

  it('without a gateway is refused in one sentence', () => {
    expect(ask('', hub('gateway', 'a', 'b', 'c')).plan.refusal).toBe(
      'a has no gateway that its spokes could use (RemoteVnetHasNoGateways).',
    );
  });

  it('is not refused for want of a gateway where the source does not include gateways', () => {
    const rows = { ...worldOf(VNETS).rows, missingKinds: ['gateways'] as const };
    const topology = buildTopology(rows);
    const at: At = (name) => [...topology.vnets.values()].find((node) => node.name === name)?.key ?? resourceKey(`/${name}`);
    expect(intentsFor(topology, { kind: 'hub', hub: at('a'), spokes: [at('b')], through: 'gateway' }).refusal).toBeUndefined();
  });

  it('that cannot be read is refused', () => {
    expect(ask('a -> theirs', hub('nothing', 'theirs', 'a')).plan.refusal).toContain('cannot be read');
  });
});

describe('moving spokes', () => {
  it('takes their options along; the old gateway is let go before the new one is used', () => {
    const { intents, plan, here } = ask('old <-> a transit | use-gateways forwarded\nold <-> b', move('old', 'hub', 'a', 'b'));
    expect(intents).toEqual([
      'connect hub allowTransit <-> a allowForwarded, useRemoteGateways',
      'connect hub <-> b',
      'delete old<->a',
      'delete old<->b',
    ]);
    const lines = formatPlan(plan.plan, here.name).split('\n');
    const placeOf = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(placeOf('- a->old')).toBeLessThan(placeOf('+ a->hub'));
    expect(plan.plan.blockers).toEqual([]);
  });

  it('leaves alone who cannot come along, with the old peering', () => {
    const { intents, leftOut } = ask('old <-> a transit | use-gateways\nold <-> b', move('old', 'c', 'a', 'b', 'hub'));
    expect(intents).toEqual(['connect c <-> b', 'delete old<->b']);
    expect(leftOut).toEqual(['hub is not peered with old.', 'a cannot use the gateways of c: it has none.']);
  });

  it('does not carry a peering of single subnets to a hub that has other subnets', () => {
    const world = 'subnet a/x 10.1.0.0/24\nsubnet old/y 10.5.0.0/24\na <-> old local-subnets=x remote-subnets=y';
    expect(ask(world, move('old', 'hub', 'a')).leftOut.join()).toContain('peer only some subnets');
  });

  it('goes from one hub to another', () => {
    expect(ask('', move('hub', 'hub', 'a')).plan.refusal).toBe('The hub to leave and the hub to move to are the same.');
  });
});

describe('adding as siblings are', () => {
  const FLEET = `repeat 1..3 vnet s{n} 10.2{n}.0.0/16
hub -> s1 Connected transit name=peer-hub-to-s1
s1 -> hub Connected use-gateways forwarded name=up
hub -> s2 Connected transit name=peer-hub-to-s2
s2 -> hub Connected use-gateways forwarded name=up
hub -> s3 Connected name=odd
s3 -> hub Connected forwarded name=up
`;

  it('follows the majority in options and names', () => {
    expect(ask(FLEET, siblings('hub', 'a')).intents).toEqual([
      'connect hub peer-hub-to-a allowTransit <-> a up allowForwarded, useRemoteGateways',
    ]);
  });

  it('sets right who is there already and differs', () => {
    expect(ask(FLEET, siblings('hub', 's3')).intents).toEqual(['set hub->s3 allowTransit | useRemoteGateways']);
  });

  it('gives a VNet with its own gateway no second one', () => {
    expect(ask(FLEET, siblings('hub', 'own')).leftOut).toEqual(['own cannot use the gateways of hub: it has a gateway of its own.']);
  });

  it('needs siblings', () => {
    expect(ask('', siblings('hub', 'a')).plan.refusal).toContain('hub has no other spokes whose example could be followed.');
  });
});

describe('names', () => {
  it('follow the pattern on new halves only', () => {
    expect(ask('a -> b Initiated', mesh('a', 'b', 'c'), { namePattern: 'to-{remote}.{local-region}' }).intents[0]).toBe(
      'repair a <-> b to-a.westeurope',
    );
  });

  it('that would be taken, too long or invalid are told before anything is sent', () => {
    const codes = (names: string, world = '') =>
      new Set(ask(world, mesh('a', 'b', 'c'), { namePattern: names }).plan.plan.blockers.map(({ code }) => code));
    expect(codes('peer')).toEqual(new Set(['name-taken']));
    expect(codes(`{remote}${'x'.repeat(80)}`)).toEqual(new Set(['name-invalid']));
    expect(codes('-{remote}')).toEqual(new Set(['name-invalid']));
    expect(codes('to-{remote}', 'hub -> a name=to-b\na -> hub')).toEqual(new Set());
    expect(codes('to-{remote}', 'a -> hub name=to-b\nhub -> a')).toEqual(new Set(['name-taken']));
  });

  it('with a word that means nothing are refused with those that do', () => {
    const { refusal, intents } = ask('', mesh('a', 'b'), { namePattern: '{spoke}-x' }).plan;
    expect(refusal).toContain('{spoke} means nothing here; there are {local}, {local-region}');
    expect(intents).toEqual([]);
    expect(ask('', mesh('a', 'b'), { namePattern: '{local' }).plan.refusal).toBe('A curly bracket has no partner.');
  });
});

it('a mesh of ten islands is 45 peerings, and as hub-and-spoke with a gateway it is 9', () => {
  const world = worldOf('vnet h 10.0.0.0/16 gateway\nrepeat 1..9 vnet v{n} 10.{n}.0.0/16');
  const topology = topologyOf(world);
  const [hubKey, ...spokes] = [...topology.vnets.keys()].sort();
  const first = intentsFor(topology, { kind: 'mesh', members: [...topology.vnets.keys()] });
  expect([first.missing.length, first.plan.counts.create]).toEqual([45, 90]);
  const meshed = applyPlan(world.rows, first.plan);
  expect(buildTopology(meshed).peerings.size).toBe(45);
  const second = intentsFor(buildTopology(meshed), { kind: 'hub', hub: hubKey ?? resourceKey('/'), spokes, through: 'gateway' });
  expect([second.plan.counts.update, second.plan.counts.delete, second.plan.blockers]).toEqual([18, 72, []]);
  expect(buildTopology(applyPlan(meshed, second.plan)).peerings.size).toBe(9);
});
