import { describe, expect, test } from 'vitest';
import type { LearnedRoute } from '../index.ts';
import { type Additions, reachOf, routesOf } from '../testing/estate.ts';

const NONE = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'].map((prefix) => `Default Active ${prefix} None`);
const withoutNone = (routes: readonly string[]): readonly string[] => routes.filter((route) => !/^Default Active .* None$/.test(route));

const PAIR = `
vnet hub   10.0.0.0/16 10.9.0.0/16 nva=10.0.2.4
vnet spoke 10.1.0.0/16
subnet spoke/app 10.1.0.0/24
hub <-> spoke forwarded
`;

describe('effective routes of Azure itself', () => {
  test('are one for each prefix of the VNet and of its peer, the internet, and drops of private ranges (R2, R3)', () => {
    expect(routesOf(reachOf(PAIR), 'spoke/app')).toEqual(
      [
        ...NONE,
        'Default Active 0.0.0.0/0 Internet',
        'Default Active 10.0.0.0/16 VNetPeering',
        'Default Active 10.1.0.0/16 VnetLocal',
        'Default Active 10.9.0.0/16 VNetPeering',
      ].sort(),
    );
  });

  test('lead to what the half has learned, not to what the peer has (R3)', () => {
    const text = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b learned=10.7.0.0/16\nb -> a';
    expect(routesOf(reachOf(text), 'a')).toContain('Default Active 10.7.0.0/16 VNetPeering');
  });

  test('do not lead over a half that is not Connected', () => {
    const text = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated';
    expect(withoutNone(routesOf(reachOf(text), 'a'))).toEqual([
      'Default Active 0.0.0.0/0 Internet',
      'Default Active 10.0.0.0/16 VnetLocal',
    ]);
  });

  test('name peerings to other regions global (R3)', () => {
    const text = 'in region=westeurope\nvnet a 10.0.0.0/16\nin region=eastus\nvnet b 10.1.0.0/16\na <-> b';
    expect(routesOf(reachOf(text), 'a')).toContain('Default Active 10.1.0.0/16 VNetGlobalPeering');
  });

  test('include ::/0 in a dual-stack VNet only (R17)', () => {
    expect(routesOf(reachOf('vnet a 10.0.0.0/16 fd00:a::/48'), 'a')).toEqual(
      [
        ...NONE,
        'Default Active 0.0.0.0/0 Internet',
        'Default Active ::/0 Internet',
        'Default Active 10.0.0.0/16 VnetLocal',
        'Default Active fd00:a::/48 VnetLocal',
      ].sort(),
    );
  });

  test('do not drop a range that is the VNet’s own', () => {
    expect(routesOf(reachOf('vnet a 10.0.0.0/8'), 'a')).not.toContain('Default Active 10.0.0.0/8 None');
  });

  test('lead to members of a connected group that are not peered, within the region (R4)', () => {
    const text =
      'in region=westeurope\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\nin region=eastus\nvnet d 10.3.0.0/16\na <-> b\n';
    const routes = (global: string) =>
      routesOf(reachOf(`${text}group mesh a b c d ${global}`), 'a').filter((route) => /Group|Peering/.test(route));
    expect(routes('')).toEqual(['Default Active 10.1.0.0/16 VNetPeering', 'Default Active 10.2.0.0/16 ConnectedGroup']);
    expect(routes('global')).toEqual([
      'Default Active 10.1.0.0/16 VNetPeering',
      'Default Active 10.2.0.0/16 ConnectedGroup',
      'Default Active 10.3.0.0/16 ConnectedGroup',
    ]);
  });

  test('have a row for each service endpoint of the subnet (R15)', () => {
    const reach = reachOf(PAIR, { subnets: { 'spoke/app': { serviceEndpoints: ['Microsoft.Storage'] } } });
    expect(routesOf(reach, 'spoke/app')).toContain('Default Active Microsoft.Storage VirtualNetworkServiceEndpoint');
  });
});

