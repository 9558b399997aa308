import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, GROUP } from './harness.ts';

const bench = createTestBench('vnet hub 10.0.0.0/16 nva=10.0.0.4');
const NETWORK = `${GROUP}/providers/Microsoft.Network`;

interface WireRoute {
  readonly source: string;
  readonly state: string;
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
}

/** Returns the effective routes of an interface as lines: prefixes, next hop, and what is unusual. */
async function routesOf(nic: string): Promise<string[]> {
  const { value } = await resultOf(`${NETWORK}/networkInterfaces/${nic}/effectiveRouteTable`);
  return value.map((route: WireRoute) =>
    [
      route.addressPrefix.join(','),
      route.nextHopType,
      ...route.nextHopIpAddress,
      ...(route.source === 'Default' ? [] : [route.source]),
      ...(route.state === 'Active' ? [] : [route.state]),
    ].join(' '),
  );
}

/** Sends a POST and returns the result of its operation. */
async function resultOf(path: string, body?: object) {
  const started = await bench.send('POST', path, body ? { body } : {});
  expect(started.status).toBe(202);
  const { pathname, search } = new URL(String(started.headers.location));
  return (await bench.send('GET', `${pathname}${search}`)).body;
}

const DROPPED = ['10.0.0.0/8 None', '172.16.0.0/12 None', '192.168.0.0/16 None', '100.64.0.0/10 None'];

/** Returns the properties of a configuration of a network manager that makes the members of a group spokes. */
const hubAndSpoke = (group: string, groupConnectivity: string): string =>
  JSON.stringify({
    connectivityTopology: 'HubAndSpoke',
    appliesToGroups: [{ networkGroupId: `${NETWORK}/networkManagers/avnm/networkGroups/${group}`, groupConnectivity, isGlobal: 'False' }],
  });

