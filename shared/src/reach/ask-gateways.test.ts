import { describe, expect, test } from 'vitest';
import { type Additions, ask, reachOf } from './testing/estate.ts';

/** Hub with a VPN gateway and a site; one spoke uses the gateway, another does not. */
const TEXT = `
vnet hub   10.0.0.0/16 gateway nva=10.0.2.4
vnet spoke 10.1.0.0/16
vnet other 10.2.0.0/16
subnet hub/app 10.0.5.0/24
subnet spoke/app 10.1.0.0/24
subnet other/app 10.2.0.0/24
hub <-> spoke transit forwarded | use-gateways forwarded
hub <-> other | forwarded
connection hub -> office
`;
const GATEWAY = '@hub#virtualNetworkGateways/vpngw-hub';
const OFFICE = { id: '@hub#localNetworkGateways/office', prefixes: ['192.168.0.0/24'], bgpAddress: '192.168.0.1' };
const WITH_SITE: Additions = { rows: { localNetworkGateways: [OFFICE] } };
const WITH_BGP: Additions = { ...WITH_SITE, properties: { 'connections/hub-to-office': { bgp: true } } };

const answer = (from: string, to: string, additions: Additions = WITH_SITE, more = ''): string =>
  ask(reachOf(TEXT + more, additions), from, to);

describe('a site', () => {
  test('is reached through the gateway, from its VNet and from VNets that use it (R28)', () => {
    expect(answer('hub/app', '192.168.0.9')).toBe('reachable');
    expect(answer('spoke', '192.168.0.9')).toBe('reachable');
    expect(answer('192.168.0.9', 'spoke')).toBe('reachable');
  });

  test('is not reached from a VNet that does not use the gateway, and does not know it (1.0.3)', () => {
    expect(answer('other', '192.168.0.9')).toBe('unreachable no-route');
    expect(answer('192.168.0.9', 'other')).toBe('unreachable not-announced');
  });

  test('is not reached while the connection is down', () => {
    const down = { ...WITH_SITE, properties: { 'connections/hub-to-office': { status: 'NotConnected' } } };
    expect(answer('spoke', '192.168.0.9', down)).toBe('unreachable connection-not-connected');
    expect(answer('192.168.0.9', 'spoke', down)).toBe('unreachable connection-not-connected');
  });

  test('is one-way when the subnet takes no routes from gateways (R11)', () => {
    expect(answer('192.168.0.9', 'spoke', WITH_SITE, 'propagation spoke/app off')).toBe('one-way no-route');
    expect(answer('spoke', '192.168.0.9', WITH_SITE, 'propagation spoke/app off')).toBe('unreachable no-route');
  });

  test('is reached by a user route to the gateway', () => {
    expect(answer('spoke', '192.168.0.9', WITH_SITE, 'propagation spoke/app off\nroute spoke/app 192.168.0.0/16 via gateway')).toBe(
      'reachable',
    );
    expect(answer('other', '192.168.0.9', WITH_SITE, 'route other/app 192.168.0.0/16 via gateway')).toBe('unreachable no-gateway');
  });

  test('bypasses the appliance on the way in when only the spoke routes to it', () => {
    expect(answer('spoke', '192.168.0.9', WITH_SITE, 'route spoke/app 192.168.0.0/24 via 10.0.2.4')).toBe('asymmetric [10.0.2.4] []');
    const both = 'route spoke/app 192.168.0.0/24 via 10.0.2.4\nroute hub/GatewaySubnet 10.1.0.0/16 via 10.0.2.4';
    expect(answer('spoke', '192.168.0.9', WITH_SITE, both)).toBe('reachable [10.0.2.4] [10.0.2.4]');
  });

  test('is not known to a gateway that has no route to it', () => {
    expect(answer('spoke', '172.20.0.4', WITH_SITE, 'route spoke/app 172.20.0.0/16 via gateway')).toBe('unreachable not-known-to-gateway');
  });

  test('of which nobody knows anything is unknown', () => {
    expect(answer('172.20.0.4', 'spoke')).toBe('unknown place-not-found');
  });

  test('has no internet for VNets that Azure knows of', () => {
    expect(answer('spoke', 'internet', WITH_SITE, 'route spoke/app 0.0.0.0/0 via gateway')).toBe('unreachable no-outbound');
  });
});