describe('user routes', () => {
  test('for 0.0.0.0/0 remove all drops of private ranges and make the route to the internet Invalid (1.0.1, R8)', () => {
    expect(routesOf(reachOf(`${PAIR}route spoke/app 0.0.0.0/0 via 10.0.2.4`), 'spoke/app')).toEqual([
      'Default Active 10.0.0.0/16 VNetPeering',
      'Default Active 10.1.0.0/16 VnetLocal',
      'Default Active 10.9.0.0/16 VNetPeering',
      'Default Invalid 0.0.0.0/0 Internet',
      'User Active 0.0.0.0/0 VirtualAppliance 10.0.2.4',
    ]);
  });

  test('for other prefixes leave the drops (1.0.1)', () => {
    const routes = routesOf(reachOf(`${PAIR}route spoke/app 10.20.0.0/16 via 10.0.2.4`), 'spoke/app');
    expect(routes).toEqual(expect.arrayContaining(NONE));
  });

  test('beat a peering route of the same prefix, which becomes Invalid (R8)', () => {
    expect(routesOf(reachOf(`${PAIR}route spoke/app 10.0.0.0/16 via 10.0.2.4`), 'spoke/app')).toEqual(
      expect.arrayContaining(['Default Invalid 10.0.0.0/16 VNetPeering', 'User Active 10.0.0.0/16 VirtualAppliance 10.0.2.4']),
    );
  });

  test('come with peering routes unless their table removes those, of both address families (R12)', () => {
    const text =
      'vnet a 10.1.0.0/16 fd00:a::/48\nsubnet a/app 10.1.0.0/24\nvnet b 10.2.0.0/16 fd00:b::/48\na <-> b\nroute a/app 10.9.0.0/16 via none';
    const peered = (value: string) =>
      routesOf(reachOf(text, { properties: { 'routeTables/rt-a-app': { disablePeeringRoute: value } } }), 'a/app').filter((route) =>
        route.includes('Peering'),
      );
    expect(peered('None')).toEqual(['Default Active 10.2.0.0/16 VNetPeering', 'Default Active fd00:b::/48 VNetPeering']);
    expect(peered('All')).toEqual([]);
  });

  test('that call a remote prefix local have the next hop None (1.0.5)', () => {
    const routes = routesOf(reachOf(`${PAIR}route spoke/app 10.0.0.0/16 via vnet\nroute spoke/app 10.1.0.0/24 via vnet`), 'spoke/app');
    expect(routes).toEqual(expect.arrayContaining(['User Active 10.0.0.0/16 None', 'User Active 10.1.0.0/24 VnetLocal']));
  });

  test('to a stopped appliance have the next hop None and keep its address (1.0.5)', () => {
    const machineId = '@hub#virtualMachines/fw';
    const nic = { id: '@hub#networkInterfaces/fw', vnetId: '@hub', privateIps: ['10.0.3.4'], configurations: [], machineId };
    const machines = (powerState: string) => [{ id: machineId, powerState }];
    const text = `${PAIR}subnet hub/fw 10.0.3.0/24\nroute spoke/app 0.0.0.0/0 via 10.0.3.4`;
    const routes = (state: string) => routesOf(reachOf(text, { rows: { appliances: [nic], machines: machines(state) } }), 'spoke/app');
    expect(routes('PowerState/deallocated')).toContain('User Active 0.0.0.0/0 None 10.0.3.4');
    expect(routes('PowerState/running')).toContain('User Active 0.0.0.0/0 VirtualAppliance 10.0.3.4');
  });
});

