import { describe, expect, it } from 'vitest';
import { fixtureRows } from '../../testing/fixture-rows.ts';
import { toFixture, topologyOf, visibleTopology } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { buildTopology } from '../../topology/index.ts';
import { runRules } from '../run.ts';
import { firewallBypass } from './firewall-bypass.ts';

testRule(firewallBypass, {
  fixtures: [
    `# A default route to a firewall in the hub catches what it is meant for; the hub itself is reached directly, as intended
vnet hub     10.0.0.0/16 firewall=10.0.1.4 gateway
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16
subnet hub/dns 10.0.2.0/24
subnet hub/jump 10.0.3.0/24
subnet spoke-a/app 10.1.0.0/24
subnet spoke-b/app 10.2.0.0/24
hub <-> spoke-a forwarded
hub <-> spoke-b forwarded
route spoke-a/app 0.0.0.0/0 via hub
route spoke-b/app 0.0.0.0/0 via hub
route hub/jump 0.0.0.0/0 via hub
route hub/GatewaySubnet 10.1.0.0/16 via hub
route hub/GatewaySubnet 10.2.0.0/16 via hub
`,
    `# A summary route of the GatewaySubnet is shorter than the peering routes, so the firewall sees nothing from on-premises
vnet hub     10.0.0.0/16 firewall=10.0.1.4 gateway
vnet spoke-a 10.1.1.0/24
vnet spoke-b 10.1.2.0/24
hub <-> spoke-a transit | use-gateways forwarded
hub <-> spoke-b transit | use-gateways forwarded
route hub/GatewaySubnet 10.1.0.0/16 via hub
route hub/GatewaySubnet 10.1.2.0/24 via hub
#= fail    VNP406 hub
`,
    `# Spokes that send responses through the firewall: by a route for the office, and by a default route without those of the gateway. One responds directly
vnet hub 10.0.0.0/16 firewall=10.0.1.4 gateway
vnet a   10.1.1.0/24
vnet b   10.1.2.0/24
vnet c   10.1.3.0/24
subnet a/app 10.1.1.0/25
subnet b/app 10.1.2.0/25
subnet c/app 10.1.3.0/25
site office hub 192.168.0.0/24
connection hub -> office
hub <-> a transit | use-gateways forwarded
hub <-> b transit | use-gateways forwarded
hub <-> c transit | use-gateways forwarded
propagation b/app off
route a/app 192.168.0.0/24 via hub
route b/app 0.0.0.0/0      via hub
route c/app 0.0.0.0/0      via hub
route hub/GatewaySubnet 10.1.0.0/16 via hub
#= fail    VNP406 hub
`,
    `# Of the hub’s two prefixes, one has a route to the appliance
vnet hub   10.0.0.0/24 10.0.1.0/24 nva=10.0.0.4
vnet spoke 10.1.0.0/16
subnet hub/app 10.0.1.0/25
subnet spoke/app 10.1.0.0/24
hub <-> spoke forwarded
route spoke/app 10.0.0.0/24 via hub
#= fail    VNP406 spoke
`,
    `# A summary route and a hub without hosts, one with hosts, and one that cannot be read
vnet empty  10.0.0.0/24 firewall=10.0.0.4
vnet shared 10.8.0.0/24 firewall=10.8.0.4
vnet theirs 10.9.0.0/24 hidden
vnet a      10.1.0.0/16
vnet b      10.2.0.0/16
vnet c      10.3.0.0/16
subnet shared/dns 10.8.0.128/25
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
subnet c/app 10.3.0.0/24
empty  <-> a forwarded
shared <-> b forwarded
theirs <-> c forwarded
route a/app 10.0.0.0/8 via empty
route b/app 10.0.0.0/8 via shared
route c/app 10.0.0.0/8 via 10.9.0.4
#= fail    VNP406 b
#= unknown VNP106 c<->theirs
#= unknown VNP401 c<->theirs
#= unknown VNP406 c
`,
    `# Routes at least as specific as the peering, and the appliance’s own subnet
vnet hub     10.0.0.0/16 nva=10.0.1.4
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16
subnet spoke-a/app 10.1.0.0/24
subnet spoke-b/app 10.2.0.0/24
hub <-> spoke-a forwarded
hub <-> spoke-b forwarded
spoke-a <-> spoke-b
route spoke-a/app 10.0.0.0/8  via hub
route spoke-a/app 10.2.0.0/16 via hub
route spoke-b/app 10.0.0.0/8  via hub
route spoke-b/app 10.1.0.0/16 via hub
route hub/nva     10.0.0.0/8  via 10.1.0.9
`,
  ],
  texts: [
    'hub/GatewaySubnet routes 10.1.0.0/16 to 10.0.1.4, but traffic to 10.1.1.0/24 in spoke-a takes the peering route and bypasses 10.0.1.4. | If the appliance should inspect this traffic, add routes for the prefixes of the peering, and return routes in the other VNet: 10.1.1.0/24 to 10.0.1.4 in the route table of hub/GatewaySubnet. If the direct path is intended, mute this finding.',
    'hub/GatewaySubnet routes 10.1.0.0/16 to 10.0.1.4, but traffic to 10.1.1.0/24 in a takes the peering route and bypasses 10.0.1.4. Responses from a to networks behind the gateway pass 10.0.1.4, which has not seen the requests and drops them. hub/GatewaySubnet routes 10.1.0.0/16 to 10.0.1.4, but traffic to 10.1.2.0/24 in b takes the peering route and bypasses 10.0.1.4. Responses from b to networks behind the gateway pass 10.0.1.4, which has not seen the requests and drops them. hub/GatewaySubnet routes 10.1.0.0/16 to 10.0.1.4, but traffic to 10.1.3.0/24 in c takes the peering route and bypasses 10.0.1.4. | If the appliance should inspect this traffic, add routes for the prefixes of the peering, and return routes in the other VNet: 10.1.1.0/24 to 10.0.1.4 in the route table of hub/GatewaySubnet; 10.1.2.0/24 to 10.0.1.4 in the route table of hub/GatewaySubnet; 10.1.3.0/24 to 10.0.1.4 in the route table of hub/GatewaySubnet. If the direct path is intended, mute this finding.',
    'spoke/app routes 10.0.0.0/24 to 10.0.0.4, but traffic to 10.0.1.0/24 in hub takes the peering route and bypasses 10.0.0.4. | If the appliance should inspect this traffic, add routes for the prefixes of the peering, and return routes in the other VNet: 10.0.1.0/24 to 10.0.0.4 in the route table of spoke/app. If the direct path is intended, mute this finding.',
    'b/app routes 10.0.0.0/8 to 10.8.0.4, but traffic to 10.8.0.0/24 in shared takes the peering route and bypasses 10.8.0.4. | If the appliance should inspect this traffic, add routes for the prefixes of the peering, and return routes in the other VNet: 10.8.0.0/24 to 10.8.0.4 in the route table of b/app. If the direct path is intended, mute this finding.',
    'spoke-a/app routes 0.0.0.0/0 to 10.0.1.4, but traffic to 10.2.0.0/16 in spoke-b takes the peering route and bypasses 10.0.1.4. | If the appliance should inspect this traffic, add routes for the prefixes of the peering, and return routes in the other VNet: 10.2.0.0/16 to 10.0.1.4 in the route table of spoke-a/app. If the direct path is intended, mute this finding.',
  ],
});

