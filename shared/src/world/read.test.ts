import { describe, expect, it } from 'vitest';
import { loadWorld, readWorld } from './index.ts';

const problemOf = (text: string): string => {
  const world = readWorld(text);
  return world.ok ? 'no error' : world.problem;
};

const rowsOf = (text: string) => {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return world.value.rows;
};

describe('readWorld', () => {
  it.each([
    ['vnet hub 10.0.0.0/16\nvnet hub 10.1.0.0/16', 'line 2: there are two VNets named hub'],
    ['vnet hub 10.0.0.5/16', 'line 1: 10.0.0.5/16 has host bits set; did you mean 10.0.0.0/16?'],
    ['vnet hub 10.0.0.0/16 gatway', 'line 1: "gatway" is neither a prefix nor one of gateway'],
    ['vnet a 10.0.0.0/16\na <-> b', 'line 2: there is no VNet named "b"'],
    ['vnet a 10.0.0.0/16\na <-> a', 'line 2: a cannot be peered with itself'],
    ['vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Connectd', 'line 3: "Connectd" is not valid for a peering'],
    ['peer a b', 'line 1: "peer" is not a known keyword; expected subscription, in, vnet'],
    ['vnet a 10.0.0.0/16\nroute a/s 0.0.0.0/0 via a', 'line 2: a has neither a firewall nor an NVA'],
    ['vnet a 10.0.0.0/16\n#= fail VNP101 b->a', 'line 2: there is no VNet named "b"'],
    ['vnet a 10.0.0.0/16\n#= wrong VNP101 a', 'line 2: expected the form: #= fail|unknown CODE'],
    ['repeat 1..2 vnet a 10.0.0.0/16', 'line 1: there are two VNets named a'],
  ])('reports an error with its line number: %j', (text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  it('gives each half its own tags, separated by a bar', () => {
    const { halves } = rowsOf('vnet h 10.0.0.0/16 gateway\nvnet s 10.1.0.0/16\nh <-> s transit | use-gateways');
    expect(halves.map((half) => [half.allowTransit, half.useRemoteGateways])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(new Set(halves.map((half) => half.resourceGuid)).size).toBe(1);
  });

  it('derives the sync level of both halves from their learned prefixes', () => {
    const { halves } = rowsOf('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16 10.2.0.0/16\na -> b Connected learned=10.1.0.0/16\nb -> a Connected');
    expect(halves.map((half) => half.sync)).toEqual(['LocalNotInSync', 'RemoteNotInSync']);
    expect(halves[0]?.remoteCurrent).toEqual(['10.1.0.0/16', '10.2.0.0/16']);
  });

  it('creates the subnets that gateways, firewalls, route servers and Bastion hosts require', () => {
    const { vnets } = rowsOf('vnet h 10.0.0.0/22 gateway firewall=10.0.1.4 route-server bastion nva=10.0.2.4 vnra=10.0.2.20');
    expect(vnets[0]?.subnets.map((subnet) => `${subnet.name} ${subnet.prefixes[0]}`)).toEqual([
      'GatewaySubnet 10.0.3.224/27',
      'RouteServerSubnet 10.0.3.192/27',
      'AzureBastionSubnet 10.0.3.128/26',
      'AzureFirewallSubnet 10.0.1.0/26',
      'nva 10.0.2.0/28',
      'VirtualNetworkApplianceSubnet 10.0.2.16/28',
    ]);
  });

  it('resolves a next hop VNet to the address of its firewall', () => {
    const { routeTables, vnets } = rowsOf(
      'vnet h 10.0.0.0/22 firewall=10.0.1.4\nvnet s 10.1.0.0/24\nsubnet s/app 10.1.0.0/25\nroute s/app 0.0.0.0/0 via h',
    );
    expect(routeTables[0]?.routes[0]).toMatchObject({ nextHopType: 'VirtualAppliance', nextHopIp: '10.0.1.4' });
    expect(vnets[1]?.subnets[0]?.routeTableId).toBe(routeTables[0]?.id);
  });

  it('shares traffic among several next hops', () => {
    const text = 'vnet s 10.1.0.0/24\nsubnet s/app 10.1.0.0/25\nroute s/app 0.0.0.0/0 via';
    expect(rowsOf(`${text} 10.1.0.132,10.1.0.133`).routeTables[0]?.routes).toEqual([
      { name: '0-0-0-0-0', prefix: '0.0.0.0/0', nextHopType: 'VirtualApplianceEcmp', nextHopIps: ['10.1.0.132', '10.1.0.133'] },
    ]);
    expect(() => rowsOf(`${text} 10.1.0.132,s`)).toThrow('line 3');
  });

  it('gives a subnet several prefixes, and a route table without propagation', () => {
    const { routeTables, vnets } = rowsOf(
      'vnet s 10.1.0.0/24 fd00:1::/48\nsubnet s/app 10.1.0.0/25 fd00:1::/64\npropagation s/app off\nroute s/app 0.0.0.0/0 via internet',
    );
    expect(vnets[0]?.subnets[0]?.prefixes).toEqual(['10.1.0.0/25', 'fd00:1::/64']);
    expect(routeTables).toMatchObject([{ disableBgpPropagation: true, routes: [{ nextHopType: 'Internet' }] }]);
    expect(rowsOf('vnet s 10.1.0.0/24\nsubnet s/app 10.1.0.0/25\npropagation s/app off').routeTables).toMatchObject([
      { disableBgpPropagation: true, routes: [] },
    ]);
  });
});

describe('repeat', () => {
  it('repeats a line for each number', () => {
    const { vnets, halves } = rowsOf('vnet hub 10.0.0.0/16\nrepeat 2..4 vnet s{n} 10.1.{n}.0/24\nrepeat 2..4 hub <-> s{n}');
    expect(vnets.map(({ addressSpace }) => addressSpace[0])).toEqual(['10.0.0.0/16', '10.1.2.0/24', '10.1.3.0/24', '10.1.4.0/24']);
    expect(halves).toHaveLength(6);
  });
});

describe('expectations', () => {
  it('uses names of the fixture and sorts the ends of a peering', () => {
    const world = readWorld(
      'vnet b 10.0.0.0/16\nvnet a 10.1.0.0/16\n#= fail    VNP401 b<->a\n#= unknown VNP101 b->a\n#= fail VNP501 group:mesh',
    );
    expect(world.ok && world.value.expectations).toEqual([
      { answer: 'fail', code: 'VNP401', about: 'a<->b' },
      { answer: 'unknown', code: 'VNP101', about: 'b->a' },
      { answer: 'fail', code: 'VNP501', about: 'group:mesh' },
    ]);
  });
});

describe('subnet peering', () => {
  it('covers the prefixes of the subnets and swaps local and remote subnets of the other half', () => {
    const { halves } = rowsOf(
      'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nsubnet a/x 10.0.1.0/24\nsubnet b/y 10.1.1.0/24\na <-> b local-subnets=x remote-subnets=y',
    );
    expect(halves).toMatchObject([
      { completeVnets: false, localSubnets: ['x'], remoteSubnets: ['y'], remoteCurrent: ['10.1.1.0/24'], sync: 'FullyInSync' },
      { completeVnets: false, localSubnets: ['y'], remoteSubnets: ['x'], remoteCurrent: ['10.0.1.0/24'], sync: 'FullyInSync' },
    ]);
  });
});

describe('loadWorld', () => {
  it.each([
    ['nowhere', 'there is no world named "nowhere"'],
    ['constructor', 'there is no world named "constructor"'],
    ['generated:', 'needs a number of VNets'],
    ['generated:0', 'needs a number of VNets'],
    ['generated:20001', 'needs a number of VNets from 1 to 20000'],
    ['generated:1000000', 'needs a number of VNets'],
    ['generated:10:x', 'the seed'],
    ['generated:10:equipped:x', 'the seed'],
  ])('rejects "%s": %s', (spec, problem) => {
    const world = loadWorld(spec);
    expect(world.ok ? 'accepted' : world.problem).toContain(problem);
  });
});
