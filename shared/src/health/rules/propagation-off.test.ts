import { describe, expect, it } from 'vitest';
import { toFixture, visibleTopology } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { buildTopology } from '../../topology/index.ts';
import { runRules } from '../run.ts';
import { propagationOff } from './propagation-off.ts';

testRule(propagationOff, {
  fixtures: [
    `# Routes that lead back: a default route to the firewall, a summary, the gateway itself; and traffic that is dropped on purpose
vnet hub 10.0.0.0/16 gateway firewall=10.0.1.4
vnet a   10.1.0.0/16
vnet b   10.2.0.0/16
vnet c   10.3.0.0/16
vnet d   10.4.0.0/16
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
subnet c/app 10.3.0.0/24
subnet d/app 10.4.0.0/24
connection hub -> office
hub <-> a transit forwarded | use-gateways forwarded
hub <-> b transit forwarded | use-gateways forwarded
hub <-> c transit forwarded | use-gateways forwarded
hub <-> d transit forwarded | use-gateways forwarded
propagation a/app off
propagation b/app off
propagation c/app off
propagation d/app off
route a/app 0.0.0.0/0 via hub
route b/app 192.168.0.0/16 via hub
route c/app 192.168.0.0/16 via gateway
route d/app 0.0.0.0/0 via none
`,
    `# Routes that do not lead back: to the internet, and to another spoke
vnet hub 10.0.0.0/16 gateway firewall=10.0.1.4
vnet a   10.1.0.0/16
vnet b   10.2.0.0/16
subnet a/app 10.1.0.0/24
subnet a/db  10.1.1.0/24
subnet hub/shared 10.0.2.0/24
connection hub -> office
hub <-> a transit forwarded | use-gateways forwarded
hub <-> b transit forwarded | use-gateways forwarded
propagation a/app off
propagation hub/shared off
propagation hub/AzureFirewallSubnet off
route a/app 0.0.0.0/0 via internet
route hub/shared 10.2.0.0/16 via hub
#= fail    VNP407 a
#= fail    VNP407 hub
`,
    `# A gateway without connections, one that a spoke does not use, and one that cannot be read
vnet idle   10.0.0.0/16 gateway
vnet hub    10.8.0.0/16 gateway
vnet theirs 10.9.0.0/16 gateway hidden
vnet a      10.1.0.0/16
vnet b      10.2.0.0/16
vnet c      10.3.0.0/16
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
subnet c/app 10.3.0.0/24
connection hub -> office
idle   <-> a transit | use-gateways
hub    <-> b
theirs <-> c transit | use-gateways
propagation a/app off
propagation b/app off
propagation c/app off
#= unknown VNP106 c<->theirs
#= unknown VNP301 c->theirs
#= unknown VNP302 c->theirs
#= unknown VNP401 c<->theirs
#= unknown VNP407 c
`,
  ],
  texts: [
    'The gateway in hub advertises a to the networks it is connected to, but its routes are not propagated to app, and no route there leads to the gateway or to an appliance. Packets from those networks arrive, but responses are lost. | Turn on gateway route propagation in the route table of a/app, or add routes to the networks behind the gateway in hub, with next hop type VirtualAppliance or VirtualNetworkGateway. To keep those networks out, use network security groups.',
    'The gateway in hub advertises hub to the networks it is connected to, but its routes are not propagated to shared, and no route there leads to the gateway or to an appliance. Packets from those networks arrive, but responses are lost. | Turn on gateway route propagation in the route table of hub/shared, or add routes to the networks behind the gateway in hub, with next hop type VirtualAppliance or VirtualNetworkGateway. To keep those networks out, use network security groups.',
    'The gateway in hub advertises spoke to the networks it is connected to, but its routes are not propagated to app, and no route there leads to the gateway or to an appliance. Packets from those networks arrive, but responses are lost. | Turn on gateway route propagation in the route table of spoke/app, or add routes to the networks behind the gateway in hub, with next hop type VirtualAppliance or VirtualNetworkGateway. To keep those networks out, use network security groups.',
  ],
});

describe('propagation that is turned off', () => {
  it('needs a route for one of the networks behind the gateway where these are known', () => {
    const known = `${spoke('transit | use-gateways')}
site office hub 192.168.0.0/24
vnet nva 10.9.0.0/16 nva=10.9.2.4
nva <-> spoke forwarded
route spoke/app PREFIX via nva`;
    expect(failuresIn(known.replace('PREFIX', '172.20.0.0/16'))).toBe(1);
    expect(failuresIn(known.replace('PREFIX', '192.168.0.0/16'))).toBe(0);
    expect(failuresIn(`${known.replace('PREFIX', '0.0.0.0/0')}\nroute spoke/app 192.168.0.0/16 via internet`)).toBe(1);
    expect(failuresIn(known.replace('PREFIX', '172.20.0.0/16').replace('-> office', '-> office bgp'))).toBe(0);
  });

  const failuresIn = (text: string) => runRules(visibleTopology(toFixture(text)), [propagationOff]).findings.length;
  const spoke = (half: string, subnets = '') => `vnet hub 10.0.0.0/16 gateway
vnet spoke 10.1.0.0/16
subnet hub/core 10.0.1.0/24
subnet spoke/app 10.1.0.0/24
subnet spoke/db 10.1.1.0/24
hub <-> spoke ${half}${subnets}
connection hub -> office
propagation spoke/app off`;

  it('is reported only if both halves allow the use of the gateway', () => {
    expect(failuresIn(spoke('transit | use-gateways'))).toBe(1);
    expect(failuresIn(spoke('| use-gateways'))).toBe(0);
    expect(failuresIn(spoke('transit |'))).toBe(0);
  });

  it('concerns only the subnets that a subnet peering advertises', () => {
    expect(failuresIn(spoke('transit | use-gateways', ' local-subnets=core remote-subnets=app'))).toBe(1);
    expect(failuresIn(spoke('transit | use-gateways', ' local-subnets=core remote-subnets=db'))).toBe(0);
  });

  it('is inconclusive if the halves of the VNet with the gateway were not read', () => {
    const { rows } = toFixture(spoke('transit | use-gateways'));
    const partial = buildTopology({
      ...rows,
      vnets: rows.vnets.map((vnet) => (vnet.id.endsWith('/hub') ? { ...vnet, halvesNotRead: true } : vnet)),
      halves: rows.halves.filter(({ id }) => !id.includes('/hub/virtualNetworkPeerings/')),
    });
    const { findings, unknown } = runRules(partial, [propagationOff]);
    expect([findings.length, unknown.map(({ where }) => where)]).toEqual([0, ['spoke']]);
  });

  it('is not reported while the connection is down', () => {
    expect(failuresIn(spoke('transit | use-gateways').replace('-> office', '-> office NotConnected'))).toBe(0);
  });
});
