import { expect, it } from 'vitest';
import { toFixture } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { buildTopology } from '../../topology/index.ts';
import { runRules } from '../run.ts';
import { singleStackDefaultRoute } from './single-stack-default-route.ts';

testRule(singleStackDefaultRoute, {
  fixtures: [
    `# Both families, the IPv6 internet as one prefix, IPv6 dropped, a subnet without IPv6, and IPv4 to the internet
vnet hub 10.0.0.0/16 fd00:0::/48 nva=10.0.1.4
vnet a   10.1.0.0/16 fd00:1::/48
vnet b   10.2.0.0/16 fd00:2::/48
vnet c   10.3.0.0/16 fd00:3::/48
vnet d   10.4.0.0/16 fd00:4::/48
vnet e   10.5.0.0/16
subnet a/app 10.1.0.0/24 fd00:1::/64
subnet b/app 10.2.0.0/24 fd00:2::/64
subnet c/app 10.3.0.0/24 fd00:3::/64
subnet d/app 10.4.0.0/24
subnet d/web 10.4.1.0/24 fd00:4::/64
subnet e/app 10.5.0.0/24
hub <-> a forwarded
hub <-> b forwarded
hub <-> c forwarded
hub <-> d forwarded
hub <-> e forwarded
route a/app 0.0.0.0/0 via hub
route a/app ::/0      via fd00:0::4
route b/app 0.0.0.0/0 via hub
route b/app 2000::/3  via none
route c/app 0.0.0.0/0 via none
route c/app ::/0      via none
route d/app 0.0.0.0/0 via hub
route d/web 0.0.0.0/0 via internet
route e/app 0.0.0.0/0 via hub
`,
    `# A route for IPv6 that covers only a part, a default route that drops IPv4, and a VNet that cannot be read
vnet hub    10.0.0.0/16 fd00:0::/48 nva=10.0.1.4
vnet a      10.1.0.0/16 fd00:1::/48
vnet theirs 10.2.0.0/16 fd00:2::/48 hidden
subnet a/app 10.1.0.0/24 fd00:1::/64
subnet a/db  10.1.1.0/24 fd00:1:0:1::/64
subnet theirs/app 10.2.0.0/24 fd00:2::/64
hub <-> a forwarded
hub <-> theirs forwarded
route a/app 0.0.0.0/0     via hub
route a/app 2001:db8::/32 via fd00:0::4
route a/db  0.0.0.0/0     via none
route theirs/app 0.0.0.0/0 via hub
#= fail    VNP408 a
#= unknown VNP408 theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
#= unknown VNP402 theirs->hub
`,
  ],
  texts: [
    'a/app routes 0.0.0.0/0 to 10.0.1.4; a/db routes 0.0.0.0/0 to None, but has no route for ::/0. IPv6 traffic still follows the system routes of Azure: directly to the internet and to peered VNets. | Add a route for ::/0 to the route table of a/app and a/db: to an appliance with an IPv6 address, or with next hop type None to drop IPv6 traffic to the internet. Azure Firewall and VPN gateways do not support IPv6.',
    'spoke/app routes 0.0.0.0/0 to 10.0.1.4, but has no route for ::/0. IPv6 traffic still follows the system routes of Azure: directly to the internet and to peered VNets. | Add a route for ::/0 to the route table of spoke/app: to an appliance with an IPv6 address, or with next hop type None to drop IPv6 traffic to the internet. Azure Firewall and VPN gateways do not support IPv6.',
  ],
});

it('is inconclusive if the source does not contain the subnets', () => {
  const { rows } = toFixture('vnet a 10.1.0.0/16 fd00:1::/48\nsubnet a/app 10.1.0.0/24 fd00:1::/64\nroute a/app 0.0.0.0/0 via none');
  const withoutSubnets = { ...rows, vnets: rows.vnets.map((vnet) => ({ ...vnet, subnets: [] })) };
  expect(runRules(buildTopology(rows), [singleStackDefaultRoute]).findings).toHaveLength(1);
  expect(runRules(buildTopology(withoutSubnets), [singleStackDefaultRoute])).toMatchObject({
    findings: [],
    unknown: [{ reason: 'the source does not contain the subnets of a' }],
  });
});
