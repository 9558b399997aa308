import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { type AttachedKind, buildTopology, namesIn, type Topology } from '../topology/index.ts';
import { readWorld, visibleRows } from '../world/index.ts';
import { type Intent, makePlan, planAsText } from './index.ts';

type At = (name: string) => ResourceKey;

function inWorld(text: string): { topology: Topology; at: At } {
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

/** The plan as text. */
function text(world: string, ...wants: readonly ((at: At) => Intent)[]): readonly string[] {
  const { topology, at } = inWorld(VNETS + world);
  return planAsText(
    makePlan(
      topology,
      wants.map((want) => want(at)),
    ),
    namesIn(topology),
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
const anew =
  (from: string, to: string, flags: object = {}) =>
  (at: At): Intent => ({
    kind: 'changes',
    changes: [
      { kind: 'delete-half', from: at(from), to: at(to) },
      { kind: 'put-half', from: at(from), to: at(to), flags },
    ],
  });

const borrow = { ab: { flags: { useRemoteGateways: true } }, ba: { flags: { allowTransit: true } } };

type Case = readonly [title: string, world: string, wants: readonly ((at: At) => Intent)[], plan: readonly string[]];

describe('a plan, in the order that Azure accepts', () => {
  it.each<Case>([
    [
      'a hub offers its gateway before a new spoke uses it',
      '',
      [connect('a', 'hub', borrow)],
      [
        '1 + hub->a  (asked-for)',
        '2 + a->hub  (gateway-must-be-offered-first)  after create hub->a',
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'and before a spoke that is there uses it',
      'hub <-> a',
      [set('a', 'hub', { useRemoteGateways: true }, { allowTransit: true })],
      [
        '1 ~ hub->a  (asked-for)',
        '2 ~ a->hub  (gateway-must-be-offered-first)  after update hub->a',
        'Plan: 0 to create, 2 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a spoke lets go of the gateway before the hub withdraws it',
      'hub <-> a transit | use-gateways',
      [set('a', 'hub', { useRemoteGateways: false }, { allowTransit: false })],
      [
        '1 ~ a->hub  (asked-for)',
        '2 ~ hub->a  (gateway-must-be-released-first)  after update a->hub',
        'Plan: 0 to create, 2 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'the half that uses a gateway is deleted before the one that offers it',
      'hub <-> a transit | use-gateways',
      [remove('hub', 'a')],
      [
        '1 - a->hub  (asked-for)',
        '2 - hub->a  (gateway-must-be-released-first)  after delete a->hub',
        'Plan: 0 to create, 0 to change, 0 to sync, 2 to delete',
      ],
    ],
    [
      'one half is deleted alone when that is asked for',
      'hub <-> a',
      [remove('hub', 'a', 'half')],
      ['1 - hub->a  (asked-for)', 'Plan: 0 to create, 0 to change, 0 to sync, 1 to delete'],
    ],
    [
      'a dead half is written again before its twin is made',
      'hub -> a Disconnected',
      [repair('a', 'hub')],
      [
        '1 ~ hub->a  (dead-half-is-written-again)',
        '2 + a->hub  (dead-half-first)  after update hub->a',
        'Plan: 1 to create, 1 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a dead half that used a gateway comes back without it, and borrows it once it is offered',
      'a -> hub Disconnected use-gateways',
      [repair('a', 'hub')],
      [
        '1 ~ a->hub  (dead-half-is-written-again)',
        '2 + hub->a  (dead-half-first)  after update a->hub',
        '3 ~ a->hub  (gateway-waits-for-its-offer)  after create hub->a',
        'Plan: 1 to create, 2 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'of two dead halves the one that offers a gateway comes first',
      'a -> hub Disconnected use-gateways\nhub -> a Disconnected transit',
      [repair('a', 'hub')],
      [
        '1 ~ hub->a  (dead-half-is-written-again)',
        '2 ~ a->hub  (dead-half-is-written-again)  after update hub->a',
        'Plan: 0 to create, 2 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a missing half is made, and offers the gateway only where the other uses one',
      'a -> hub Initiated',
      [repair('a', 'hub')],
      ['1 + hub->a  (asked-for)', 'Plan: 1 to create, 0 to change, 0 to sync, 0 to delete'],
    ],
    [
      'of two halves that do not see each other one is written',
      'a -> hub Initiated\nhub -> a Initiated',
      [repair('a', 'hub')],
      ['1 ~ a->hub  (halves-do-not-see-each-other)', 'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete'],
    ],
    [
      'a repair syncs the half with the old picture',
      'a -> hub Connected learned=10.4.0.0/16\nhub -> a Connected',
      [repair('a', 'hub')],
      ['1 = a->hub  (asked-for)', 'Plan: 0 to create, 0 to change, 1 to sync, 0 to delete'],
    ],
    [
      'both halves with old pictures are synced',
      'a -> hub Connected learned=10.4.0.0/16\nhub -> a Connected learned=10.5.0.0/16',
      [sync('a', 'hub')],
      ['1 = a->hub  (asked-for)', '2 = hub->a  (asked-for)', 'Plan: 0 to create, 0 to change, 2 to sync, 0 to delete'],
    ],
    ['what is in sync is not synced', 'a <-> hub', [sync('a', 'hub')], ['Plan: nothing to do']],
    [
      'a spoke lets go of one gateway before it takes another',
      'hub <-> a transit | use-gateways\nz <-> a',
      [set('a', 'hub', { useRemoteGateways: false }), set('a', 'z', { useRemoteGateways: true }, { allowTransit: true })],
      [
        '1 ~ a->hub  (asked-for)',
        '2 ~ z->a  (asked-for)',
        '3 ~ a->z  (gateway-must-be-offered-first)  after update z->a, update a->hub',
        'Plan: 0 to create, 3 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'a peer that overlaps leaves before the other comes',
      'hub <-> b',
      [remove('hub', 'b'), connect('hub', 'c')],
      [
        '1 - b->hub  (asked-for)',
        '2 - hub->b  (asked-for)',
        '3 + c->hub  (overlapping-peer-must-go-first)  after delete hub->b',
        '4 + hub->c  (overlapping-peer-must-go-first)  after delete hub->b',
        'Plan: 2 to create, 0 to change, 0 to sync, 2 to delete',
      ],
    ],
    [
      'both halves are gone before one is made anew',
      'hub <-> a transit | use-gateways',
      [anew('hub', 'a', { allowTransit: true }), anew('a', 'hub')],
      [
        '1 - a->hub  (asked-for)',
        '2 - hub->a  (gateway-must-be-released-first)  after delete a->hub',
        '3 + hub->a  (one-write-after-the-other)  after delete hub->a',
        '4 + a->hub  (gateway-must-be-offered-first)  after create hub->a',
        'Plan: 2 to create, 0 to change, 0 to sync, 2 to delete',
      ],
    ],
    [
      'the twin of a half that is made anew is written in between, and borrows the gateway last',
      'hub <-> a transit | use-gateways',
      [anew('hub', 'a', { allowTransit: true })],
      [
        '1 - hub->a  (asked-for)',
        '2 ~ a->hub  (twin-is-made-anew)  after delete hub->a',
        '3 + hub->a  (twin-must-be-back-first)  after update a->hub',
        '4 ~ a->hub  (gateway-waits-for-its-offer)  after create hub->a',
        'Plan: 1 to create, 2 to change, 0 to sync, 1 to delete',
      ],
    ],
    [
      'a name is free once the half that had it is deleted',
      'hub -> b Initiated name=x',
      [remove('hub', 'b'), connect('hub', 'a', { ab: { name: 'x' } })],
      [
        '1 + a->hub  (asked-for)',
        '2 - hub->b  (asked-for)',
        '3 + hub->a  (name-must-be-free)  after delete hub->b',
        'Plan: 2 to create, 0 to change, 0 to sync, 1 to delete',
      ],
    ],
    [
      'connecting revives a dead half first',
      'hub -> a Disconnected',
      [connect('hub', 'a', {})],
      [
        '1 ~ hub->a  (dead-half-is-written-again)',
        '2 + a->hub  (dead-half-first)  after update hub->a',
        'Plan: 1 to create, 1 to change, 0 to sync, 0 to delete',
      ],
    ],
    [
      'what its owner must do is handed off',
      'hub -> theirs Initiated',
      [repair('hub', 'theirs')],
      ['Plan: nothing to do', '> put-half theirs->hub'],
    ],
    [
      'a dead half to a VNet that is gone can be deleted',
      'hub -> gone Disconnected',
      [remove('hub', 'gone')],
      ['1 - hub->gone  (asked-for)', 'Plan: 0 to create, 0 to change, 0 to sync, 1 to delete'],
    ],
    [
      'what already is needs no step, and says so',
      'hub <-> a',
      [connect('hub', 'a')],
      ['Plan: nothing to do', 'i already-peered: a and hub are already peered.'],
    ],
    [
      'a half whose last write failed is written again',
      'hub -> a Connected failed\na -> hub Connected',
      [repair('hub', 'a')],
      ['1 ~ hub->a  (last-write-failed)', 'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete'],
    ],
  ])('%s', (_, world, wants, plan) => {
    expect(text(world, ...wants)).toEqual(plan);
  });
});

describe('a plan says beforehand what Azure refuses or what could not be checked', () => {
  it.each<Case>([
    [
      'a sync without a half',
      'a -> hub',
      [sync('a', 'hub')],
      ['Plan: nothing to do', '! sync-needs-both-halves: hub has no half to a that could be synced; repair the peering instead.'],
    ],
    [
      'an overlap with a dead half',
      'hub -> b Disconnected',
      [connect('hub', 'c')],
      [
        '1 + c->hub  (asked-for)',
        '2 + hub->c  (asked-for)',
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
        '! overlaps-with-peer: c cannot be peered with hub: it overlaps with b, which is peered with hub, too (10.2.0.0/16, 10.2.128.0/17).',
      ],
    ],
    [
      'a write beside a dead twin that the plan leaves dead',
      'hub -> a Disconnected',
      [(at: At): Intent => ({ kind: 'changes', changes: [{ kind: 'put-half', from: at('a'), to: at('hub') }] })],
      [
        '1 + a->hub  (asked-for)',
        'Plan: 1 to create, 0 to change, 0 to sync, 0 to delete',
        '! remote-is-disconnected: hub \u2192 a is Disconnected, so Azure refuses any write of a \u2192 hub. Write the dead half again or delete it first: repair the peering.',
      ],
    ],
    [
      'nothing that could not be checked is silently fine',
      'hub -> gone Disconnected',
      [repair('hub', 'gone')],
      [
        '1 ~ hub->gone  (dead-half-is-written-again)',
        'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete',
        '? peers-unread: What else gone is peered with is not known; Azure refuses hub if it overlaps with any of it.',
        '? prefixes-as-learned: gone was compared by 10.8.0.0/16, as halves have learned them; it may have others now.',
        '? remote-unread: gone cannot be read: whether it still exists is not known.',
        '? right-unread: Azure also asks for Microsoft.Network/virtualNetworks/peer/action on gone; whether you have it was not checked.',
        '> put-half gone->hub',
      ],
    ],
    [
      'nor what a VNet that may not be read must offer',
      'hub <-> theirs',
      [set('hub', 'theirs', { useRemoteGateways: true }, { allowTransit: true })],
      [
        '1 ~ hub->theirs  (asked-for)',
        'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete',
        '! own-gateway: hub cannot use the gateways of theirs: it has a gateway of its own.',
        '? gateway-unread: Whether theirs has a gateway is not known.',
        '? peers-unread: What else theirs is peered with is not known; Azure refuses hub if it overlaps with any of it.',
        '? prefixes-as-learned: theirs was compared by 10.9.0.0/16, as halves have learned them; it may have others now.',
        '? remote-unread: theirs cannot be read: whether it still exists is not known.',
        '? right-unread: Azure also asks for Microsoft.Network/virtualNetworks/peer/action on theirs; whether you have it was not checked.',
        '? transit-unread: Whether theirs offers transit to hub is not known.',
        '> put-half theirs->hub',
      ],
    ],
    ['a VNet with itself', '', [connect('hub', 'hub')], ['Plan: nothing to do', '! self-peering: hub cannot be peered with itself.']],
    [
      'two intents that cannot both be',
      'hub <-> a',
      [set('hub', 'a', { allowForwarded: true }), set('hub', 'a', { allowForwarded: false })],
      [
        '1 ~ hub->a  (asked-for)',
        'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete',
        '! wishes-contradict: The draft wants two things of hub \u2192 a that cannot both be.',
      ],
    ],
    [
      'a change of what is to be deleted',
      'hub <-> a',
      [set('hub', 'a', { allowForwarded: true }), remove('a', 'hub')],
      [
        '1 - a->hub  (asked-for)',
        '2 - hub->a  (asked-for)',
        'Plan: 0 to create, 0 to change, 0 to sync, 2 to delete',
        '! wishes-contradict: The draft wants two things of hub \u2192 a that cannot both be.',
      ],
    ],
    [
      'overlapping address spaces',
      '',
      [connect('b', 'c')],
      [
        '1 + b->c  (asked-for)',
        '2 + c->b  (asked-for)',
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
        '! spaces-overlap: b and c cannot be peered: their address spaces overlap in 10.2.0.0/16, 10.2.128.0/17.',
      ],
    ],
    [
      'another kind in place',
      'hub <-> a',
      [set('hub', 'a', { completeVnets: false })],
      [
        '1 ~ hub->a  (asked-for)',
        'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete',
        '! kind-is-fixed: Whether hub \u2192 a peers the whole VNets or some subnets is fixed when it is made. Delete both halves and create them anew; traffic stops in between.',
      ],
    ],
    [
      'a second half under another name',
      'hub <-> a',
      [connect('hub', 'a', { ab: { name: 'x' } })],
      [
        'Plan: nothing to do',
        '! another-half-exists: hub already has a half to a, called hub-a; a half cannot be renamed, and a second one, x, is refused.',
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
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
        '! name-taken: hub already calls its half to a hub-a; writing it for b would change that one.',
      ],
    ],
    [
      'a name Azure does not take',
      'hub <-> a',
      [connect('hub', 'b', { ab: { name: '-hub' } })],
      [
        '1 + b->hub  (asked-for)',
        '2 + hub->b  (asked-for)',
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
        '! name-invalid: "-hub" cannot be the name of a half: 1 to 80 letters, digits, ".", "-" and "_", beginning with a letter or digit and not ending with "." or "-".',
      ],
    ],
    [
      'the gateways of another beside its own',
      '',
      [connect('z', 'hub', borrow)],
      [
        '1 + hub->z  (asked-for)',
        '2 + z->hub  (gateway-must-be-offered-first)  after create hub->z',
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
        '! own-gateway: z cannot use the gateways of hub: it has a gateway of its own.',
      ],
    ],
    [
      'the gateways of a VNet without one',
      '',
      [connect('a', 'b', borrow)],
      [
        '1 + b->a  (asked-for)',
        '2 + a->b  (gateway-must-be-offered-first)  after create b->a',
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
        '! no-remote-gateway: a cannot use the gateways of b: it has none.',
      ],
    ],
    [
      'the gateways of two',
      'hub <-> a transit | use-gateways',
      [connect('a', 'z', borrow)],
      [
        '1 + z->a  (asked-for)',
        '2 + a->z  (gateway-must-be-offered-first)  after create z->a',
        'Plan: 2 to create, 0 to change, 0 to sync, 0 to delete',
        '! second-remote-gateway: a cannot use the gateways of both hub and z: Azure allows one.',
      ],
    ],
    [
      'a gateway that is not offered',
      'hub <-> a',
      [set('a', 'hub', { useRemoteGateways: true })],
      [
        '1 ~ a->hub  (asked-for)',
        'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete',
        '! transit-not-offered: a cannot use the gateways of hub: hub \u2192 a does not offer transit.',
      ],
    ],
    [
      'a gateway withdrawn while it is used',
      'hub <-> a transit | use-gateways',
      [set('hub', 'a', { allowTransit: false })],
      [
        '1 ~ hub->a  (asked-for)',
        'Plan: 0 to create, 1 to change, 0 to sync, 0 to delete',
        '! transit-in-use: hub \u2192 a cannot stop offering transit while a uses its gateways.',
      ],
    ],
    [
      'an option of a half that is not there',
      '',
      [set('hub', 'a', { allowTransit: false })],
      [
        '1 + hub->a  (asked-for)',
        'Plan: 1 to create, 0 to change, 0 to sync, 0 to delete',
        '! half-missing: There is no half hub \u2192 a; connect the two instead.',
      ],
    ],
  ])('%s', (_, world, wants, plan) => {
    expect(text(world, ...wants)).toEqual(plan);
  });
});

describe('a gateway that the remote VNet is not seen to have', () => {
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
});
