import { describe, expect, it } from 'vitest';
import { lastName } from '../arm/index.ts';
import type { SaidRole } from '../shapes/index.ts';
import { topologyOf, worldOf } from '../testing/in-world.ts';
import type { Topology } from '../topology/index.ts';
import { compareShapes, costSentence, hubCandidates, type Shape } from './index.ts';

const CHAIN = `vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet d 10.4.0.0/16
a <-> b
b <-> c
c -> d Initiated
`;

function compared(text: string, size?: number): { readonly topology: Topology; readonly hub: string; readonly shapes: readonly Shape[] } {
  const topology = topologyOf(worldOf(text));
  const found = compareShapes(topology, [...topology.vnets.keys()].slice(0, size));
  if (!found) throw new Error('The world of this test has two VNets or more');
  return { topology, hub: topology.vnets.get(found.hub)?.name ?? '', shapes: found.shapes };
}

describe('the same VNets in three shapes', () => {
  it('have so many peerings and halves, and reach each other directly, through the hub, or not', () => {
    const { hub, shapes } = compared(CHAIN);
    expect(hub).toBe('b');
    expect(shapes.map(({ kind, peerings, halves, pairs }) => [kind, peerings, halves, pairs])).toEqual([
      ['as-is', 3, 5, { direct: 2, throughHub: 1, apart: 3 }],
      ['mesh', 6, 12, { direct: 6, throughHub: 0, apart: 0 }],
      ['hub', 3, 6, { direct: 3, throughHub: 3, apart: 0 }],
    ]);
  });

  it('count the pairs of a connected group as direct: it joins without any peering', () => {
    const [asIs] = compared('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet far 10.3.0.0/16 region=eastus\ngroup g a b far').shapes;
    expect(asIs).toMatchObject({ peerings: 0, pairs: { direct: 1, throughHub: 0, apart: 2 } });
  });

  it('say which VNet comes nearest to what Azure allows, peerings with others counted', () => {
    const { shapes } = compared('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet x 10.3.0.0/16\nb <-> x', 2);
    expect(shapes.map(({ fullest }) => [fullest.vnet.split('/').pop(), fullest.peerings, fullest.most])).toEqual([
      ['b', 1, 500],
      ['b', 2, 500],
      ['b', 2, 500],
    ]);
  });

  it('say when it is too many, and that a manager’s hub may have more', () => {
    const [, mesh, hub] = compared('repeat 1..600 vnet v{n} 10.0.0.0/16').shapes;
    expect(mesh?.needs.at(-1)).toMatch(/would have 599 peerings; Azure allows 500 for each VNet\.$/);
    expect(hub?.needs.at(-1)).toContain('A hub that Azure Virtual Network Manager makes may have 1000.');
  });

  it('say what the hub needs, with the address of its firewall and the kind of its gateway', () => {
    const needs = (tags: string) =>
      compared(`vnet h 10.0.0.0/16 ${tags}\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16`).shapes[2]?.needs.join(' ');
    expect(needs('firewall=10.0.1.4')).toContain('next hop virtual appliance 10.0.1.4.');
    expect(needs('gateway=ExpressRoute')).toContain('an ExpressRoute gateway does not serve as next hop');
    expect(needs('gateway')).toContain('next hop virtual network gateway');
  });

  it('cost what their pairs cost; through the hub both peerings are paid', () => {
    const { shapes } = compared('vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16 region=japaneast');
    expect(shapes.map(({ cost }) => cost)).toEqual([
      { direct: undefined, throughHub: undefined },
      { direct: '$0.02 to $0.125', throughHub: undefined },
      { direct: '$0.02 to $0.125', throughHub: '$0.145' },
    ]);
  });

  it('cost nothing known through the hub where all that stand next to it reach each other directly', () => {
    const [asIs] = compared('vnet h 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16 region=japaneast\nh <-> a\nh <-> b').shapes;
    expect(asIs?.cost).toEqual({ direct: '$0.02 to $0.125', throughHub: '$0.145' });
    const [meshed] = compared('vnet h 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nh <-> a\nh <-> b\na <-> b').shapes;
    expect(meshed?.cost).toEqual({ direct: '$0.02', throughHub: undefined });
  });

  it('name who reaches whom directly, who only through the hub, and who not at all', () => {
    expect(compared(CHAIN).shapes.map(({ reach }) => reach)).toEqual([
      [
        'Directly: a – b, b – c.',
        'Only through b, once something there forwards and routes lead to it: a – c.',
        'Not at all: a – d, b – d, c – d.',
      ],
      ['Each reaches each other directly.'],
      ['b directly: a, c, d.', 'These reach each other only through b, once something there forwards and routes lead to it.'],
    ]);
    const [, , hub] = compared('repeat 1..9 vnet v{n} 10.{n}.0.0/16').shapes;
    expect(hub?.reach[0]).toBe('v1 directly: v2, v3, v4, v5 and 4 more.');
  });

  it('say who overlaps, for Azure peers them neither with each other nor with one hub', () => {
    const { shapes } = compared('vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.1.4.0/24\nvnet c 10.0.9.0/24');
    expect(shapes.map(({ needs }) => needs.filter((need) => need.includes('overlap')))).toEqual([
      [],
      [
        'h and c overlap in 10.0.9.0/24: Azure does not peer them with each other, nor both with a third.',
        'a and b overlap in 10.1.4.0/24: Azure does not peer them with each other, nor both with a third.',
      ],
      [
        'h and c overlap in 10.0.9.0/24: Azure does not peer them with each other.',
        'a and b overlap in 10.1.4.0/24: Azure does not peer them both with one hub.',
      ],
    ]);
  });

  it('name each pair of those that all overlap', () => {
    const [, mesh] = compared('vnet a 10.0.0.0/8\nvnet b 10.1.0.0/16\nvnet c 10.1.2.0/24').shapes;
    expect(mesh?.needs.filter((need) => need.includes('overlap')).map((need) => need.split(':')[0])).toEqual([
      'a and b overlap in 10.1.0.0/16',
      'a and c overlap in 10.1.2.0/24',
      'b and c overlap in 10.1.2.0/24',
    ]);
  });

  it('say whose own gateway keeps it from using the hub’s', () => {
    const [, , hub] = compared('vnet h 10.0.0.0/16 gateway firewall=10.0.1.4\nvnet a 10.1.0.0/16 gateway\nvnet b 10.2.0.0/16').shapes;
    expect(hub?.needs).toContain('Not with a: a VNet with a gateway of its own cannot use another’s.');
  });

  it('are compared in a moment, though thousands of them stand in all ways to each other', () => {
    const { shapes } = compared('repeat 1..3000 vnet v{n} 10.0.0.0/24\nrepeat 2..400 v1 <-> v{n}');
    expect(shapes[0]?.pairs.throughHub).toBe((399 * 398) / 2);
  });

  it('take two VNets', () => {
    const topology = topologyOf(worldOf('vnet a 10.1.0.0/16'));
    expect(compareShapes(topology, topology.vnets.keys())).toBeUndefined();
  });
});