describe('routes that were not given', () => {
  test('make an answer unknown that hangs on them, and name the gateway', () => {
    const { verdict, forward } = reachOf(TEXT, WITH_BGP).answer({ from: 'spoke', to: '172.20.0.4' });
    expect(verdict).toBe('unknown');
    expect(forward.blocker).toMatchObject({ code: 'routes-not-learned', text: expect.stringContaining('vpngw-hub') });
    expect(answer('172.20.0.4', 'spoke', WITH_BGP)).toBe('unknown routes-not-learned');
  });

  test('are those of a site that was not read, too', () => {
    expect(answer('spoke', '172.20.0.4', {})).toBe('unknown routes-not-learned');
  });

  test('do not matter where the gateway has no connection that could bring them', () => {
    expect(answer('spoke', '172.20.0.4')).toBe('unreachable no-route');
  });

  test('do not matter to a longer system or user route, to a subnet that takes none, and to the internet', () => {
    expect(answer('spoke', 'hub/app', WITH_BGP)).toBe('reachable');
    expect(answer('spoke', '172.20.0.4', WITH_BGP, 'route spoke/app 172.20.0.0/16 via none')).toBe('unreachable null-route');
    expect(answer('spoke', '172.20.0.4', WITH_BGP, 'propagation spoke/app off')).toBe('unreachable no-route');
    expect(answer('spoke', 'internet', WITH_BGP)).toBe('reachable');
  });

  test('matter to a default route', () => {
    expect(answer('spoke', '172.20.0.4', WITH_BGP, 'route spoke/app 0.0.0.0/0 via none')).toBe('unknown routes-not-learned');
  });

  test('do not matter over IPv6, which a VPN gateway does not carry (R17)', () => {
    const text = 'vnet hub 10.0.0.0/16 fd00:a::/48 gateway\nsubnet hub/app 10.0.5.0/24 fd00:a::/64\nconnection hub -> office';
    expect(ask(reachOf(text, WITH_BGP), 'fd00:a::4', 'fd00:b::4')).toBe('unreachable not-routable');
  });

  test('are nothing where the list is empty', () => {
    expect(answer('spoke', '172.20.0.4', { ...WITH_BGP, learned: { [GATEWAY]: [] } })).toBe('unreachable no-route');
  });

  test('are used where they were given', () => {
    const learned = { [GATEWAY]: [{ network: '172.20.0.0/16', nextHop: '192.168.0.1', sourcePeer: '192.168.0.1' }] };
    expect(answer('spoke', '172.20.0.4', { ...WITH_BGP, learned })).toBe('reachable');
    expect(answer('172.20.0.4', 'spoke', { ...WITH_BGP, learned })).toBe('reachable');
  });
});

describe('spokes of one gateway', () => {
  const text = `${TEXT}vnet third 10.3.0.0/16\nsubnet third/app 10.3.0.0/24\nhub <-> third transit | use-gateways\n`;

  test('do not reach each other by the flags alone (R29)', () => {
    expect(ask(reachOf(text, WITH_SITE), 'spoke', 'third')).toBe('unreachable no-route');
  });

  test('do with user routes to the gateway in both (R29)', () => {
    const routes = 'route spoke/app 10.3.0.0/16 via gateway\nroute third/app 10.1.0.0/16 via gateway';
    expect(ask(reachOf(text + routes, WITH_SITE), 'spoke', 'third')).toBe('reachable');
    expect(ask(reachOf(`${text}route spoke/app 10.3.0.0/16 via gateway`, WITH_SITE), 'spoke', 'third')).toBe('one-way no-route');
  });
});

test('a gateway is the next hop of a user route only if it is a VPN gateway (R13)', () => {
  const text = 'vnet a 10.0.0.0/16 gateway=ExpressRoute\nsubnet a/app 10.0.5.0/24\nroute a/app 172.20.0.0/16 via gateway';
  expect(ask(reachOf(text), 'a/app', '172.20.0.4')).toBe('unreachable no-gateway');
});

test('a gateway announces only the peered subnets of a spoke (R33)', () => {
  const text = `
vnet hub   10.0.0.0/16 gateway
vnet spoke 10.1.0.0/16
subnet hub/app 10.0.5.0/24
subnet spoke/in 10.1.0.0/24
subnet spoke/out 10.1.1.0/24
hub -> spoke transit local-subnets=app,GatewaySubnet remote-subnets=in learned=10.1.0.0/24
spoke -> hub use-gateways local-subnets=in remote-subnets=app,GatewaySubnet learned=10.0.5.0/24
connection hub -> office
`;
  expect(ask(reachOf(text, WITH_SITE), '192.168.0.9', 'spoke/in')).toBe('reachable');
  expect(ask(reachOf(text, WITH_SITE), '192.168.0.9', 'spoke/out')).toBe('unreachable not-announced');
});

