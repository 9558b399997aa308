import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { toFixture } from '../testing/fixtures.ts';
import { type AttachedKind, buildTopology, createNamer, type Topology } from '../topology/index.ts';
import { readWorld, visibleRows } from '../world/index.ts';
import { formatPlan, type Intent, makePlan } from './index.ts';

type At = (name: string) => ResourceKey;

function fixture(text: string): { topology: Topology; at: At } {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  const topology = buildTopology(visibleRows(world.value));
  const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
  return { topology, at: (name) => nodes.find((node) => node.name === name)?.key ?? resourceKey(name) };
}

const VNETS = `
vnet hub 10.0.0.0/16 gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.2.128.0/17
vnet z 10.3.0.0/16 gateway
vnet theirs 10.9.0.0/16 hidden
vnet gone 10.8.0.0/16 deleted
`;

/** Returns the lines of the plan for these intents. */
function planLines(world: string, ...intents: readonly ((at: At) => Intent)[]): readonly string[] {
  const { topology, at } = fixture(VNETS + world);
  return formatPlan(
    makePlan(
      topology,
      intents.map((intent) => intent(at)),
    ),
    createNamer(topology),
  ).split('\n');
}

const connect =
  (a: string, b: string, more: object = {}) =>
  (at: At): Intent => ({ kind: 'connect', a: at(a), b: at(b), ...more });
const set =
  (from: string, to: string, flags: object, back?: object) =>
  (at: At): Intent => ({ kind: 'set-options', from: at(from), to: at(to), flags, ...(back && { back }) });
const remove =
  (from: string, to: string, only?: 'half') =>
  (at: At): Intent => ({ kind: 'delete', from: at(from), to: at(to), ...(only && { only }) });
const sync =
  (from: string, to: string, only?: 'half') =>
  (at: At): Intent => ({ kind: 'sync', from: at(from), to: at(to), ...(only && { only }) });
const repair =
  (a: string, b: string) =>
  (at: At): Intent => ({ kind: 'repair', a: at(a), b: at(b) });
const recreate =
  (from: string, to: string, flags: object = {}) =>
  (at: At): Intent => ({
    kind: 'changes',
    changes: [
      { kind: 'delete-half', from: at(from), to: at(to) },
      { kind: 'put-half', from: at(from), to: at(to), flags },
    ],
  });

const viaGateway = { ab: { flags: { useRemoteGateways: true } }, ba: { flags: { allowTransit: true } } };

type Case = readonly [title: string, world: string, intents: readonly ((at: At) => Intent)[], plan: readonly string[]];

