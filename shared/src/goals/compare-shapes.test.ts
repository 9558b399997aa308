import { describe, expect, it } from 'vitest';
import { lastName } from '../arm/index.ts';
import type { RoleOverride } from '../shapes/index.ts';
import { toFixture, visibleTopology } from '../testing/fixtures.ts';
import { ATTACHED_KINDS, type AttachedKind, buildTopology, type Topology } from '../topology/index.ts';
import { compareShapes, costSentence, hubCandidates, type Shape } from './index.ts';

const CHAIN = `vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet d 10.4.0.0/16
a <-> b
b <-> c
c -> d Initiated
`;

function compare(text: string, size?: number): { readonly topology: Topology; readonly hub: string; readonly shapes: readonly Shape[] } {
  const topology = visibleTopology(toFixture(text));
  const comparison = compareShapes(topology, [...topology.vnets.keys()].slice(0, size));
  if (!comparison) throw new Error('The fixture needs at least two VNets');
  return { topology, hub: topology.vnets.get(comparison.hub)?.name ?? '', shapes: comparison.shapes };
}

describe('compareShapes', () => {
  it('counts peerings and halves, and pairs that connect directly, through the hub or not at all', () => {
    const { hub, shapes } = compare(CHAIN);
    expect(hub).toBe('b');
    expect(shapes.map(({ kind, peerings, halves, pairs }) => [kind, peerings, halves, pairs])).toEqual([
      ['as-is', 3, 5, { direct: 2, throughHub: 1, apart: 3 }],
      ['mesh', 6, 12, { direct: 6, throughHub: 0, apart: 0 }],
      ['hub', 3, 6, { direct: 3, throughHub: 3, apart: 0 }],
    ]);
  });

  it('counts the pairs of a connected group as direct, although they have no peering', () => {
    const [asIs] = compare('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet far 10.3.0.0/16 region=eastus\ngroup g a b far').shapes;
    expect(asIs).toMatchObject({ peerings: 0, pairs: { direct: 1, throughHub: 0, apart: 2 } });
  });

  it('says what the source does not include, instead of that the hub has none', () => {
    const { rows } = toFixture('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\na <-> b\na <-> c');
    const needsWithout = (missingKinds: readonly AttachedKind[]): string => {
      const topology = buildTopology({ ...rows, missingKinds });
      return (
        compareShapes(topology, topology.vnets.keys())
          ?.shapes.flatMap(({ needs }) => needs)
          .join('\n') ?? ''
      );
    };
    const nothing = needsWithout([]);
    expect(nothing).toContain('(the hub has no firewall yet)');
    expect(nothing).not.toContain('does not include');
    const partial = needsWithout(ATTACHED_KINDS);
    expect(partial).not.toContain('no firewall yet');
    expect(partial).toContain('(the source does not include firewalls and network interfaces)');
    expect(partial).toContain('does not include virtual network gateways: a VNet that has one cannot use a remote gateway');
    expect(partial).toContain('does not include connected groups');
  });

  it('names the VNet with the most peerings, including those with other VNets', () => {
    const { shapes } = compare('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet x 10.3.0.0/16\nb <-> x', 2);
    expect(shapes.map(({ fullest }) => [fullest.vnet.split('/').pop(), fullest.peerings, fullest.most])).toEqual([
      ['b', 1, 500],
      ['b', 2, 500],
      ['b', 2, 500],
    ]);
  });

  it('reports when the limit is exceeded, and the higher limit of managed hubs', () => {
    const [, mesh, hub] = compare('repeat 1..600 vnet v{n} 10.0.0.0/16').shapes;
    expect(mesh?.needs.at(-1)).toMatch(/would have 599 peerings; Azure allows 500 per VNet\.$/);
    expect(hub?.needs.at(-1)).toContain('A hub that Azure Virtual Network Manager manages can have 1000.');
  });

  it('describes what the hub needs, depending on its firewall and the type of its gateway', () => {
    const needs = (tags: string) =>
      compare(`vnet h 10.0.0.0/16 ${tags}\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16`).shapes[2]?.needs.join(' ');
    expect(needs('firewall=10.0.1.4')).toContain('next hop type Virtual appliance, next hop address 10.0.1.4.');
    expect(needs('gateway=ExpressRoute')).toContain('an ExpressRoute gateway cannot be a next hop');
    expect(needs('gateway')).toContain('next hop type Virtual network gateway');
  });

  it('sums the cost of both peerings for pairs through the hub', () => {
    const { shapes } = compare('vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16 region=japaneast');
    expect(shapes.map(({ cost }) => cost)).toEqual([
      { direct: undefined, throughHub: undefined },
      { direct: '$0.02 to $0.125', throughHub: undefined },
      { direct: '$0.02 to $0.125', throughHub: '$0.145' },
    ]);
  });

  it('gives no cost through the hub when all peers of the hub reach each other directly', () => {
    const [asIs] = compare('vnet h 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16 region=japaneast\nh <-> a\nh <-> b').shapes;
    expect(asIs?.cost).toEqual({ direct: '$0.02 to $0.125', throughHub: '$0.145' });
    const [meshed] = compare('vnet h 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nh <-> a\nh <-> b\na <-> b').shapes;
    expect(meshed?.cost).toEqual({ direct: '$0.02', throughHub: undefined });
  });

  it('describes which VNets connect directly, only through the hub, and not at all', () => {
    expect(compare(CHAIN).shapes.map(({ reach }) => reach)).toEqual([
      [
        'Directly: a – b, b – c.',
        'Only through b, once an appliance or gateway there forwards traffic and routes point to it: a – c.',
        'Not at all: a – d, b – d, c – d.',
      ],
      ['All VNets reach each other directly.'],
      [
        'b reaches directly: a, c, d.',
        'The spokes reach each other only through b, once an appliance or gateway there forwards traffic and routes point to it.',
      ],
    ]);
    const [, , hub] = compare('repeat 1..9 vnet v{n} 10.{n}.0.0/16').shapes;
    expect(hub?.reach[0]).toBe('v1 reaches directly: v2, v3, v4, v5 and 4 more.');
  });

  it('describes overlaps, which Azure rejects between the two VNets and at a common hub', () => {
    const { shapes } = compare('vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.1.4.0/24\nvnet c 10.0.9.0/24');
    expect(shapes.map(({ needs }) => needs.filter((need) => need.includes('overlap')))).toEqual([
      [],
      [
        '10.0.0.0/16 (h) overlaps 10.0.9.0/24 (c): they cannot be peered with each other or with the same third VNet.',
        '10.1.0.0/16 (a) overlaps 10.1.4.0/24 (b): they cannot be peered with each other or with the same third VNet.',
      ],
      [
        '10.0.0.0/16 (h) overlaps 10.0.9.0/24 (c): they cannot be peered with each other.',
        '10.1.0.0/16 (a) overlaps 10.1.4.0/24 (b): they cannot both be peered with the hub.',
      ],
    ]);
  });

  it('names each overlapping pair', () => {
    const [, mesh] = compare('vnet a 10.0.0.0/8\nvnet b 10.1.0.0/16\nvnet c 10.1.2.0/24').shapes;
    expect(mesh?.needs.filter((need) => need.includes('overlap')).map((need) => need.split(':')[0])).toEqual([
      '10.0.0.0/8 (a) overlaps 10.1.0.0/16 (b)',
      '10.0.0.0/8 (a) overlaps 10.1.2.0/24 (c)',
      '10.1.0.0/16 (b) overlaps 10.1.2.0/24 (c)',
    ]);
  });

  it('names the members that cannot use the hub’s gateway because they have their own', () => {
    const [, , hub] = compare('vnet h 10.0.0.0/16 gateway firewall=10.0.1.4\nvnet a 10.1.0.0/16 gateway\nvnet b 10.2.0.0/16').shapes;
    expect(hub?.needs).toContain('Not possible for a: a VNet with its own gateway cannot use a remote gateway.');
  });

  it('compares thousands of VNets quickly', () => {
    const { shapes } = compare('repeat 1..3000 vnet v{n} 10.0.0.0/24\nrepeat 2..400 v1 <-> v{n}');
    expect(shapes[0]?.pairs.throughHub).toBe((399 * 398) / 2);
  });

  it('needs at least two VNets', () => {
    const topology = visibleTopology(toFixture('vnet a 10.1.0.0/16'));
    expect(compareShapes(topology, topology.vnets.keys())).toBeUndefined();
  });
});