describe('a connection between VNets', () => {
  const text = `
vnet h1 10.0.0.0/16 gateway
vnet h2 10.1.0.0/16 gateway
vnet a  10.10.0.0/16
vnet b  10.11.0.0/16
h1 <-> a transit | use-gateways
h2 <-> b transit | use-gateways
connection h1 <-> h2
`;
  const bgp = {
    'connections/h1-to-h2': { bgp: true },
    'connections/h2-to-h1': { bgp: true },
    'virtualNetworkGateways/vpngw-h2': { asn: 65002 },
  };

  test('joins only the two VNets without BGP (R30)', () => {
    expect(ask(reachOf(text), 'h1', 'h2')).toBe('reachable');
    expect(ask(reachOf(text), 'a', 'b')).toBe('unreachable no-route');
  });

  test('with BGP joins the VNets that use the gateways, too (R30)', () => {
    expect(ask(reachOf(text, { properties: bgp }), 'a', 'b')).toBe('reachable');
  });

  test('carries nothing with BGP and equal numbers of the autonomous systems', () => {
    const { 'virtualNetworkGateways/vpngw-h2': _, ...equal } = bgp;
    expect(ask(reachOf(text, { properties: equal }), 'a', 'b')).toBe('unreachable no-route');
  });

  test('needs its counterpart', () => {
    const properties = { 'connections/h1-to-h2': { status: 'NotConnected' } };
    expect(ask(reachOf(text, { properties }), 'h1', 'h2')).toBe('unreachable connection-not-connected');
  });

  test('beside a Route Server may bring routes that are not established (R31)', () => {
    const beside = text.replace('vnet h1 10.0.0.0/16 gateway', 'vnet h1 10.0.0.0/16 gateway route-server');
    expect(ask(reachOf(beside, { properties: bgp }), 'h1', '172.20.0.4')).toBe('unknown routes-not-learned');
  });

  test('passes routes on over several gateways with BGP (R30)', () => {
    const chain = `${text}vnet h3 10.2.0.0/16 gateway\nconnection h2 <-> h3\n`;
    const properties = {
      ...bgp,
      'connections/h2-to-h3': { bgp: true },
      'connections/h3-to-h2': { bgp: true },
      'virtualNetworkGateways/vpngw-h3': { asn: 65003 },
    };
    expect(ask(reachOf(chain, { properties }), 'h1', 'h3')).toBe('reachable');
    // what is configured for the connection without BGP is announced, too (R32), but nobody announces h1 to h3
    expect(ask(reachOf(chain, { properties: bgp }), 'h1', 'h3')).toBe('one-way no-route');
  });
});