describe('effective routes', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'are the prefixes of the VNet, the internet, and dropped private ranges (R2)',
      'vnet a 10.0.0.0/16 10.9.0.0/16 nva=10.0.0.4',
      ['10.0.0.0/16 VnetLocal', '10.9.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED],
    ],
    [
      'to Connected peers are what the half has learned, by region (R3)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4
       vnet near 10.1.0.0/16 10.2.0.0/16
       vnet far 10.3.0.0/16 region=northeurope
       vnet half 10.4.0.0/16
       a -> near Connected learned=10.1.0.0/16
       near -> a Connected
       a <-> far
       a -> half Initiated`,
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '10.1.0.0/16 VNetPeering', '10.3.0.0/16 VNetGlobalPeering'],
    ],
    [
      'do not depend on access (1.0.4)',
      'vnet a 10.0.0.0/16 nva=10.0.0.4\nvnet b 10.1.0.0/16\na <-> b no-access',
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '10.1.0.0/16 VNetPeering'],
    ],
    [
      'to a connected group are one row with many prefixes; a peering wins for its VNet (R4)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4
       vnet b 10.1.0.0/16
       vnet c 10.2.0.0/16 10.3.0.0/16
       vnet d 10.4.0.0/16
       a <-> b
       group mesh a b c d`,
      [
        '10.0.0.0/16 VnetLocal',
        '0.0.0.0/0 Internet',
        ...DROPPED,
        '10.1.0.0/16 VNetPeering',
        '10.2.0.0/16,10.3.0.0/16,10.4.0.0/16 ConnectedGroup',
      ],
    ],
    [
      'to subnets that are peered are in all subnets (R5)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4
       subnet a/app 10.0.1.0/24
       vnet b 10.1.0.0/16
       subnet b/data 10.1.2.0/24
       a <-> b local-subnets=app remote-subnets=data`,
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '10.1.2.0/24 VNetPeering'],
    ],
    [
      'of a user for everything remove all dropped ranges (1.0.1)',
      'vnet a 10.0.0.0/16 nva=10.0.0.4\nroute a/nva 0.0.0.0/0 via 10.0.0.9',
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet Invalid', '0.0.0.0/0 VirtualAppliance 10.0.0.9 User'],
    ],
    [
      'of a user for another prefix leave them, and beat a peering only for the same prefix (R8, 1.0.2)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4
       vnet b 10.1.0.0/16
       vnet c 10.2.0.0/16
       a <-> b
       a <-> c
       route a/nva 10.1.0.0/16 via 10.0.0.9
       route a/nva 10.2.0.0/15 via 10.0.0.9`,
      [
        '10.0.0.0/16 VnetLocal',
        '0.0.0.0/0 Internet',
        ...DROPPED,
        '10.1.0.0/16 VNetPeering Invalid',
        '10.2.0.0/16 VNetPeering',
        '10.1.0.0/16 VirtualAppliance 10.0.0.9 User',
        '10.2.0.0/15 VirtualAppliance 10.0.0.9 User',
      ],
    ],
    [
      'of a user that call a remote prefix local drop its packets (1.0.5)',
      'vnet a 10.0.0.0/16 nva=10.0.0.4\nroute a/nva 10.1.0.0/16 via vnet\nroute a/nva 10.0.8.0/24 via vnet',
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '10.1.0.0/16 None User', '10.0.8.0/24 VnetLocal User'],
    ],
    [
      'of peerings vanish in both families with a table that disables them, those of connected groups do not (R12)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4
       vnet b 10.1.0.0/16 fd01::/48
       vnet c 10.2.0.0/16
       a <-> b
       group mesh a c
       route a/nva 10.8.0.0/16 via none
       properties routeTables/rt-a-nva {"disablePeeringRoute": "all"}`,
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '10.2.0.0/16 ConnectedGroup', '10.8.0.0/16 None User'],
    ],
    [
      'of an IPv6-only peering are those of IPv6, also to private endpoints (R3, R16)',
      `vnet a 10.0.0.0/16 fd00::/48 nva=10.0.0.4
       vnet b 10.1.0.0/16 fd01::/48
       subnet b/data 10.1.2.0/24
       private-endpoint sql b/data 10.1.2.10
       a <-> b ipv6-only`,
      ['10.0.0.0/16 VnetLocal', 'fd00::/48 VnetLocal', '0.0.0.0/0 Internet', '::/0 Internet', ...DROPPED, 'fd01::/48 VNetPeering'],
    ],
    [
      'of gateways lose against those of peerings, connected groups and service endpoints, even if they are more specific; those in the VNet are not there (R9, R34)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4 gateway
       vnet b 10.1.0.0/16
       vnet c 10.2.0.0/16
       a <-> b
       group mesh a c
       properties a/nva {"serviceEndpoints": [{"service": "Microsoft.KeyVault"}]}
       site office a 10.0.7.0/24 10.1.0.0/16 10.1.5.0/24 10.2.0.0/24 198.19.131.0/25 10.0.0.0/8 192.168.7.0/24
       connection a -> office`,
      [
        '10.0.0.0/16 VnetLocal',
        '0.0.0.0/0 Internet',
        ...DROPPED.slice(1),
        '10.1.0.0/16 VNetPeering',
        '10.2.0.0/16 ConnectedGroup',
        '198.19.131.0/24 VirtualNetworkServiceEndpoint',
        ...['10.1.0.0/16', '10.1.5.0/24', '10.2.0.0/24', '198.19.131.0/25'].map(
          (prefix) => `${prefix} VirtualNetworkGateway 10.0.255.254 VirtualNetworkGateway Invalid`,
        ),
        '10.0.0.0/8 VirtualNetworkGateway 10.0.255.254 VirtualNetworkGateway',
        '192.168.7.0/24 VirtualNetworkGateway 10.0.255.254 VirtualNetworkGateway',
      ],
    ],
    [
      'between spokes of a network manager are there if these are connected directly (R4)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4
       vnet c 10.2.0.0/16
       vnet d 10.3.0.0/16 region=northeurope
       group direct a c d
       group apart a c d
       properties connectivityConfigurations/direct ${hubAndSpoke('direct', 'DirectlyConnected')}
       properties connectivityConfigurations/apart ${hubAndSpoke('apart', 'None')}`,
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '10.2.0.0/16 ConnectedGroup'],
    ],
    [
      'of gateways are none of IPv6 if they are for VPN (R17)',
      `vnet a 10.0.0.0/16 fd00::/48 nva=10.0.0.4 gateway
       site office a 192.168.7.0/24 fd00:7::/48
       connection a -> office`,
      [
        '10.0.0.0/16 VnetLocal',
        'fd00::/48 VnetLocal',
        '0.0.0.0/0 Internet',
        '::/0 Internet',
        ...DROPPED,
        '192.168.7.0/24 VirtualNetworkGateway 10.0.255.254 VirtualNetworkGateway',
      ],
    ],
    [
      'of a user for one prefix of a connected group leave the others (R4, R8)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4
       vnet c 10.2.0.0/16 10.3.0.0/16
       group mesh a c
       route a/nva 10.3.0.0/16 via 10.0.0.9`,
      [
        '10.0.0.0/16 VnetLocal',
        '0.0.0.0/0 Internet',
        ...DROPPED,
        '10.2.0.0/16 ConnectedGroup',
        '10.3.0.0/16 ConnectedGroup Invalid',
        '10.3.0.0/16 VirtualAppliance 10.0.0.9 User',
      ],
    ],
    [
      'of gateways, also static ones, are absent with propagation off (R11)',
      `vnet a 10.0.0.0/16 nva=10.0.0.4 gateway
       site office a 192.168.7.0/24
       connection a -> office
       route a/nva 10.8.0.0/16 via none
       propagation a/nva off`,
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '10.8.0.0/16 None User'],
    ],
    [
      'of IPv6 are apart from those of IPv4 (R17)',
      'vnet a 10.0.0.0/16 fd00::/48 nva=10.0.0.4\nvnet b 10.1.0.0/16 fd01::/48\na <-> b\nroute a/nva 0.0.0.0/0 via none',
      [
        '10.0.0.0/16 VnetLocal',
        'fd00::/48 VnetLocal',
        '0.0.0.0/0 Internet Invalid',
        '::/0 Internet',
        '10.1.0.0/16 VNetPeering',
        'fd01::/48 VNetPeering',
        '0.0.0.0/0 None User',
      ],
    ],
    [
      'of a user beat those of peerings, however their IPv6 prefix is written (R17)',
      `vnet a 10.0.0.0/16 fd00::/48 nva=10.0.0.4
       vnet b fd01::/48
       a <-> b
       route a/nva fd01::/48 via none
       properties routeTables/rt-a-nva {"routes": [{"name": "b", "properties": {"addressPrefix": "FD01:0::/48", "nextHopType": "None"}}]}`,
      [
        '10.0.0.0/16 VnetLocal',
        'fd00::/48 VnetLocal',
        '0.0.0.0/0 Internet',
        '::/0 Internet',
        ...DROPPED,
        'fd01::/48 VNetPeering Invalid',
        'FD01:0::/48 None User',
      ],
    ],
    [
      'to a service with an endpoint are one row with its prefixes, in that subnet only (R15)',
      'vnet a 10.0.0.0/16 nva=10.0.0.4\nproperties a/nva {"serviceEndpoints": [{"service": "Microsoft.Storage"}]}',
      ['10.0.0.0/16 VnetLocal', '0.0.0.0/0 Internet', ...DROPPED, '198.19.128.0/24,198.19.129.0/24 VirtualNetworkServiceEndpoint'],
    ],
  ])('%s', async (_, world, expected) => {
    await bench.seed(world);
    expect(await routesOf('nva-a-nic')).toEqual(expected);
  });
});