describe('a plan, in the order that Azure accepts', () => {
  it.each<Case>([
    [
      'a hub allows gateway transit before a new spoke uses its gateway',
      '',
      [connect('a', 'hub', viaGateway)],
      [
        '1 + hub->a  (asked-for)',
        '2 + a->hub  (gateway-must-be-offered-first)  after create hub->a',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a hub allows gateway transit before an existing spoke uses its gateway',
      'hub <-> a',
      [set('a', 'hub', { useRemoteGateways: true }, { allowTransit: true })],
      [
        '1 ~ hub->a  (asked-for)',
        '2 ~ a->hub  (gateway-must-be-offered-first)  after update hub->a',
        'Plan: 0 to create, 2 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a spoke stops using the gateway before the hub stops allowing transit',
      'hub <-> a transit | use-gateways',
      [set('a', 'hub', { useRemoteGateways: false }, { allowTransit: false })],
      [
        '1 ~ a->hub  (asked-for)',
        '2 ~ hub->a  (gateway-must-be-released-first)  after update a->hub',
        'Plan: 0 to create, 2 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'the half that uses a gateway is deleted before the one that allows transit',
      'hub <-> a transit | use-gateways',
      [remove('hub', 'a')],
      [
        '1 - a->hub  (asked-for)',
        '2 - hub->a  (gateway-must-be-released-first)  after delete a->hub',
        'Plan: 0 to create, 0 to update, 0 to sync, 2 to delete',
      ],
    ],
    [
      'a single half is deleted on request',
      'hub <-> a',
      [remove('hub', 'a', 'half')],
      ['1 - hub->a  (asked-for)', 'Plan: 0 to create, 0 to update, 0 to sync, 1 to delete'],
    ],
    [
      'a Disconnected half is written again before its counterpart is created',
      'hub -> a Disconnected',
      [repair('a', 'hub')],
      [
        '1 ~ hub->a  (dead-half-is-written-again)',
        '2 + a->hub  (dead-half-first)  after update hub->a',
        'Plan: 1 to create, 1 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a Disconnected half that used a gateway is written without it first, and uses it once transit is allowed',
      'a -> hub Disconnected use-gateways',
      [repair('a', 'hub')],
      [
        '1 ~ a->hub  (dead-half-is-written-again)',
        '2 + hub->a  (dead-half-first)  after update a->hub',
        '3 ~ a->hub  (gateway-waits-for-its-offer)  after create hub->a',
        'Plan: 1 to create, 2 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'of two Disconnected halves, the one that allows transit comes first',
      'a -> hub Disconnected use-gateways\nhub -> a Disconnected transit',
      [repair('a', 'hub')],
      [
        '1 ~ hub->a  (dead-half-is-written-again)',
        '2 ~ a->hub  (dead-half-is-written-again)  after update hub->a',
        'Plan: 0 to create, 2 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a missing half is created, and allows transit only when its counterpart uses a gateway',
      'a -> hub Initiated',
      [repair('a', 'hub')],
      ['1 + hub->a  (asked-for)', 'Plan: 1 to create, 0 to update, 0 to sync, 0 to delete'],
    ],
    [
      'of two Initiated halves, one is written',
      'a -> hub Initiated\nhub -> a Initiated',
      [repair('a', 'hub')],
      ['1 ~ a->hub  (halves-do-not-see-each-other)', 'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete'],
    ],
    [
      'a repair syncs the half that is out of sync',
      'a -> hub Connected learned=10.4.0.0/16\nhub -> a Connected',
      [repair('a', 'hub')],
      ['1 = a->hub  (asked-for)', 'Plan: 0 to create, 0 to update, 1 to sync, 0 to delete'],
    ],
    [
      'two halves that are out of sync are both synced',
      'a -> hub Connected learned=10.4.0.0/16\nhub -> a Connected learned=10.5.0.0/16',
      [sync('a', 'hub')],
      ['1 = a->hub  (asked-for)', '2 = hub->a  (asked-for)', 'Plan: 0 to create, 0 to update, 2 to sync, 0 to delete'],
    ],
    ['a peering that is in sync is not synced', 'a <-> hub', [sync('a', 'hub')], ['Plan: nothing to do']],
    [
      'a spoke stops using one gateway before it uses another',
      'hub <-> a transit | use-gateways\nz <-> a',
      [set('a', 'hub', { useRemoteGateways: false }), set('a', 'z', { useRemoteGateways: true }, { allowTransit: true })],
      [
        '1 ~ a->hub  (asked-for)',
        '2 ~ z->a  (asked-for)',
        '3 ~ a->z  (gateway-must-be-offered-first)  after update z->a, update a->hub',
        'Plan: 0 to create, 3 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'an overlapping peer is removed before the other is added',
      'hub <-> b',
      [remove('hub', 'b'), connect('hub', 'c')],
      [
        '1 - b->hub  (asked-for)',
        '2 - hub->b  (asked-for)',
        '3 + c->hub  (overlapping-peer-must-go-first)  after delete hub->b',
        '4 + hub->c  (overlapping-peer-must-go-first)  after delete hub->b',
        'Plan: 2 to create, 0 to update, 0 to sync, 2 to delete',
      ],
    ],
    [
      'both halves are deleted before either is recreated',
      'hub <-> a transit | use-gateways',
      [recreate('hub', 'a', { allowTransit: true }), recreate('a', 'hub')],
      [
        '1 - a->hub  (asked-for)',
        '2 - hub->a  (gateway-must-be-released-first)  after delete a->hub',
        '3 + hub->a  (one-write-after-the-other)  after delete hub->a',
        '4 + a->hub  (gateway-must-be-offered-first)  after create hub->a',
        'Plan: 2 to create, 0 to update, 0 to sync, 2 to delete',
      ],
    ],
    [
      'the counterpart of a recreated half is written in between, and uses the gateway last',
      'hub <-> a transit | use-gateways',
      [recreate('hub', 'a', { allowTransit: true })],
      [
        '1 - hub->a  (asked-for)',
        '2 ~ a->hub  (twin-is-made-anew)  after delete hub->a',
        '3 + hub->a  (twin-must-be-back-first)  after update a->hub',
        '4 ~ a->hub  (gateway-waits-for-its-offer)  after create hub->a',
        'Plan: 1 to create, 2 to update, 0 to sync, 1 to delete',
      ],
    ],
    [
      'a name is reused after the half that had it is deleted',
      'hub -> b Initiated name=x',
      [remove('hub', 'b'), connect('hub', 'a', { ab: { name: 'x' } })],
      [
        '1 + a->hub  (asked-for)',
        '2 - hub->b  (asked-for)',
        '3 + hub->a  (name-must-be-free)  after delete hub->b',
        'Plan: 2 to create, 0 to update, 0 to sync, 1 to delete',
      ],
    ],
    [
      'connecting writes a Disconnected half again first',
      'hub -> a Disconnected',
      [connect('hub', 'a', {})],
      [
        '1 ~ hub->a  (dead-half-is-written-again)',
        '2 + a->hub  (dead-half-first)  after update hub->a',
        'Plan: 1 to create, 1 to update, 0 to sync, 0 to delete',
      ],
    ],
    [
      'changes that the owner must make are handed off',
      'hub -> theirs Initiated',
      [repair('hub', 'theirs')],
      ['Plan: nothing to do', '> put-half theirs->hub'],
    ],
    [
      'a Disconnected half to a deleted VNet can be deleted',
      'hub -> gone Disconnected',
      [remove('hub', 'gone')],
      ['1 - hub->gone  (asked-for)', 'Plan: 0 to create, 0 to update, 0 to sync, 1 to delete'],
    ],
    [
      'an existing peering needs no step, and a note says so',
      'hub <-> a',
      [connect('hub', 'a')],
      ['Plan: nothing to do', 'i already-peered: a and hub are already peered.'],
    ],
    [
      'a half whose last write failed is written again',
      'hub -> a Connected failed\na -> hub Connected',
      [repair('hub', 'a')],
      ['1 ~ hub->a  (last-write-failed)', 'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete'],
    ],
  ])('%s', (_, world, intents, plan) => {
    expect(planLines(world, ...intents)).toEqual(plan);
  });
});

describe('a plan lists what Azure would reject and what could not be checked', () => {
  it.each<Case>([
    [
      'a sync without a half',
      'a -> hub',
      [sync('a', 'hub')],
      ['Plan: nothing to do', '! sync-needs-both-halves: hub has no half to a to sync. Repair the peering instead.'],
    ],
    [
      'an overlap with the peer of a Disconnected half',
      'hub -> b Disconnected',
      [connect('hub', 'c')],
      [
        '1 + c->hub  (asked-for)',
        '2 + hub->c  (asked-for)',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
        '! overlaps-with-peer: c cannot be peered with hub: 10.2.128.0/17 (c) overlaps 10.2.0.0/16 (b). hub → b is Disconnected. Azure still counts its address range. Delete hub → b to free it.',
      ],
    ],
    [
      'a write while the counterpart stays Disconnected',
      'hub -> a Disconnected',
      [(at: At): Intent => ({ kind: 'changes', changes: [{ kind: 'put-half', from: at('a'), to: at('hub') }] })],
      [
        '1 + a->hub  (asked-for)',
        'Plan: 1 to create, 0 to update, 0 to sync, 0 to delete',
        '! remote-is-disconnected: hub → a is Disconnected, so Azure rejects every write to a → hub. Repair the peering: hub → a must be written again or deleted first.',
      ],
    ],
    [
      'conditions of a ghost that could not be checked',
      'hub -> gone Disconnected',
      [repair('hub', 'gone')],
      [
        '1 ~ hub->gone  (dead-half-is-written-again)',
        'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete',
        '? peers-unread: The other peerings of gone are not known. Azure rejects the peering if hub overlaps one of its other peers.',
        '? prefixes-as-learned: Overlaps were checked against the address space of gone as seen by its peers (10.8.0.0/16); it may have changed.',
        '? remote-unread: gone cannot be read, so it is not known whether it still exists.',
        '? right-unread: Azure also requires Microsoft.Network/virtualNetworks/peer/action on gone. Whether you have this permission was not checked.',
        '> put-half gone->hub',
      ],
    ],
    [
      'gateway transit of a ghost that could not be checked',
      'hub <-> theirs',
      [set('hub', 'theirs', { useRemoteGateways: true }, { allowTransit: true })],
      [
        '1 ~ hub->theirs  (asked-for)',
        'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete',
        '! own-gateway: hub cannot use theirs’s gateway: hub has its own gateway.',
        '? gateway-unread: It is not known whether theirs has a gateway.',
        '? peers-unread: The other peerings of theirs are not known. Azure rejects the peering if hub overlaps one of its other peers.',
        '? prefixes-as-learned: Overlaps were checked against the address space of theirs as seen by its peers (10.9.0.0/16); it may have changed.',
        '? remote-unread: theirs cannot be read, so it is not known whether it still exists.',
        '? right-unread: Azure also requires Microsoft.Network/virtualNetworks/peer/action on theirs. Whether you have this permission was not checked.',
        '? transit-unread: It is not known whether theirs allows gateway transit to hub.',
        '> put-half theirs->hub',
      ],
    ],
    ['a VNet with itself', '', [connect('hub', 'hub')], ['Plan: nothing to do', '! self-peering: hub cannot be peered with itself.']],
    [
      'two contradictory intents',
      'hub <-> a',
      [set('hub', 'a', { allowForwarded: true }), set('hub', 'a', { allowForwarded: false })],
      [
        '1 ~ hub->a  (asked-for)',
        'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete',
        '! wishes-contradict: The draft contains contradictory changes to hub → a. Undo one of them.',
      ],
    ],
    [
      'a change to a half that is to be deleted',
      'hub <-> a',
      [set('hub', 'a', { allowForwarded: true }), remove('a', 'hub')],
      [
        '1 - a->hub  (asked-for)',
        '2 - hub->a  (asked-for)',
        'Plan: 0 to create, 0 to update, 0 to sync, 2 to delete',
        '! wishes-contradict: The draft contains contradictory changes to hub → a. Undo one of them.',
      ],
    ],
    [
      'overlapping address spaces',
      '',
      [connect('b', 'c')],
      [
        '1 + b->c  (asked-for)',
        '2 + c->b  (asked-for)',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
        '! spaces-overlap: b and c cannot be peered: 10.2.0.0/16 (b) overlaps 10.2.128.0/17 (c).',
      ],
    ],
    [
      'a change between whole VNets and subnets',
      'hub <-> a',
      [set('hub', 'a', { completeVnets: false })],
      [
        '1 ~ hub->a  (asked-for)',
        'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete',
        '! kind-is-fixed: hub → a cannot change between peering whole VNets and peering subnets after it is created. Delete both halves and create them again; traffic between the VNets stops in the meantime.',
      ],
    ],
    [
      'a second half under another name',
      'hub <-> a',
      [connect('hub', 'a', { ab: { name: 'x' } })],
      [
        'Plan: nothing to do',
        '! another-half-exists: hub already has a half to a, named hub-a. Azure cannot rename it and rejects a second one named x.',
        'i already-peered: a and hub are already peered.',
      ],
    ],
    [
      'the name of another half',
      'hub <-> a',
      [connect('hub', 'b', { ab: { name: 'hub-a' } })],
      [
        '1 + b->hub  (asked-for)',
        '2 + hub->b  (asked-for)',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
        '! name-taken: hub already has a half named hub-a, to a. Choose another name for the half to b: a write under this name would overwrite the other half.',
      ],
    ],
    [
      'an invalid name',
      'hub <-> a',
      [connect('hub', 'b', { ab: { name: '-hub' } })],
      [
        '1 + b->hub  (asked-for)',
        '2 + hub->b  (asked-for)',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
        '! name-invalid: "-hub" is not a valid name for a half. Use 1 to 80 letters, digits, ".", "-" or "_"; start with a letter or digit, and do not end with "." or "-".',
      ],
    ],
    [
      'a remote gateway for a VNet with its own',
      '',
      [connect('z', 'hub', viaGateway)],
      [
        '1 + hub->z  (asked-for)',
        '2 + z->hub  (gateway-must-be-offered-first)  after create hub->z',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
        '! own-gateway: z cannot use hub’s gateway: z has its own gateway.',
      ],
    ],
    [
      'a gateway of a VNet without one',
      '',
      [connect('a', 'b', viaGateway)],
      [
        '1 + b->a  (asked-for)',
        '2 + a->b  (gateway-must-be-offered-first)  after create b->a',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
        '! no-remote-gateway: a cannot use b’s gateway: b has no gateway.',
      ],
    ],
    [
      'the gateways of two VNets',
      'hub <-> a transit | use-gateways',
      [connect('a', 'z', viaGateway)],
      [
        '1 + z->a  (asked-for)',
        '2 + a->z  (gateway-must-be-offered-first)  after create z->a',
        'Plan: 2 to create, 0 to update, 0 to sync, 0 to delete',
        '! second-remote-gateway: a cannot use the gateways of both hub and z: a VNet can use the gateway of one remote VNet only.',
      ],
    ],
    [
      'a gateway without transit',
      'hub <-> a',
      [set('a', 'hub', { useRemoteGateways: true })],
      [
        '1 ~ a->hub  (asked-for)',
        'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete',
        '! transit-not-offered: a cannot use hub’s gateway: hub → a does not allow gateway transit.',
      ],
    ],
    [
      'transit turned off while the gateway is used',
      'hub <-> a transit | use-gateways',
      [set('hub', 'a', { allowTransit: false })],
      [
        '1 ~ hub->a  (asked-for)',
        'Plan: 0 to create, 1 to update, 0 to sync, 0 to delete',
        '! transit-in-use: hub → a cannot stop allowing gateway transit while a uses hub’s gateway.',
      ],
    ],
    [
      'an option of a half that does not exist',
      '',
      [set('hub', 'a', { allowTransit: false })],
      [
        '1 + hub->a  (asked-for)',
        'Plan: 1 to create, 0 to update, 0 to sync, 0 to delete',
        '! half-missing: The half hub → a does not exist. Connect the two VNets instead.',
      ],
    ],
  ])('%s', (_, world, intents, plan) => {
    expect(planLines(world, ...intents)).toEqual(plan);
  });
});

describe('a gateway that the remote VNet does not seem to have', () => {
  const use = (missingKinds: readonly AttachedKind[]) => {
    const world = readWorld(`${VNETS}a <-> b`);
    if (!world.ok) throw new Error(world.problem);
    const topology = buildTopology({ ...visibleRows(world.value), missingKinds });
    const at: At = (name) => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? resourceKey(name);
    const { blockers, unchecked } = makePlan(topology, [set('a', 'b', { useRemoteGateways: true }, { allowTransit: true })(at)]);
    return [blockers.map(({ code }) => code), unchecked.map(({ code }) => code)];
  };

  it('blocks the plan where gateways and Route Servers were read', () => {
    expect(use([])).toEqual([['no-remote-gateway'], []]);
  });

  it.each(['gateways', 'routeServers'] as const)('is left unchecked where the source does not include %s', (kind) => {
    expect(use([kind])).toEqual([[], ['gateway-unread']]);
  });

  it('is left unchecked for the user of the gateway, too', () => {
    const { rows } = toFixture(`${VNETS}hub <-> a transit |`);
    const topology = buildTopology({ ...rows, missingKinds: ['gateways'] });
    const at: At = (name) => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? resourceKey(name);
    const { unchecked } = makePlan(topology, [set('a', 'hub', { useRemoteGateways: true }, { allowTransit: true })(at)]);
    expect(unchecked.map(({ text }) => text)).toEqual([
      'It is not known whether a has a gateway of its own, with which it cannot use a remote one.',
    ]);
  });
});
