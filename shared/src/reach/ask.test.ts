import { describe, expect, test } from 'vitest';
import { type Additions, ask, reachOf } from './testing/estate.ts';

/** Hub with an appliance, and two spokes whose subnets have machines. */
const HUB_AND_SPOKES = `
vnet hub 10.0.0.0/16 nva=10.0.2.4
subnet hub/shared 10.0.5.0/24
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
hub <-> a forwarded | forwarded
hub <-> b forwarded | forwarded
`;
const TO_APPLIANCE = 'route a/app 10.2.0.0/16 via 10.0.2.4\nroute b/app 10.1.0.0/16 via 10.0.2.4\n';

const answer = (text: string, from = 'a', to = 'b', additions: Additions = {}, more: Parameters<typeof ask>[3] = {}): string =>
  ask(reachOf(text, additions), from, to, more);

describe('two VNets', () => {
  test('reach each other when they are peered', () => {
    expect(answer('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na <-> b')).toBe('reachable');
  });

  test('do not through a third, because peerings are not transitive', () => {
    expect(answer(HUB_AND_SPOKES)).toBe('unreachable no-route');
  });

  test('do not while one half is missing or Disconnected', () => {
    expect(answer('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na -> b Initiated')).toBe('unreachable half-not-connected');
    expect(answer('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na -> b Disconnected')).toBe('unreachable half-not-connected');
  });

  test('are told which peer they have in common', () => {
    const { forward } = reachOf(HUB_AND_SPOKES).answer({ from: 'a', to: 'b' });
    expect(forward.blocker?.text).toBe(
      'a/app has no route to 10.2.0.4: Azure drops packets for 10.0.0.0/8 by default. a and b both peer with hub, but peerings are not transitive.',
    );
  });

  test('are unknown while network managers, which can connect them, were not read', () => {
    expect(answer(HUB_AND_SPOKES, 'a', 'b', { missingKinds: ['connectedGroups'] })).toBe('unknown not-read');
  });

  test('are unknown while the state of their peering is not given, or the peerings of the sender were not read', () => {
    const text = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na <-> b';
    expect(answer(text, 'a', 'b', { halves: { state: 'Unknown' } })).toBe('unknown not-read');
    expect(answer('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16', 'a', 'b', { vnets: { halvesNotRead: true } })).toBe('unknown not-read');
  });

  test('do not at an address outside all subnets', () => {
    expect(answer(`vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nsubnet b/app 10.2.0.0/24\na <-> b`, 'a', '10.2.9.4')).toBe(
      'unreachable no-subnet',
    );
  });

  test('are blocked by default rules when a half does not allow access (R20)', () => {
    expect(answer('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na <-> b no-access')).toBe('blocked default-rules');
    expect(answer('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na <-> b | no-access')).toBe('blocked default-rules');
  });

  test('do not at an address that only a stale half knows', () => {
    const text = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\na -> b learned=10.2.0.0/16,10.9.0.0/16\nb -> a';
    expect(answer(text, 'a', '10.9.0.4')).toBe('unreachable prefix-not-current');
  });

  test('reach each other within a connected group (R4)', () => {
    expect(answer('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\ngroup mesh a b')).toBe('reachable');
  });

  test('reach each other in the peered subnets only (R5)', () => {
    const text = `
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
subnet a/in 10.1.0.0/24
subnet a/out 10.1.1.0/24
subnet b/in 10.2.0.0/24
subnet b/out 10.2.1.0/24
a <-> b local-subnets=in remote-subnets=in | local-subnets=in remote-subnets=in
`;
    expect(answer(text, 'a/in', 'b/in')).toBe('reachable');
    expect(answer(text, 'a/out', 'b/in')).toBe('unreachable subnet-not-peered');
    expect(answer(text, 'a/in', 'b/out')).toBe('unreachable subnet-not-peered');
  });

  test('are asked per subnet, and disagreement is ambiguous', () => {
    const text =
      'vnet a 10.1.0.0/16\nsubnet a/one 10.1.0.0/24\nsubnet a/two 10.1.1.0/24\nvnet b 10.2.0.0/16\na <-> b\nroute a/two 10.2.0.0/16 via none\n';
    expect(answer(text)).toBe('ambiguous equal-paths');
    expect(answer(text, 'a/two')).toBe('unreachable null-route');
  });
});