describe('a Route Server', () => {
  const text = `
vnet hub   10.0.0.0/16 route-server gateway nva=10.0.2.4
vnet spoke 10.1.0.0/16
subnet spoke/app 10.1.0.0/24
hub <-> spoke transit forwarded | use-gateways forwarded
`;
  const PEER = '@hub#virtualHubs/rs-hub/bgpConnections/nva';
  const rows = { routeServerPeers: [{ id: PEER, routeServerId: '@hub#virtualHubs/rs-hub', peerIp: '10.0.2.4' }] };
  const learned = {
    [PEER]: [
      { network: '10.1.0.0/20', nextHop: '10.0.2.4' },
      { network: '0.0.0.0/0', nextHop: '10.0.2.4' },
    ],
  };

  test('sends packets to the appliance that announces a prefix', () => {
    const out = `${text}route hub/nva 0.0.0.0/0 via internet`;
    expect(ask(reachOf(out, { rows, learned }), 'spoke', 'internet')).toBe('reachable [10.0.2.4] [10.0.2.4]');
  });

  test('puts the routes on the appliance itself, which is a loop without a user route (R36)', () => {
    expect(ask(reachOf(text, { rows, learned }), 'spoke', 'internet')).toBe('unreachable loop [10.0.2.4,10.0.2.4] []');
  });

  test('passes routes to the gateway only with branch-to-branch (R36)', () => {
    const onPremises = {
      ...rows,
      ...WITH_SITE.rows,
      connections: [{ id: '@hub#connections/x', kind: 'IPsec', gatewayId: GATEWAY, toId: OFFICE.id, bgp: true }],
    };
    const sdwan = { [PEER]: [{ network: '172.20.0.0/16', nextHop: '10.0.2.4' }], [GATEWAY]: [] };
    expect(ask(reachOf(text, { rows: onPremises, learned: sdwan }), '192.168.0.9', '172.20.0.4')).toBe('unreachable not-announced');
  });

  test('does not divert packets that a gateway has a route of its own for (R10)', () => {
    const both = [
      { network: '172.20.0.0/16', nextHop: '10.0.2.4', origin: 'IBgp' },
      { network: '172.20.0.0/16', nextHop: '10.0.255.228', asPath: [12076, 65020] },
    ];
    const learned = { [PEER]: [{ network: '172.20.0.0/16', nextHop: '10.0.2.4' }], '@hub#virtualNetworkGateways/ergw-hub': both };
    const circuit = `${text.replace('gateway', 'gateway=ExpressRoute')}connection hub -> circuit kind=ExpressRoute`;
    expect(ask(reachOf(circuit, { rows, learned }), 'spoke', '172.20.0.4')).toBe('reachable');
  });

  test('whose peers were not read makes the answer unknown', () => {
    const unread = text.replace('route-server', 'route-server=unknown');
    const reach = reachOf(unread, { missingKinds: ['routeServerPeers'] });
    expect(ask(reach, 'spoke', '172.20.0.4')).toBe('unknown routes-not-learned');
    const { forward } = reach.answer({ from: 'spoke', to: '172.20.0.4' });
    expect(forward.blocker?.resourceIds, 'names what can be asked').toEqual([expect.stringMatching(/\/virtualHubs\/rs-hub$/)]);
  });

  test('of whose peer only the id is known makes it unknown, too', () => {
    const properties = { 'virtualHubs/rs-hub': { peerIds: [PEER] } };
    expect(ask(reachOf(text, { properties }), 'spoke', '172.20.0.4')).toBe('unknown routes-not-learned');
    expect(ask(reachOf(text, { properties, learned: { [PEER]: [] } }), 'spoke', '172.20.0.4')).toBe('unreachable no-route');
  });

  test('passes routes of one gateway on to the other, so that sites reach each other (R36)', () => {
    const both = text.replace('gateway', 'gateway=Vpn,ExpressRoute');
    const additions: Additions = {
      rows: {
        ...rows,
        ...WITH_SITE.rows,
        circuits: [{ id: '@hub#expressRouteCircuits/er' }],
        connections: [
          { id: '@hub#connections/vpn', kind: 'IPsec', gatewayId: GATEWAY, toId: OFFICE.id, bgp: true },
          {
            id: '@hub#connections/er',
            kind: 'ExpressRoute',
            gatewayId: '@hub#virtualNetworkGateways/ergw-hub',
            toId: '@hub#expressRouteCircuits/er',
          },
        ],
      },
      learned: {
        [PEER]: [],
        [GATEWAY]: [{ network: '172.20.0.0/16', origin: 'IBgp', nextHop: '10.0.255.9', sourcePeer: '10.0.255.200' }],
        '@hub#virtualNetworkGateways/ergw-hub': [
          { network: '172.20.0.0/16', origin: 'EBgp', nextHop: '10.0.255.9', sourcePeer: '10.0.255.9' },
          { network: '192.168.0.0/24', origin: 'IBgp', nextHop: '10.0.255.5', sourcePeer: '10.0.255.200' },
        ],
      },
    };
    const reach = reachOf(both, additions);
    expect(ask(reach, '192.168.0.9', '172.20.0.4')).toBe('reachable');
    const kinds = reach
      .answer({ from: '192.168.0.9', to: '172.20.0.4' })
      .forward.hops.flatMap(({ steps }) => steps.map(({ kind }) => kind));
    expect(kinds).toEqual(['connection', 'gateway', 'gateway', 'connection', 'deliver']);
  });

  test('knows from whose appliance a packet comes, and not by which tunnel', () => {
    const sdwan = { [PEER]: [{ network: '172.20.0.0/16', nextHop: '10.0.2.4' }] };
    expect(ask(reachOf(text, { rows, learned: sdwan }), '172.20.0.4', 'spoke')).toBe('unknown appliance-tunnel [] [10.0.2.4,10.0.2.4]');
  });

  test('whose peers were not asked makes the answer unknown', () => {
    expect(ask(reachOf(text, { rows }), 'spoke', '172.20.0.4')).toBe('unknown routes-not-learned');
  });
});

