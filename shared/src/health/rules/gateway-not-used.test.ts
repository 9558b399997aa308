import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { runRules } from '../run.ts';
import { gatewayNotUsed } from './gateway-not-used.ts';

testRule(gatewayNotUsed, {
  fixtures: [
    `# A VNet that uses the gateway, one with routes for other purposes, one with a default route, and one with a gateway of its own
vnet hub  10.0.0.0/16 gateway firewall=10.0.1.4
vnet uses 10.1.0.0/16
vnet other 10.2.0.0/16
vnet default 10.3.0.0/16
vnet own  10.4.0.0/16 gateway
subnet uses/app    10.1.0.0/24
subnet other/app   10.2.0.0/24
subnet default/app 10.3.0.0/24
subnet own/app     10.4.0.0/24
site office hub 192.168.0.0/24
connection hub -> office
hub <-> uses transit forwarded | use-gateways forwarded
hub <-> other forwarded
hub <-> default forwarded
hub <-> own forwarded
route uses/app    192.168.0.0/16 via hub
route other/app   10.1.0.0/16    via hub
route default/app 0.0.0.0/0      via hub
route own/app     192.168.0.0/16 via hub
#= fail    VNP404 uses
`,
    `# A route to the gateway itself, and a summary of which a longer route drops the site’s part
vnet hub 10.0.0.0/16 gateway nva=10.0.2.4
vnet a   10.1.0.0/16
vnet b   10.2.0.0/16
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
site office hub 192.168.0.0/24
connection hub -> office
hub <-> a transit | forwarded
hub <-> b | forwarded
route a/app 192.168.0.0/16 via gateway
route b/app 192.168.0.0/16 via hub
route b/app 192.168.0.0/24 via none
#= fail    VNP305 a->hub
#= fail    VNP304 hub
`,
    `# Gateways with routes that are not known: by BGP, by a site that was not read, and by appliances through a Route Server
vnet hub-1 10.0.0.0/16 gateway firewall=10.0.1.4
vnet hub-2 10.8.0.0/16 gateway firewall=10.8.1.4
vnet hub-3 10.9.0.0/16 gateway route-server=branch-to-branch nva=10.9.2.4
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet d 10.4.0.0/16
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
subnet c/app 10.3.0.0/24
subnet d/app 10.4.0.0/24
connection hub-1 -> office bgp
connection hub-2 -> plant
connection hub-3 -> shop
site shop hub-3 172.20.0.0/24
bgp-peer sdwan hub-3 10.9.2.4 asn=65001
hub-1 <-> a forwarded
hub-1 <-> d forwarded
hub-2 <-> b forwarded
hub-3 <-> c forwarded
route a/app 192.168.0.0/16 via hub-1
route b/app 192.168.0.0/16 via hub-2
route c/app 172.20.0.0/16  via hub-3
route d/app 10.1.0.0/16    via hub-1
#= unknown VNP305 a->hub-1
#= unknown VNP305 b->hub-2
#= unknown VNP305 c->hub-3
#= fail    VNP404 a
`,
  ],
  texts: [
    'a/app routes 192.168.0.0/16 to a gateway, but a neither has one nor uses the one in hub, so the traffic is dropped. | Change the half a → hub: use remote gateways.',
    'spoke/app routes 192.168.0.0/16 to 10.0.1.4 in hub, for networks behind the gateway there. spoke does not use this gateway, so the gateway does not advertise spoke, and responses are lost. | Change the half hub → spoke: allow gateway transit. Change the half spoke → hub: use remote gateways.',
  ],
});

describe('a VNet that a gateway does not advertise', () => {
  const text = `vnet hub 10.0.0.0/16 gateway firewall=10.0.1.4
vnet spoke 10.1.0.0/16
subnet spoke/app 10.1.0.0/24
hub <-> spoke forwarded
connection hub -> office
site office hub 192.168.0.0/24
route spoke/app 192.168.0.0/24 via hub`;
  const failuresIn = (fixture: string) => runRules(topologyOf(fixture), [gatewayNotUsed]).findings.length;

  it('is reported for a summary of a site’s prefix, and for a part of it', () => {
    expect(failuresIn(text)).toBe(1);
    expect(failuresIn(text.replace('app 192.168.0.0/24', 'app 192.168.0.0/16'))).toBe(1);
    expect(failuresIn(text.replace('app 192.168.0.0/24', 'app 192.168.0.128/25'))).toBe(1);
    expect(failuresIn(text.replace('app 192.168.0.0/24', 'app 192.168.1.0/24'))).toBe(0);
  });

  it('is reported for another VNet behind a connection', () => {
    const far = `vnet far 192.168.0.0/24 gateway\n${text.replace('site office hub 192.168.0.0/24', '').replace('hub -> office', 'hub <-> far')}`;
    expect(failuresIn(far)).toBe(1);
  });

  it('is not reported for a route to an ExpressRoute gateway, which cannot be a next hop, and for subnets of appliances', () => {
    const toGateway = text.replace('app 192.168.0.0/24 via hub', 'app 192.168.0.0/24 via gateway');
    expect(failuresIn(toGateway)).toBe(1);
    expect(failuresIn(toGateway.replace('gateway firewall', 'gateway=ExpressRoute firewall'))).toBe(0);
    expect(
      failuresIn(`${text.replaceAll('spoke/app', 'spoke/nva')}\nvnet x 10.9.0.0/16\nspoke <-> x\nroute x/app 10.1.0.0/16 via 10.1.0.9`),
    ).toBe(0);
  });
});