describe('hubCandidates', () => {
  const rank = (text: string, roles: Readonly<Record<string, RoleOverride>> = {}, among = /./) => {
    const topology = visibleTopology(toFixture(text));
    const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
    const overrides = new Map(nodes.flatMap(({ key, name }) => (roles[name] ? [[key, roles[name]] as const] : [])));
    const keys = nodes.filter(({ name }) => among.test(name)).map(({ key }) => key);
    return hubCandidates(topology, keys, { roleOverrides: overrides }).map(({ key, why }) => `${lastName(key)}: ${why}`);
  };
  const THREE = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet g 10.3.0.0/16 gateway\n';

  it('prefers a VNet with a gateway', () => {
    expect(rank(THREE)[0]).toBe('g: has a VPN gateway');
  });

  it('prefers a VNet that most of the others are peered with to one with a gateway', () => {
    expect(rank(`${THREE}b <-> a\nb <-> g`)[0]).toBe('b: peered with 2 of the others');
  });

  it('says which of the others a connected group connects already', () => {
    expect(rank(`${THREE}group avnm a b g\na <-> b`)).toEqual([
      'g: has a VPN gateway, connected with 2 of the others by Azure Virtual Network Manager',
      'a: peered with 1 of the others, connected with 1 of the others by Azure Virtual Network Manager',
      'b: peered with 1 of the others, connected with 1 of the others by Azure Virtual Network Manager',
    ]);
  });

  const USED = `${THREE}vnet s 10.4.0.0/16\ng <-> s transit | use-gateways\na <-> b\na <-> s\n`;

  it('prefers a detected hub to a VNet with more peerings', () => {
    expect(rank(USED)).toEqual([
      'g: hub (medium confidence), has a VPN gateway, peered with 1 of the others',
      'a: peered with 2 of the others',
      's: peered with 2 of the others',
      'b: peered with 1 of the others',
    ]);
  });

  it('ranks hub overrides first and not-a-hub overrides last', () => {
    expect(rank(USED, { b: 'hub', g: 'not-a-hub' })).toEqual([
      'b: hub (set manually), peered with 1 of the others',
      'a: peered with 2 of the others',
      's: peered with 2 of the others',
      'g: not a hub (set manually), has a VPN gateway, peered with 1 of the others',
    ]);
  });

  it('includes VNets that cannot be read, as far as their peers show them', () => {
    const world = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet theirs 10.3.0.0/16 hidden\na <-> theirs\nb <-> theirs';
    expect(rank(world, {}, /a|theirs/)[0]).toBe('theirs: peered with 1 of the others, 2 peerings in total');
  });

  it('keeps the order when nothing distinguishes the VNets', () => {
    expect(rank('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16')).toEqual([
      'a: no gateway, no firewall, no peering',
      'b: no gateway, no firewall, no peering',
    ]);
  });
});

it('costSentence gives an estimate with its assumptions, and no price when none is known', () => {
  expect(costSentence('westeurope', 'westeurope')).toMatch(/^Estimate: \$0\.02 per GB/);
  expect(costSentence('westeurope', 'japaneast')).toMatch(/^Estimate: \$0\.125 .*westeurope in zone 1, japaneast in zone 2/);
  expect(costSentence('westeurope', 'chinanorth')).not.toContain('$');
});

it('costSentence accepts both spellings of a region name', () => {
  expect(costSentence('West Europe', 'westeurope')).toMatch(/^Estimate: \$0\.02 per GB/);
  expect(costSentence('westeurope', 'Japan East')).toMatch(/^Estimate: \$0\.125/);
});
