import { describe, expect, it } from 'vitest';
import { lastName, type ResourceKey, resourceKey } from '../../arm/index.ts';
import type { LearnedRoute } from '../../reach/index.ts';
import { topologyOf } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { runRules } from '../run.ts';
import { equalCostAppliances } from './equal-cost-appliances.ts';

testRule(equalCostAppliances, {
  fixtures: [
    `# A load balancer, one appliance beside a next hop that nothing has, and one that keeps no state
vnet hub    10.0.0.0/16 nva=10.0.2.4,10.0.2.5 lb=10.0.3.4
vnet router 10.1.0.0/16 nva=10.1.2.4 vnra=10.1.3.4
vnet spoke  10.2.0.0/16
subnet spoke/app 10.2.0.0/24
subnet spoke/db  10.2.1.0/24
subnet spoke/web 10.2.2.0/24
hub <-> spoke forwarded
router <-> spoke forwarded
route spoke/app 10.8.0.0/16 via 10.0.3.4
route spoke/db  10.8.0.0/16 via 10.0.2.4,10.0.2.9
route spoke/web 10.8.0.0/16 via 10.1.2.4,10.1.3.4
`,
    `# A Route Server with one appliance, one with a pair of them, and one with an address in a VNet that cannot be read
vnet single 10.0.0.0/16 route-server nva=10.0.2.4
vnet pair   10.1.0.0/16 route-server nva=10.1.2.4,10.1.2.5
vnet far    10.2.0.0/16 route-server nva=10.2.2.4
vnet theirs 10.3.0.0/16 hidden
far <-> theirs forwarded
bgp-peer one single 10.0.2.4 asn=65001
bgp-peer one pair   10.1.2.4 asn=65001
bgp-peer two pair   10.1.2.5 asn=65001
bgp-peer one far    10.2.2.4 asn=65001
bgp-peer two far    10.3.2.5 asn=65001
#= unknown VNP106 far<->theirs
#= unknown VNP401 far<->theirs
#= unknown VNP409 far
#= unknown VNP409 pair
`,
    `# Next hops in VNets that cannot be read, of one of which no half has learned the prefixes
vnet theirs 10.0.0.0/16 hidden
vnet hidden 10.9.0.0/16 hidden
vnet spoke  10.1.0.0/16
vnet other  10.2.0.0/16
subnet spoke/app 10.1.0.0/24
subnet other/app 10.2.0.0/24
theirs <-> spoke forwarded
hidden <-> other forwarded no-sync-level
route spoke/app 0.0.0.0/0 via 10.0.2.4,10.0.2.5
route other/app 0.0.0.0/0 via 10.9.2.4,10.9.2.5
#= unknown VNP104 other->hidden
#= unknown VNP106 hidden<->other
#= unknown VNP106 spoke<->theirs
#= unknown VNP201 hidden<->other
#= unknown VNP401 hidden<->other
#= unknown VNP401 spoke<->theirs
#= unknown VNP403 other
#= unknown VNP405 hidden<->other
#= unknown VNP409 other
#= unknown VNP409 spoke
`,
  ],
  texts: [
    'spoke/app routes 0.0.0.0/0 to 10.0.2.4 and 10.0.2.5. Responses of a connection may return through another appliance than its requests, which drops them. | Put an internal load balancer in front of the appliances and use its front end as the only next hop.',
  ],
});

describe('routes that a Route Server has learned', () => {
  const topology = topologyOf(`vnet hub 10.0.0.0/16 route-server nva=10.0.2.4,10.0.2.5 lb=10.0.3.4
bgp-peer one hub 10.0.2.4 asn=65001
bgp-peer two hub 10.0.2.5 asn=65001`);
  const reportWith = (routes: Readonly<Record<string, Partial<LearnedRoute>>>) => {
    const learned = topology.routeServerPeers.flatMap(({ id }): [ResourceKey, LearnedRoute[]][] => {
      const route = routes[lastName(id)];
      return route
        ? [[resourceKey(id), [{ network: '172.20.0.0/16', nextHop: '', sourcePeer: '', origin: 'EBgp', asPath: [65001], ...route }]]]
        : [];
    });
    const { findings, unknown } = runRules(topology, [equalCostAppliances], new Map(learned));
    return [...findings.map(({ text }) => text), ...unknown.map(({ reason }) => reason)];
  };
  const [one, two] = [{ nextHop: '10.0.2.4' }, { nextHop: '10.0.2.5' }];

  it('are reported if their AS paths are equally long', () => {
    expect(reportWith({ one, two })).toEqual([
      'The Route Server in hub learns 172.20.0.0/16 with equal AS paths from 10.0.2.4 and 10.0.2.5. Responses of a connection may return through another appliance than its requests, which drops them.',
    ]);
  });

  it('are not reported if one path is longer, or the next hop of both is a load balancer', () => {
    expect(reportWith({ one, two: { ...two, asPath: [65001, 65001] } })).toEqual([]);
    expect(reportWith({ one: { nextHop: '10.0.3.4' }, two: { nextHop: '10.0.3.4' } })).toEqual([]);
  });

  it('are unknown as long as those of one appliance are', () => {
    expect(reportWith({ one })).toEqual(['not all routes that the gateways and the Route Server in hub have learned are known']);
  });
});