describe('the route of a private endpoint', () => {
  const POLICIES = 'properties b/data {"privateEndpointNetworkPolicies": "RouteTableEnabled"}';
  it.each<[string, string, string, readonly string[]]>([
    ['is in directly peered VNets', '10.1.0.0/16', '', ['10.1.2.10/32 InterfaceEndpoint']],
    [
      'stays if its subnet has no policies for route tables',
      '10.1.0.0/16',
      'route a/nva 10.1.0.0/16 via 10.0.0.9',
      ['10.1.2.10/32 InterfaceEndpoint'],
    ],
    [
      'is overridden by a route as long as the prefix of its own VNet',
      '10.1.0.0/16',
      `${POLICIES}\nroute a/nva 10.1.0.0/16 via 10.0.0.9`,
      ['10.1.2.10/32 InterfaceEndpoint Invalid'],
    ],
    [
      'is not overridden by a shorter one, which is as long as the prefix of the interface’s VNet',
      '10.1.0.0/20',
      `${POLICIES}\nroute a/nva 10.1.0.0/16 via 10.0.0.9`,
      ['10.1.2.10/32 InterfaceEndpoint'],
    ],
    [
      'stays beside a route for one of several prefixes of its VNet',
      '10.1.0.0/20 10.1.16.0/20',
      `${POLICIES}\nroute a/nva 10.1.0.0/20 via 10.0.0.9`,
      ['10.1.2.10/32 InterfaceEndpoint'],
    ],
    [
      'is beaten by a user’s route for the same address, whatever the policies',
      '10.1.0.0/20 10.1.16.0/20',
      'route a/nva 10.1.2.10/32 via 10.0.0.9',
      ['10.1.2.10/32 InterfaceEndpoint Invalid'],
    ],
  ])('%s (R16)', async (_, space, lines, expected) => {
    await bench.seed(`
      vnet a 10.0.0.0/16 nva=10.0.0.4
      vnet b ${space}
      subnet b/data 10.1.2.0/24
      private-endpoint sql b/data 10.1.2.10
      a <-> b
      ${lines}`);
    expect((await routesOf('nva-a-nic')).filter((line) => line.includes('InterfaceEndpoint'))).toEqual(expected);
  });
});