describe('the best guess for a hub', () => {
  const guess = (text: string, roles: Readonly<Record<string, SaidRole>> = {}, among = /./) => {
    const topology = topologyOf(worldOf(text));
    const nodes = [...topology.vnets.values(), ...topology.ghosts.values()];
    const said = new Map(nodes.flatMap(({ key, name }) => (roles[name] ? [[key, roles[name]] as const] : [])));
    const keys = nodes.filter(({ name }) => among.test(name)).map(({ key }) => key);
    return hubCandidates(topology, keys, { said }).map(({ key, why }) => `${lastName(key)}: ${why}`);
  };
  const THREE = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet g 10.3.0.0/16 gateway\n';

  it('is the one with a gateway, and says so', () => {
    expect(guess(THREE)[0]).toBe('g: has a VPN gateway');
  });

  it('is rather the one that the others are peered with already', () => {
    expect(guess(`${THREE}b <-> a\nb <-> g`)[0]).toBe('b: peered with 2 of the others');
  });

  const USED = `${THREE}vnet s 10.4.0.0/16\ng <-> s transit | use-gateways\na <-> b\na <-> s\n`;

  it('is what the map calls a hub, before what merely knows the others', () => {
    expect(guess(USED)).toEqual([
      'g: likely a hub, has a VPN gateway, peered with 1 of the others',
      'a: peered with 2 of the others',
      's: peered with 2 of the others',
      'b: peered with 1 of the others',
    ]);
  });

  it('is what a person calls a hub, and never first what a person calls none', () => {
    expect(guess(USED, { b: 'hub', g: 'not-a-hub' })).toEqual([
      'b: a hub, as somebody said, peered with 1 of the others',
      'a: peered with 2 of the others',
      's: peered with 2 of the others',
      'g: no hub, as somebody said, has a VPN gateway, peered with 1 of the others',
    ]);
  });

  it('may be a VNet that cannot be read, as far as its peers show it', () => {
    const world = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet theirs 10.3.0.0/16 hidden\na <-> theirs\nb <-> theirs';
    expect(guess(world, {}, /a|theirs/)[0]).toBe('theirs: peered with 1 of the others, 2 peerings in all');
  });

  it('is the first where nothing tells', () => {
    expect(guess('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16')).toEqual([
      'a: no gateway, no firewall, no peering',
      'b: no gateway, no firewall, no peering',
    ]);
  });
});

it('the cost is an estimate with its assumptions, and nothing is guessed where no price is known', () => {
  expect(costSentence('westeurope', 'westeurope')).toMatch(/^Estimate: \$0\.02 for each GB/);
  expect(costSentence('westeurope', 'japaneast')).toMatch(/^Estimate: \$0\.125 .*westeurope in zone 1, japaneast in zone 2/);
  expect(costSentence('westeurope', 'chinanorth')).not.toContain('$');
});

it('a region costs the same in both ways in which Azure writes its name', () => {
  expect(costSentence('West Europe', 'westeurope')).toMatch(/^Estimate: \$0\.02 for each GB/);
  expect(costSentence('westeurope', 'Japan East')).toMatch(/^Estimate: \$0\.125/);
});