describe('a virtual hub', () => {
  test('is not modelled (R38)', () => {
    const text = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n';
    const rows = {
      hubConnections: [{ id: '@a#virtualHubs/wan/hubVirtualNetworkConnections/a', hubId: '@a#virtualHubs/wan', vnetId: '@a' }],
    };
    expect(ask(reachOf(text, { rows }), 'a', 'b')).toBe('unknown virtual-wan');
    expect(ask(reachOf(text, { rows }), 'b', 'a')).toBe('unreachable no-route');
  });
});

describe('two connections to one site', () => {
  const twice: Additions = {
    rows: {
      ...WITH_SITE.rows,
      connections: [{ id: '@hub#connections/second', kind: 'IPsec', gatewayId: GATEWAY, toId: OFFICE.id, status: 'Connected' }],
    },
    properties: { 'connections/hub-to-office': { status: 'NotConnected' } },
  };

  test('are used as far as they are Connected', () => {
    expect(answer('spoke', '192.168.0.9', twice)).toBe('reachable');
    expect(answer('192.168.0.9', 'spoke', twice)).toBe('reachable');
  });
});

describe('two gateways that are joined like sites', () => {
  const text = `
vnet cloud  10.0.0.0/16 gateway
vnet spoke  10.1.0.0/16
vnet branch 192.168.0.0/16 gateway
cloud <-> spoke transit | use-gateways
connection cloud -> branch-lng
connection branch -> cloud-lng
`;
  const additions = (branchPrefixes: readonly string[], cloudPrefixes: readonly string[]): Additions => ({
    rows: {
      localNetworkGateways: [
        { id: '@cloud#localNetworkGateways/branch-lng', prefixes: branchPrefixes, gatewayIp: '20.0.0.2' },
        { id: '@branch#localNetworkGateways/cloud-lng', prefixes: cloudPrefixes, gatewayIp: '20.0.0.1' },
      ],
      publicIpAddresses: [
        { id: '@cloud#publicIPAddresses/cloud', address: '20.0.0.1' },
        { id: '@branch#publicIPAddresses/branch', address: '20.0.0.2' },
      ],
    },
    properties: {
      'virtualNetworkGateways/vpngw-cloud': { publicIpIds: ['@cloud#publicIPAddresses/cloud'] },
      'virtualNetworkGateways/vpngw-branch': { publicIpIds: ['@branch#publicIPAddresses/branch'] },
    },
  });

  test('deliver to each other’s VNets, by the prefixes that are configured', () => {
    const all = additions(['192.168.0.0/16'], ['10.0.0.0/15']);
    expect(ask(reachOf(text, all), 'spoke', 'branch')).toBe('reachable');
    expect(ask(reachOf(text, all), 'branch', 'cloud')).toBe('reachable');
    expect(ask(reachOf(text, additions(['192.168.0.0/16'], ['10.0.0.0/16'])), 'spoke', 'branch')).toBe('one-way no-route');
  });
});

describe('ExpressRoute', () => {
  const text = `
vnet h1 10.0.0.0/16 gateway=ExpressRoute
vnet h2 10.1.0.0/16 gateway=ExpressRoute
connection h1 -> circuit kind=ExpressRoute
connection h2 -> circuit kind=ExpressRoute
`;
  const [ONE, OTHER] = ['@h1#virtualNetworkGateways/ergw-h1', '@h2#virtualNetworkGateways/ergw-h2'];
  const learned = { [ONE]: [{ network: '10.1.0.0/16' }, { network: '172.20.0.0/16' }], [OTHER]: [{ network: '10.0.0.0/16' }] };

  test('reaches sites whose routes it has learned', () => {
    expect(ask(reachOf(text, { learned }), 'h1', '172.20.0.4')).toBe('reachable');
    expect(ask(reachOf(text), 'h1', '172.20.0.4')).toBe('unknown routes-not-learned');
  });

  test('joins VNets on one circuit that learn of each other, unless a gateway does not allow it (R35)', () => {
    expect(ask(reachOf(text, { learned }), 'h1', 'h2')).toBe('reachable');
    const properties = { 'virtualNetworkGateways/ergw-h2': { allowRemoteVNetTraffic: false } };
    expect(ask(reachOf(text, { learned, properties }), 'h1', 'h2')).toBe('unknown site-routers');
  });
});