describe('the next hop of a packet', () => {
  beforeEach(() =>
    bench.seed(
      'vnet a 10.0.0.0/16 nva=10.0.0.4\nvnet b 10.1.0.0/16\na <-> b\nroute a/nva 0.0.0.0/0 via 10.0.0.9\nroute a/nva 10.1.0.0/16 via 10.0.0.9',
    ),
  );
  const ask = (destinationIPAddress: string, sourceIPAddress = '10.0.0.4') =>
    resultOf(`${NETWORK}/networkWatchers/watcher/nextHop`, {
      targetResourceId: `${NETWORK}/networkInterfaces/nva-a-nic`,
      sourceIPAddress,
      destinationIPAddress,
    });

  it.each([
    ['10.0.5.5', { nextHopType: 'VnetLocal', routeTableId: 'System Route' }],
    ['10.1.5.5', { nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.9', routeTableId: `${NETWORK}/routeTables/rt-a-nva` }],
    ['8.8.8.8', { nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.9', routeTableId: `${NETWORK}/routeTables/rt-a-nva` }],
  ])('to %s is that of the longest Active prefix', async (destination, expected) => {
    expect(await ask(destination)).toEqual(expected);
  });

  it('does not depend on how the IPv6 address of the interface is written', async () => {
    const configurations = [
      { name: 'v4', properties: { subnet: { id: '@a/app' }, primary: true } },
      {
        name: 'v6',
        properties: {
          subnet: { id: '@a/app' },
          privateIPAddressVersion: 'IPv6',
          privateIPAllocationMethod: 'Static',
          privateIPAddress: 'fd00:0:0:1::4',
        },
      },
    ];
    await bench.seed(`
      vnet a 10.0.0.0/16 fd00::/48
      subnet a/app 10.0.1.0/24 fd00:0:0:1::/64
      resource networkInterfaces/nva-a-nic at=a ${JSON.stringify({ properties: { ipConfigurations: configurations } })}`);
    expect(await ask('FD00:0:0:1:0::5', 'FD00:0:0:1:0::4')).toEqual({ nextHopType: 'VnetLocal', routeTableId: 'System Route' });
  });

  it('is refused from an address that the interface does not have', async () => {
    const reply = await bench.send('POST', `${NETWORK}/networkWatchers/watcher/nextHop`, {
      body: { targetResourceId: `${NETWORK}/networkInterfaces/nva-a-nic`, sourceIPAddress: '10.0.0.5', destinationIPAddress: '10.1.0.4' },
    });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'SourceIpDoesNotMatchNicIp']);
  });
});

describe('effective security rules', () => {
  it('are those of the group of the subnet, with tags as prefixes; a peer without access is not in VirtualNetwork (R20, N3)', async () => {
    await bench.seed(`
      vnet a 10.0.0.0/16
      nsg web a
      rule web https allow in tcp 10.0.0.0/8 * port=443 priority=100
      subnet a/app 10.0.1.0/24 nsg=web
      nic vm a/app 10.0.1.4
      vnet b 10.1.0.0/16
      vnet c 10.2.0.0/16
      a <-> b
      a <-> c no-access
      route a/app 10.64.0.0/16 via 10.0.0.9`);
    const { value } = await resultOf(`${NETWORK}/networkInterfaces/vm/effectiveNetworkSecurityGroups`);
    expect(value).toHaveLength(1);
    expect(value[0].association.subnet.id).toMatch(/subnets\/app$/);
    expect(value[0].tagMap.VirtualNetwork).toEqual(['10.0.0.0/16', '10.1.0.0/16', '168.63.129.16/32', '10.64.0.0/16']);
    expect(value[0].effectiveSecurityRules[0]).toMatchObject({
      name: 'securityRules/https',
      protocol: 'Tcp',
      destinationPortRange: '443-443',
      sourceAddressPrefix: '10.0.0.0/8',
      access: 'Allow',
      priority: 100,
    });
    expect(value[0].effectiveSecurityRules).toHaveLength(7);
  });
});