describe('routes of private endpoints', () => {
  const text = `
vnet hub   10.0.0.0/16
vnet spoke 10.1.0.0/16 pe=10.1.5.4
vnet far   10.2.0.0/16
subnet hub/app 10.0.0.0/24
hub <-> spoke
hub <-> far
`;
  const endpointRoutes = (more: string, policies?: string) =>
    routesOf(
      reachOf(
        `${text}${more}`,
        policies === undefined ? {} : { subnets: { 'spoke/endpoints': { privateEndpointNetworkPolicies: policies } } },
      ),
      'hub/app',
    ).filter((route) => route.includes('InterfaceEndpoint'));

  test('exist in their VNet and in its peers, no further (R16)', () => {
    expect(endpointRoutes('')).toEqual(['Default Active 10.1.5.4/32 InterfaceEndpoint']);
    expect(routesOf(reachOf(text), 'spoke/endpoints')).toContain('Default Active 10.1.5.4/32 InterfaceEndpoint');
    expect(routesOf(reachOf(text), 'far')).not.toContain('Default Active 10.1.5.4/32 InterfaceEndpoint');
  });

  test.each([
    ['ipv6-only', []],
    ['local-subnets=app remote-subnets=other', []],
    ['local-subnets=app remote-subnets=endpoints', ['Default Active 10.1.5.4/32 InterfaceEndpoint']],
  ])('are those in the prefixes that the peering brings: %s (R5, R17)', (tags, expected) => {
    const limited = `
vnet a 10.0.0.0/16 fd00::/48
vnet b 10.1.0.0/16 fd01::/48
subnet a/app 10.0.0.0/24 fd00::/64
subnet b/other 10.1.1.0/24 fd01::/64
subnet b/endpoints 10.1.5.0/24
private-endpoint sql b/endpoints 10.1.5.4
a <-> b ${tags}`;
    expect(routesOf(reachOf(limited), 'a/app').filter((route) => route.includes('InterfaceEndpoint'))).toEqual(expected);
  });

  test('are overridden by a user route as long as the prefix of their VNet only with network policies for route tables (R16)', () => {
    const overridden = ['Default Invalid 10.1.5.4/32 InterfaceEndpoint'];
    const active = ['Default Active 10.1.5.4/32 InterfaceEndpoint'];
    expect(endpointRoutes('route hub/app 10.1.0.0/16 via 10.0.0.4', 'Enabled')).toEqual(overridden);
    expect(endpointRoutes('route hub/app 10.1.0.0/16 via 10.0.0.4', 'RouteTableEnabled')).toEqual(overridden);
    expect(endpointRoutes('route hub/app 10.1.0.0/16 via 10.0.0.4', 'Disabled')).toEqual(active);
    expect(endpointRoutes('route hub/app 0.0.0.0/0 via 10.0.0.4', 'Enabled')).toEqual(active);
    expect(endpointRoutes('route hub/app 10.1.5.4/32 via 10.0.0.4')).toEqual(overridden);
  });
});

describe('routes of gateways', () => {
  const text = `
vnet hub   10.0.0.0/16 gateway
vnet spoke 10.1.0.0/16
vnet other 10.2.0.0/16
subnet spoke/app 10.1.0.0/24
subnet spoke/data 10.1.1.0/24
propagation spoke/data off
hub <-> spoke transit | use-gateways
hub <-> other transit
connection hub -> office
`;
  const office = { id: '@hub#localNetworkGateways/office', prefixes: ['192.168.0.0/24'], bgpAddress: '192.168.0.1' };
  const withBgp = { 'connections/hub-to-office': { bgp: true } };
  const GATEWAY = '@hub#virtualNetworkGateways/vpngw-hub';
  const fromGateways = (additions: Additions, subnet: string) =>
    routesOf(reachOf(text, additions), subnet).filter((route) => route.startsWith('VirtualNetworkGateway'));

  test('are those of its sites, in its VNet and in VNets that use it, unless the subnet takes none (R6, R11, R28)', () => {
    const additions = { rows: { localNetworkGateways: [office] } };
    const routes = ['VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway'];
    expect(fromGateways(additions, 'hub/GatewaySubnet')).toEqual(routes);
    expect(fromGateways(additions, 'spoke/app')).toEqual(routes);
    expect(fromGateways(additions, 'spoke/data')).toEqual([]);
    expect(fromGateways(additions, 'other')).toEqual([]);
  });

  test('include what it has learned, and the address of its BGP peer', () => {
    const learned = { [GATEWAY]: [{ network: '10.50.0.0/16', nextHop: '192.168.0.1' }] };
    expect(
      fromGateways({ rows: { localNetworkGateways: [{ ...office, prefixes: [] }] }, properties: withBgp, learned }, 'spoke/app'),
    ).toEqual([
      'VirtualNetworkGateway Active 10.50.0.0/16 VirtualNetworkGateway 192.168.0.1',
      'VirtualNetworkGateway Active 192.168.0.1/32 VirtualNetworkGateway',
    ]);
  });

  test('leave out prefixes of the VNet, and those of VNets that it serves', () => {
    const learned = { [GATEWAY]: ['10.0.7.0/24', '10.1.0.0/16', '10.1.3.0/24', '10.60.0.0/16'].map((network) => ({ network })) };
    expect(fromGateways({ learned }, 'spoke/app')).toEqual(['VirtualNetworkGateway Active 10.60.0.0/16 VirtualNetworkGateway']);
  });

  test('lose to a route to a peer, also if they are more specific (R9, R34)', () => {
    const learned = { [GATEWAY]: ['10.2.0.0/16', '10.2.3.0/24', '10.2.0.0/15'].map((network) => ({ network })) };
    expect(fromGateways({ learned }, 'hub/GatewaySubnet')).toEqual([
      'VirtualNetworkGateway Active 10.2.0.0/15 VirtualNetworkGateway',
      'VirtualNetworkGateway Invalid 10.2.0.0/16 VirtualNetworkGateway',
      'VirtualNetworkGateway Invalid 10.2.3.0/24 VirtualNetworkGateway',
    ]);
  });

  test('for 0.0.0.0/0 remove the drops and the route to the internet without a trace (1.0.1, R8)', () => {
    const learned = { [GATEWAY]: [{ network: '0.0.0.0/0' }] };
    expect(routesOf(reachOf(text, { learned }), 'spoke/app')).toEqual([
      'Default Active 10.0.0.0/16 VNetPeering',
      'Default Active 10.1.0.0/16 VnetLocal',
      'VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway',
    ]);
  });

  test('lose to a user route of the same prefix (R8)', () => {
    const routed = `${text}route spoke/app 192.168.0.0/24 via 10.0.0.4`;
    expect(routesOf(reachOf(routed, { rows: { localNetworkGateways: [office] } }), 'spoke/app')).toContain(
      'VirtualNetworkGateway Invalid 192.168.0.0/24 VirtualNetworkGateway',
    );
  });

  test('of a point-to-site VPN are the addresses of its clients', () => {
    const properties = { 'virtualNetworkGateways/vpngw-hub': { clientPrefixes: ['172.16.9.0/24'] } };
    expect(fromGateways({ properties }, 'spoke/app')).toEqual(['VirtualNetworkGateway Active 172.16.9.0/24 VirtualNetworkGateway']);
  });
});