describe('an appliance', () => {
  test('joins two spokes that route to it', () => {
    expect(answer(HUB_AND_SPOKES + TO_APPLIANCE)).toBe('reachable [10.0.2.4] [10.0.2.4]');
  });

  test('that only one side routes to makes the way one-way', () => {
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.2.0.0/16 via 10.0.2.4`)).toBe('one-way no-route [10.0.2.4] []');
  });

  test('is passed by when a peering route is longer (1.0.2)', () => {
    expect(answer(`${HUB_AND_SPOKES}route a/app 0.0.0.0/0 via 10.0.2.4\nroute a/app 10.0.0.0/8 via 10.0.2.4`, 'a', 'hub/shared')).toBe(
      'reachable',
    );
  });

  test('on the way there but not back is asymmetric (R27)', () => {
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.0.5.0/24 via 10.0.2.4`, 'a', 'hub/shared')).toBe('asymmetric [10.0.2.4] []');
  });

  test('on both ways is symmetric', () => {
    const text = `${HUB_AND_SPOKES}route a/app 10.0.5.0/24 via 10.0.2.4\nroute hub/shared 10.1.0.0/16 via 10.0.2.4`;
    expect(answer(text, 'a', 'hub/shared')).toBe('reachable [10.0.2.4] [10.0.2.4]');
  });

  test('may not be able to forward into a VNet whose half does not allow forwarded traffic (R21)', () => {
    const text = (HUB_AND_SPOKES + TO_APPLIANCE).replace('hub <-> b forwarded | forwarded', 'hub <-> b forwarded |');
    expect(answer(text)).toBe('unknown forwarded-not-accepted [10.0.2.4] [10.0.2.4]');
  });

  test('needs no half of the hub to allow forwarded traffic (R21)', () => {
    const text = (HUB_AND_SPOKES + TO_APPLIANCE)
      .replaceAll('<-> a forwarded | forwarded', '<-> a | forwarded')
      .replaceAll('<-> b forwarded | forwarded', '<-> b | forwarded');
    expect(answer(text)).toBe('reachable [10.0.2.4] [10.0.2.4]');
  });

  test('must be one platform step away (R1)', () => {
    const text = `${HUB_AND_SPOKES}vnet far 10.3.0.0/16 nva=10.3.2.4\nhub <-> far\nroute a/app 10.2.0.0/16 via 10.3.2.4`;
    expect(answer(text)).toBe('unreachable next-hop-too-far');
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.2.0.0/16 via 172.31.0.4`)).toBe('unreachable next-hop-too-far');
  });

  test('is unknown if it may be in a peer without known prefixes', () => {
    const text = `${HUB_AND_SPOKES}vnet far 10.3.0.0/16 hidden\na <-> far no-sync-level\nroute a/app 10.2.0.0/16 via 10.3.2.4`;
    expect(answer(text)).toBe('unknown not-read');
  });

  test('must exist', () => {
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.2.0.0/16 via 10.0.2.9`)).toBe('unreachable next-hop-not-found');
  });

  test('that cannot be seen, because interfaces were not read, is unknown', () => {
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.2.0.0/16 via 10.0.2.9`, 'a', 'b', { missingKinds: ['appliances'] })).toBe(
      'unknown not-read',
    );
  });

  test('must have IP forwarding enabled (R23)', () => {
    const rows = {
      interfaces: [
        {
          id: '@hub#networkInterfaces/vm',
          vnetId: '@hub',
          configurations: [{ id: '@hub#c', privateIp: '10.0.5.4', securityGroupIds: [] }],
        },
      ],
    };
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.2.0.0/16 via 10.0.5.4`, 'a', 'b', { rows })).toBe(
      'unreachable appliance-does-not-forward',
    );
  });

  test('must run', () => {
    const machineId = '@hub#virtualMachines/fw';
    const additions = {
      rows: {
        appliances: [{ id: '@hub#networkInterfaces/fw', vnetId: '@hub', privateIps: ['10.0.5.4'], configurations: [], machineId }],
        machines: [{ id: machineId, powerState: 'PowerState/deallocated' }],
      },
    };
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.2.0.0/16 via 10.0.5.4`, 'a', 'b', additions)).toBe('unreachable appliance-stopped');
    expect(answer(`${HUB_AND_SPOKES}route a/app 10.2.0.0/16 via 10.0.5.4,10.0.5.4`, 'a', 'b', additions)).toBe(
      'unreachable appliance-stopped',
    );
  });

  test('whose own routes lead back to it is a loop', () => {
    const text = `${HUB_AND_SPOKES}vnet other 10.9.0.0/16\nroute hub/nva 10.9.0.0/16 via 10.0.2.4\nroute a/app 10.9.0.0/16 via 10.0.2.4`;
    expect(answer(text, 'a', 'other')).toBe('unreachable loop [10.0.2.4,10.0.2.4] []');
  });

  test('may have a tunnel of its own if it peers with a Route Server', () => {
    const text = HUB_AND_SPOKES.replace('nva=10.0.2.4', 'nva=10.0.2.4 route-server');
    const rows = {
      routeServerPeers: [
        { id: '@hub#virtualHubs/rs-hub/bgpConnections/nva', routeServerId: '@hub#virtualHubs/rs-hub', peerIp: '10.0.2.4' },
      ],
    };
    const learned = { '@hub#virtualHubs/rs-hub/bgpConnections/nva': [] };
    expect(answer(`${text}route a/app 172.20.0.0/16 via 10.0.2.4`, 'a', '172.20.0.4', { rows, learned })).toBe(
      'unknown appliance-tunnel [10.0.2.4] []',
    );
  });

  test('chain is followed through two hubs (R22)', () => {
    const text = `
vnet h1 10.0.0.0/16 nva=10.0.2.4
vnet h2 10.1.0.0/16 nva=10.1.2.4
vnet a 10.10.0.0/16
vnet b 10.11.0.0/16
subnet a/app 10.10.0.0/24
subnet b/app 10.11.0.0/24
h1 <-> h2 forwarded | forwarded
h1 <-> a forwarded | forwarded
h2 <-> b forwarded | forwarded
route a/app 0.0.0.0/0 via 10.0.2.4
route b/app 0.0.0.0/0 via 10.1.2.4
route h1/nva 10.11.0.0/16 via 10.1.2.4
route h2/nva 10.10.0.0/16 via 10.0.2.4
`;
    expect(answer(text)).toBe('reachable [10.0.2.4,10.1.2.4] [10.1.2.4,10.0.2.4]');
  });
});

describe('a load balancer in front of appliances', () => {
  const text = `${HUB_AND_SPOKES.replace('nva=10.0.2.4', 'nva=10.0.2.4,10.0.2.5 lb=10.0.3.4')}route a/app 10.2.0.0/16 via 10.0.3.4\nroute b/app 10.1.0.0/16 via 10.0.3.4\n`;

  test('makes both ways pass the same appliance (R24, R27)', () => {
    expect(answer(text)).toBe('reachable [10.0.3.4] [10.0.3.4]');
  });

  test('needs a rule for the packet', () => {
    const frontendId = '@hub#loadBalancers/lb-hub/frontendIPConfigurations/front';
    const poolId = '@hub#loadBalancers/lb-hub/backendAddressPools/back';
    const properties = { 'loadBalancers/lb-hub': { rules: [{ frontendId, poolId, protocol: 'Tcp', port: 443 }] } };
    expect(answer(text, 'a', 'b', { properties }, { protocol: 'tcp', port: 80 })).toBe('unreachable load-balancer-no-rule');
    expect(answer(text, 'a', 'b', { properties }, { protocol: 'tcp', port: 443 })).toBe('reachable [10.0.3.4] [10.0.3.4]');
  });

  test('needs an appliance', () => {
    expect(answer(text, 'a', 'b', { properties: { 'loadBalancers/lb-hub': { backends: [] } } })).toBe(
      'unreachable load-balancer-no-backend',
    );
  });

  test('is not needed by a single appliance, but two of equal cost without one are asymmetric (R27)', () => {
    const direct = text.replaceAll('10.0.3.4\n', '10.0.2.4\n').replace('via 10.0.2.4\n', 'via 10.0.2.5\n');
    expect(answer(direct)).toBe('asymmetric [10.0.2.5] [10.0.2.4]');
  });
});

describe('a firewall', () => {
  const text = `
vnet hub 10.0.0.0/16 firewall=10.0.1.4
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16 fd00:b::/48
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24 fd00:b::/64
hub <-> a | forwarded
hub <-> b | forwarded
route a/app 0.0.0.0/0 via 10.0.1.4
route b/app 0.0.0.0/0 via 10.0.1.4
`;

  test('joins spokes and lets them out', () => {
    expect(answer(text)).toBe('reachable [10.0.1.4] [10.0.1.4]');
    expect(answer(text, 'a', 'internet')).toBe('reachable [10.0.1.4] [10.0.1.4]');
  });

  test('is taken to allow the packet, which the answer says once', () => {
    const { assumptions } = reachOf(text).answer({ from: 'a', to: 'b' });
    expect(assumptions).toEqual(['Azure Firewall is taken to allow the packet: its policy was not looked at.']);
  });

  test('carries no IPv6 (R17)', () => {
    expect(answer(`${text}route b/app ::/0 via 10.0.1.4`, 'b', 'internet')).toBe('reachable [10.0.1.4] [10.0.1.4]');
    expect(answer(text, 'fd00:b::4', 'fd00:c::4')).toBe('unreachable not-routable');
  });
});

describe('the internet', () => {
  const text = 'vnet a 10.1.0.0/16 fd00:a::/48\nsubnet a/app 10.1.0.0/24 fd00:a::/64\n';

  test('is reached by default outbound access, unless the subnet is private (R18)', () => {
    expect(answer(text, 'a', 'internet')).toBe('reachable');
    expect(answer(text, 'a', '203.0.113.9')).toBe('reachable');
    expect(answer(text, 'a', 'internet', { subnets: { 'a/app': { defaultOutboundAccess: false } } })).toBe('unreachable no-outbound');
  });

  test('is reached from a private subnet by a NAT gateway or a public address', () => {
    const subnets = { 'a/app': { defaultOutboundAccess: false, natGatewayId: '@a#natGateways/nat' } };
    expect(answer(text, 'a', 'internet', { subnets })).toBe('reachable');
    const configurations = [
      { id: '@a#c', privateIp: '10.1.0.9', subnetId: '@a/app', publicIpId: '@a#publicIPAddresses/ip', securityGroupIds: [] },
    ];
    const rows = { interfaces: [{ id: '@a#networkInterfaces/vm', vnetId: '@a', configurations }] };
    expect(answer(text, '10.1.0.9', 'internet', { rows, subnets: { 'a/app': { defaultOutboundAccess: false } } })).toBe('reachable');
  });

  test('may be a service with an endpoint in the subnet (R18)', () => {
    const subnets = { 'a/app': { defaultOutboundAccess: false, serviceEndpoints: ['Microsoft.Storage'] } };
    expect(answer(text, 'a', '20.150.1.4', { subnets })).toBe('unknown not-established');
    expect(answer(text, 'a', 'internet', { subnets })).toBe('unreachable no-outbound');
  });

  test('is not reached over IPv6 without a public IPv6 address', () => {
    expect(answer(text, 'fd00:a::4', '2001:db8::1')).toBe('unreachable no-outbound');
  });

  test('is not reached with a route of next hop None', () => {
    expect(answer(`${text}route a/app 0.0.0.0/0 via none`, 'a', 'internet')).toBe('unreachable null-route');
  });

  test('does not route private addresses', () => {
    expect(answer(`${text}route a/app 0.0.0.0/0 via internet`, 'a', '10.7.0.4')).toBe('unreachable not-routable');
  });

  test('cannot open connections to private addresses', () => {
    expect(answer(text, '203.0.113.9', 'a')).toBe('unreachable no-route');
  });
});