describe('a bypass', () => {
  const text = `vnet hub 10.0.0.0/16 firewall=10.0.1.4 gateway
vnet spoke 10.1.0.0/24
hub <-> spoke forwarded
route hub/GatewaySubnet 10.1.0.0/16 via hub`;
  const { rows } = toFixture(text);
  const findingsOf = (changed: typeof rows) => runRules(buildTopology(changed), [firewallBypass]).findings.length;

  it('is not possible where the table turns off peering routes', () => {
    expect(findingsOf(rows)).toBe(1);
    expect(findingsOf({ ...rows, routeTables: rows.routeTables.map((table) => ({ ...table, disablePeeringRoute: 'All' })) })).toBe(0);
    expect(findingsOf({ ...rows, routeTables: rows.routeTables.map((table) => ({ ...table, disablePeeringRoute: 'None' })) })).toBe(1);
  });

  describe('of a GatewaySubnet', () => {
    const spoke = `vnet hub 10.0.0.0/16 nva=10.0.2.4 vnra=10.0.3.4 lb=10.0.4.4 gateway
vnet spoke 10.1.0.0/24
subnet spoke/app 10.1.0.0/25
hub <-> spoke transit | use-gateways forwarded
connection hub -> office bgp
propagation spoke/app off
route spoke/app 0.0.0.0/0 via 10.0.2.4
route hub/GatewaySubnet 10.1.0.0/16 via 10.0.2.4`;
    const severityOf = (fixture: string) =>
      runRules(topologyOf(fixture), [firewallBypass])
        .findings.map(({ severity }) => severity)
        .join();

    it('is an error if responses pass a stateful appliance, or a load balancer in front of some', () => {
      expect(severityOf(spoke)).toBe('error');
      expect(severityOf(spoke.replaceAll('via 10.0.2.4', 'via 10.0.4.4'))).toBe('error');
    });

    it('is a warning if responses pass an appliance without state, or if it is unknown whether they take other routes', () => {
      expect(severityOf(spoke.replaceAll('via 10.0.2.4', 'via 10.0.3.4'))).toBe('warning');
      expect(severityOf(spoke.replace('propagation spoke/app off\n', ''))).toBe('warning');
    });

    it('is a warning if the gateway does not advertise the VNet, so that no requests arrive', () => {
      expect(severityOf(spoke.replace(' use-gateways', ''))).toBe('warning');
    });
  });

  it('follows the prefixes that the half has learned, not the current ones', () => {
    const learned = { ...rows, halves: rows.halves.map((half) => ({ ...half, remoteLearned: ['10.9.0.0/24'] })) };
    expect(findingsOf(learned)).toBe(0);
  });

  it.each(fixtureRows())('is not reported in a healthy estate or for halves that are not connected: %s', (name, all) => {
    const disconnected = { ...all, halves: all.halves.map((half) => ({ ...half, state: 'Disconnected' })) };
    expect(findingsOf(disconnected)).toBe(0);
    if (['contoso', 'course', 'generated:60'].includes(name)) expect(findingsOf(all)).toBe(0);
  });

  it('names the longest of the routes that contain the prefix', () => {
    const [finding] = runRules(visibleTopology(toFixture(`${text}\nroute hub/GatewaySubnet 10.0.0.0/8 via hub`)), [
      firewallBypass,
    ]).findings;
    expect(finding?.text).toMatch(/^hub\/GatewaySubnet routes 10\.1\.0\.0\/16 to /);
  });

  it('lists three peerings and counts the others', () => {
    const spokes = 'repeat 1..5 vnet s-{n} 10.1.{n}.0/24\nrepeat 1..5 hub <-> s-{n} forwarded';
    const [finding] = runRules(visibleTopology(toFixture(`${text}\n${spokes}`)), [firewallBypass]).findings;
    expect(finding?.text).toMatch(/10\.1\.2\.0\/24 in s-2 takes .* The same applies to 3 more peerings\.$/);
    expect(finding?.guilty).toHaveLength(6);
  });
});