describe('routes of a Route Server', () => {
  const text = `
vnet hub   10.0.0.0/16 route-server nva=10.0.2.4,10.0.2.5
vnet spoke 10.1.0.0/16
hub <-> spoke transit | use-gateways
`;
  const peer = (name: string, peerIp: string) => ({
    id: `@hub#virtualHubs/rs-hub/bgpConnections/${name}`,
    routeServerId: '@hub#virtualHubs/rs-hub',
    peerIp,
  });
  const learnedFrom = (name: string, routes: readonly Partial<LearnedRoute>[]) => ({
    [`@hub#virtualHubs/rs-hub/bgpConnections/${name}`]: routes,
  });
  const rows = { routeServerPeers: [peer('nva1', '10.0.2.4'), peer('nva2', '10.0.2.5')] };

  test('have the appliances as next hops, several for paths of equal length (R6, R7)', () => {
    const learned = {
      ...learnedFrom('nva1', [
        { network: '10.50.0.0/16', nextHop: '10.0.2.4' },
        { network: '10.51.0.0/16', nextHop: '10.0.2.4' },
      ]),
      ...learnedFrom('nva2', [
        { network: '10.50.0.0/16', nextHop: '10.0.2.5' },
        { network: '10.51.0.0/16', nextHop: '10.0.2.5', asPath: [65001, 65001] },
      ]),
    };
    expect(routesOf(reachOf(text, { rows, learned }), 'spoke').filter((route) => route.startsWith('VirtualNetworkGateway'))).toEqual([
      'VirtualNetworkGateway Active 10.50.0.0/16 VirtualNetworkGateway 10.0.2.4 10.0.2.5',
      'VirtualNetworkGateway Active 10.51.0.0/16 VirtualNetworkGateway 10.0.2.4',
    ]);
  });

  test('leave out prefixes of VNets that it serves, and parts of them', () => {
    const learned = learnedFrom(
      'nva1',
      ['10.0.7.0/24', '10.1.0.0/16', '10.1.3.0/24', '10.0.0.0/12'].map((network) => ({ network, nextHop: '10.0.2.4' })),
    );
    const beside = `${text}vnet other 10.2.0.0/16\nhub <-> other transit | use-gateways\n`;
    for (const subnet of ['hub/nva', 'spoke', 'other'])
      expect(routesOf(reachOf(beside, { rows, learned }), subnet).filter((route) => route.startsWith('VirtualNetworkGateway'))).toEqual([
        'VirtualNetworkGateway Active 10.0.0.0/12 VirtualNetworkGateway 10.0.2.4',
      ]);
  });

  describe('that also passes them on to the gateways beside it (R36)', () => {
    const beside = `
vnet hub 10.0.0.0/16 route-server=branch-to-branch gateway=Vpn,ExpressRoute
connection hub -> circuit kind=ExpressRoute
`;
    const passedOn = { network: '10.50.0.0/16', sourcePeer: '10.0.255.132', origin: 'IBgp' };
    const gateways = (gateway: string, routes: readonly Partial<LearnedRoute>[]) => ({
      '@hub#virtualNetworkGateways/vpngw-hub': [],
      '@hub#virtualNetworkGateways/ergw-hub': [],
      [`@hub#virtualNetworkGateways/${gateway}`]: routes,
    });
    const fromGateways = (learned: Additions['learned'] = {}, properties: Additions['properties'] = {}) =>
      routesOf(reachOf(beside, { rows, learned, properties }), 'hub/GatewaySubnet').filter((route) =>
        route.startsWith('VirtualNetworkGateway'),
      );
    const fromAppliances = {
      ...learnedFrom('nva1', [{ network: '10.50.0.0/16', nextHop: '10.0.2.4' }]),
      ...learnedFrom('nva2', [{ network: '10.50.0.0/16', nextHop: '10.0.2.5' }]),
    };

    test.each(['vpngw-hub', 'ergw-hub'])('have its next hops, not those of %s', (gateway) => {
      const copies = ['10.0.2.4', '10.0.2.5'].map((nextHop) => ({ ...passedOn, nextHop }));
      expect(fromGateways({ ...fromAppliances, ...gateways(gateway, copies) })).toEqual([
        'VirtualNetworkGateway Active 10.50.0.0/16 VirtualNetworkGateway 10.0.2.4 10.0.2.5',
      ]);
    });

    test('have those of the gateway where the Route Server was not asked', () => {
      expect(fromGateways(gateways('vpngw-hub', [{ ...passedOn, nextHop: '10.0.2.4' }]))).toEqual([
        'VirtualNetworkGateway Active 10.50.0.0/16 VirtualNetworkGateway 10.0.2.4',
      ]);
    });

    test.each([
      ['ExpressRoute', '10.0.255.228'],
      ['VpnGateway', '10.0.2.4 10.0.2.5'],
      ['ASPath', '10.0.2.4 10.0.2.5'],
    ])('with the preference %s compete with those of ExpressRoute that have a longer AS path (R10)', (routingPreference, nextHops) => {
      const routes = [
        { ...passedOn, nextHop: '10.0.2.4' },
        { network: '10.50.0.0/16', nextHop: '10.0.255.228', asPath: [12076, 65020, 65020] },
      ];
      const properties = { 'virtualHubs/rs-hub': { routingPreference } };
      expect(fromGateways({ ...fromAppliances, ...gateways('ergw-hub', routes) }, properties)).toEqual([
        `VirtualNetworkGateway Active 10.50.0.0/16 VirtualNetworkGateway ${nextHops}`,
      ]);
    });

    test('with a preference for VPN lose to those of ExpressRoute nowhere, with one for the AS path where theirs is longer (R10)', () => {
      const routes = [{ network: '10.50.0.0/16', nextHop: '10.0.255.228', asPath: [] }];
      const learned = { ...fromAppliances, ...gateways('ergw-hub', routes) };
      const hopsWith = (routingPreference: string) =>
        fromGateways(learned, { 'virtualHubs/rs-hub': { routingPreference } }).map((route) => route.replace(/^.*Gateway /, ''));
      expect([hopsWith('VpnGateway'), hopsWith('ASPath')]).toEqual([['10.0.2.4 10.0.2.5'], ['10.0.255.228']]);
    });
  });
});

describe('effective routes that are not known completely', () => {
  test('say which gateway’s learned routes are missing', () => {
    const text = 'vnet hub 10.0.0.0/16 gateway\nconnection hub -> office';
    const result = reachOf(text, { properties: { 'connections/hub-to-office': { bgp: true } } }).routesOf('hub/GatewaySubnet');
    expect(result).toMatchObject({ value: { assumptions: [expect.stringContaining('vpngw-hub')] } });
  });

  test('say that a route table was not read', () => {
    const result = reachOf('vnet a 10.0.0.0/16\nsubnet a/app 10.0.0.0/24', {
      subnets: { 'a/app': { routeTableId: '@a#routeTables/gone' } },
    }).routesOf('a/app');
    expect(result).toMatchObject({ value: { assumptions: [expect.stringContaining('routeTables/gone')] } });
  });

  test.each([
    ['nothing', 'There is no VNet named nothing'],
    ['a', 'a names no subnet; the subnets of a are app'],
    ['a/nothing', 'a has no subnet named nothing'],
  ])('cannot be asked of %s', (place, problem) => {
    expect(reachOf('vnet a 10.0.0.0/16\nsubnet a/app 10.0.0.0/24').routesOf(place)).toEqual({ ok: false, problem });
  });
});
