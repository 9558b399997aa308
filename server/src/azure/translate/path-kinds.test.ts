import { describe, expect, test } from 'vitest';
import { createTranslation, type Wire } from './index.ts';

const GROUP = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers';
const NETWORK = `${GROUP}/Microsoft.Network`;
const HUB = `${NETWORK}/virtualNetworks/hub`;
const SUBNET = `${HUB}/subnets/trust`;

function translate(...resources: readonly Wire[]) {
  const translation = createTranslation();
  for (const resource of resources) expect(translation.add(resource), String(resource.type)).toBe(true);
  expect(translation.problems()).toEqual([]);
  return translation.rows();
}

const network = (path: string, properties: Wire, more: Wire = {}): Wire => ({
  id: `${NETWORK}/${path}`,
  name: path.split('/').at(-1),
  type: `microsoft.network/${path
    .split('/')
    .filter((_, i) => i % 2 === 0)
    .join('/')
    .toLowerCase()}`,
  properties,
  ...more,
});

/** Puts properties beside the other fields at every level, as az prints them. */
function flatten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flatten);
  if (typeof value !== 'object' || value === null) return value;
  const { properties, ...rest } = value as Wire;
  return Object.fromEntries(Object.entries({ ...rest, ...(properties as Wire) }).map(([name, inner]) => [name, flatten(inner)]));
}

describe('network interfaces', () => {
  const configuration = (nic: string, more: Wire) => ({
    id: `${NETWORK}/networkInterfaces/${nic}/ipConfigurations/ipconfig1`,
    name: 'ipconfig1',
    properties: { privateIPAddress: '10.0.2.4', primary: true, subnet: { id: SUBNET }, ...more },
  });
  const nva = network('networkInterfaces/nva', {
    ipConfigurations: [
      configuration('nva', { publicIPAddress: { id: 'pip' }, applicationSecurityGroups: [{ id: 'asg' }] }),
      {
        ...configuration('nva', { privateIPAddress: 'fd00::4', primary: false }),
        id: `${NETWORK}/networkInterfaces/nva/ipConfigurations/v6`,
      },
    ],
    enableIPForwarding: true,
    primary: false,
    virtualMachine: { id: `${GROUP}/Microsoft.Compute/virtualMachines/nva` },
    networkSecurityGroup: { id: 'nsg' },
  });
  const endpoint = network('networkInterfaces/pe.nic', {
    ipConfigurations: [configuration('pe.nic', {})],
    enableIPForwarding: false,
    privateEndpoint: { id: 'pe' },
  });

  test('are appliances if they forward, with their configurations, machine and security group', () => {
    const rows = translate(nva, endpoint);
    expect(rows.appliances).toEqual([
      {
        id: nva.id,
        vnetId: HUB,
        privateIps: ['10.0.2.4', 'fd00::4'],
        configurations: [
          {
            id: `${NETWORK}/networkInterfaces/nva/ipConfigurations/ipconfig1`,
            privateIp: '10.0.2.4',
            subnetId: SUBNET,
            publicIpId: 'pip',
            securityGroupIds: ['asg'],
          },
          { id: `${NETWORK}/networkInterfaces/nva/ipConfigurations/v6`, privateIp: 'fd00::4', subnetId: SUBNET, securityGroupIds: [] },
        ],
        machineId: `${GROUP}/Microsoft.Compute/virtualMachines/nva`,
        networkSecurityGroupId: 'nsg',
        isPrimary: false,
      },
    ]);
    expect(translate(flatten(nva) as Wire).appliances).toEqual(rows.appliances);
  });

  test('are of the other kind if they do not, with their private endpoint', () => {
    const rows = translate(nva, endpoint);
    expect(rows.interfaces).toEqual([
      {
        id: endpoint.id,
        vnetId: HUB,
        configurations: [
          {
            id: `${NETWORK}/networkInterfaces/pe.nic/ipConfigurations/ipconfig1`,
            privateIp: '10.0.2.4',
            subnetId: SUBNET,
            securityGroupIds: [],
          },
        ],
        privateEndpointId: 'pe',
      },
    ]);
  });
});

describe('load balancers', () => {
  const id = `${NETWORK}/loadBalancers/lb`;
  const [front, pool, other] = [`${id}/frontendIPConfigurations/fe`, `${id}/backendAddressPools/one`, `${id}/backendAddressPools/two`];
  const nic = `${NETWORK}/networkInterfaces/nva/ipConfigurations/ipconfig1`;
  const balancer = network(
    'loadBalancers/lb',
    {
      frontendIPConfigurations: [{ id: front, name: 'fe', properties: { privateIPAddress: '10.0.2.99', subnet: { id: SUBNET } } }],
      backendAddressPools: [
        {
          id: pool,
          properties: {
            backendIPConfigurations: [{ id: nic }],
            loadBalancerBackendAddresses: [{ name: 'a', properties: { networkInterfaceIPConfiguration: { id: nic.toUpperCase() } } }],
          },
        },
        { id: other, properties: { loadBalancerBackendAddresses: [{ name: 'b', properties: { ipAddress: '10.0.2.5' } }] } },
      ],
      loadBalancingRules: [
        {
          name: 'ha',
          properties: {
            protocol: 'All',
            frontendPort: 0,
            backendPort: 0,
            frontendIPConfiguration: { id: front },
            backendAddressPool: { id: pool },
          },
        },
        {
          name: 'web',
          properties: {
            protocol: 'Tcp',
            frontendPort: 443,
            frontendIPConfiguration: { id: front },
            backendAddressPool: { id: pool },
            backendAddressPools: [{ id: pool }, { id: other }],
          },
        },
      ],
      outboundRules: [{ name: 'out', properties: { backendAddressPool: { id: other } } }],
    },
    { sku: { name: 'Standard', tier: 'Regional' } },
  );

  test('have their front ends, members, rules once for each pool, and outbound pools', () => {
    const rows = translate(balancer);
    expect(rows.loadBalancers).toEqual([
      {
        id,
        sku: 'Standard',
        frontends: [{ id: front, subnetId: SUBNET, privateIp: '10.0.2.99' }],
        backends: [
          { poolId: pool, configurationId: nic },
          { poolId: other, address: '10.0.2.5' },
        ],
        rules: [
          { frontendId: front, poolId: pool, protocol: 'All', port: 0 },
          { frontendId: front, poolId: pool, protocol: 'Tcp', port: 443 },
          { frontendId: front, poolId: other, protocol: 'Tcp', port: 443 },
        ],
        outboundPoolIds: [other],
      },
    ]);
    expect(translate(flatten(balancer) as Wire).loadBalancers).toEqual(rows.loadBalancers);
  });
});

test('the parts of a load balancer in a template have the ids that Azure would give them', () => {
  const properties = {
    frontendIPConfigurations: [{ name: 'fe', properties: { subnet: { id: SUBNET } } }],
    backendAddressPools: [{ name: 'pool', properties: { loadBalancerBackendAddresses: [{ properties: { ipAddress: '10.0.2.5' } }] } }],
  };
  expect(translate(network('loadBalancers/lb', properties)).loadBalancers).toMatchObject([
    {
      frontends: [{ id: `${NETWORK}/loadBalancers/lb/frontendIPConfigurations/fe`, subnetId: SUBNET }],
      backends: [{ poolId: `${NETWORK}/loadBalancers/lb/backendAddressPools/pool`, address: '10.0.2.5' }],
    },
  ]);
});

test('a network security group has the prefixes and ports of its rules, whether Azure has one or several', () => {
  const group = network('networkSecurityGroups/web', {
    securityRules: [
      {
        name: 'one',
        properties: {
          priority: 100,
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          sourceAddressPrefix: 'VirtualNetwork',
          sourceAddressPrefixes: [],
          sourcePortRange: '*',
          sourcePortRanges: [],
          destinationAddressPrefix: '10.0.2.0/24',
          destinationPortRange: '443',
        },
      },
      {
        name: 'several',
        properties: {
          priority: 200,
          direction: 'Outbound',
          access: 'Deny',
          protocol: '*',
          sourceApplicationSecurityGroups: [{ id: 'asg' }],
          sourcePortRange: '*',
          destinationAddressPrefixes: ['10.1.0.0/16', '10.2.0.0/16'],
          destinationPortRanges: ['22', '8000-8010'],
        },
      },
    ],
    defaultSecurityRules: [{ name: 'AllowVnetInBound', properties: { priority: 65000 } }],
    subnets: [{ id: SUBNET }],
  });
  const rows = translate(group);
  expect(rows.networkSecurityGroups).toEqual([
    {
      id: group.id,
      subnetIds: [SUBNET],
      rules: [
        {
          name: 'one',
          priority: 100,
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          sources: ['VirtualNetwork'],
          sourceGroupIds: [],
          sourcePorts: ['*'],
          destinations: ['10.0.2.0/24'],
          destinationGroupIds: [],
          destinationPorts: ['443'],
        },
        {
          name: 'several',
          priority: 200,
          direction: 'Outbound',
          access: 'Deny',
          protocol: '*',
          sources: [],
          sourceGroupIds: ['asg'],
          sourcePorts: ['*'],
          destinations: ['10.1.0.0/16', '10.2.0.0/16'],
          destinationGroupIds: [],
          destinationPorts: ['22', '8000-8010'],
        },
      ],
    },
  ]);
  expect(translate(flatten(group) as Wire).networkSecurityGroups).toEqual(rows.networkSecurityGroups);
});

describe('a private endpoint', () => {
  const endpoint = (properties: Wire) => network('privateEndpoints/pe', { subnet: { id: SUBNET }, ...properties });
  const connection = (status: string) => [{ name: 'c', properties: { privateLinkServiceConnectionState: { status } } }];

  test('has the static addresses and the state of its connection', () => {
    const properties = {
      privateLinkServiceConnections: connection('Approved'),
      networkInterfaces: [{ id: 'nic' }],
      ipConfigurations: [{ name: 'a', properties: { privateIPAddress: '10.0.2.88' } }],
      customDnsConfigs: [{ fqdn: 'x', ipAddresses: ['10.0.2.99'] }],
    };
    expect(translate(endpoint(properties)).privateEndpoints).toEqual([
      {
        id: `${NETWORK}/privateEndpoints/pe`,
        vnetId: HUB,
        subnetId: SUBNET,
        interfaceIds: ['nic'],
        addresses: ['10.0.2.88'],
        status: 'Approved',
      },
    ]);
  });

  test('otherwise has those for DNS, once each, or none, and may have been approved by hand', () => {
    const customDnsConfigs = ['x', 'y'].map((fqdn) => ({ fqdn, ipAddresses: ['10.0.2.99'] }));
    const manual = { manualPrivateLinkServiceConnections: connection('Pending'), privateLinkServiceConnections: [] };
    expect(translate(endpoint({ customDnsConfigs, ...manual })).privateEndpoints).toMatchObject([
      { addresses: ['10.0.2.99'], status: 'Pending' },
    ]);
    const [bare] = translate(endpoint({})).privateEndpoints;
    expect(bare).toMatchObject({ addresses: [], interfaceIds: [] });
    expect(bare).not.toHaveProperty('status');
  });
});

test('a gateway has what decides its routes', () => {
  const properties = {
    gatewayType: 'Vpn',
    enableBgp: true,
    allowRemoteVnetTraffic: false,
    ipConfigurations: [{ properties: { subnet: { id: `${HUB}/subnets/GatewaySubnet` }, publicIPAddress: { id: 'pip' } } }],
    vpnClientConfiguration: {
      vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] },
      vngClientConnectionConfigurations: [{ name: 'group', properties: { vpnClientAddressPool: { addressPrefixes: ['172.16.1.0/24'] } } }],
    },
    bgpSettings: {
      asn: 65515,
      bgpPeeringAddress: '10.0.16.6,10.0.16.7',
      bgpPeeringAddresses: [
        { defaultBgpIpAddresses: ['10.0.16.6'], customBgpIpAddresses: ['169.254.21.1'] },
        { defaultBgpIpAddresses: ['10.0.16.7'], customBgpIpAddresses: [] },
      ],
    },
  };
  const more = { bgp: true, allowRemoteVNetTraffic: false, clientPrefixes: ['172.16.0.0/24', '172.16.1.0/24'], publicIpIds: ['pip'] };
  expect(translate(network('virtualNetworkGateways/gw', properties)).gateways).toMatchObject([
    { ...more, bgpAddresses: ['10.0.16.6', '169.254.21.1', '10.0.16.7'] },
  ]);
  const old = { ...properties, bgpSettings: { bgpPeeringAddress: '10.0.16.6,10.0.16.7' } };
  expect(translate(network('virtualNetworkGateways/gw', old)).gateways).toMatchObject([{ bgpAddresses: ['10.0.16.6', '10.0.16.7'] }]);
});

test('a route can have several next hops', () => {
  const route = {
    name: 'r',
    properties: {
      addressPrefix: '0.0.0.0/0',
      nextHopType: 'VirtualApplianceEcmp',
      nextHop: { nextHopIpAddresses: ['10.0.2.4', '10.0.2.5'] },
    },
  };
  expect(translate(network('routeTables/rt', { routes: [route] })).routeTables[0]?.routes).toEqual([
    { name: 'r', prefix: '0.0.0.0/0', nextHopType: 'VirtualApplianceEcmp', nextHopIps: ['10.0.2.4', '10.0.2.5'] },
  ]);
});

test('a subnet has its outbound method, endpoints and policies, and a VNet its summaries', () => {
  const subnet = {
    addressPrefix: '10.0.2.0/24',
    natGateway: { id: 'nat' },
    defaultOutboundAccess: false,
    serviceEndpoints: [{ service: 'Microsoft.Storage', locations: ['westeurope'] }],
    privateEndpointNetworkPolicies: 'RouteTableEnabled',
  };
  const plain = { addressPrefix: '10.0.3.0/24', serviceEndpoints: [] };
  const vnet = network('virtualNetworks/hub', {
    virtualNetworkPeerings: [],
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    summarizedGatewayPrefixes: { addressPrefixes: ['10.0.0.0/8'] },
    subnets: [
      { name: 'trust', properties: subnet },
      { name: 'plain', properties: plain },
    ],
  });
  expect(translate(vnet).vnets).toMatchObject([
    {
      summarizedGatewayPrefixes: ['10.0.0.0/8'],
      subnets: [
        {
          natGatewayId: 'nat',
          defaultOutboundAccess: false,
          serviceEndpoints: ['Microsoft.Storage'],
          privateEndpointNetworkPolicies: 'RouteTableEnabled',
        },
        { name: 'plain', prefixes: ['10.0.3.0/24'] },
      ],
    },
  ]);
  expect(translate(vnet).vnets[0]?.subnets[1]).toEqual({ name: 'plain', prefixes: ['10.0.3.0/24'] });
});

test('sites, circuits, NAT gateways, public addresses and machines', () => {
  const rows = translate(
    network('localNetworkGateways/site', {
      localNetworkAddressSpace: { addressPrefixes: ['192.168.10.10/32'] },
      gatewayIpAddress: '51.10.0.3',
      bgpSettings: { asn: 65001, bgpPeeringAddress: '192.168.10.10' },
    }),
    network('localNetworkGateways/bgp-only', {}),
    network('expressRouteCircuits/er', { serviceProviderProvisioningState: 'Provisioned' }),
    network('natGateways/nat', { publicIpAddresses: [{ id: 'pip' }], publicIpPrefixes: [{ id: 'prefix' }], subnets: [{ id: SUBNET }] }),
    network('publicIPAddresses/pip', { ipAddress: '20.50.0.4' }),
    network('publicIPAddresses/dynamic', {}),
    {
      id: `${GROUP}/Microsoft.Compute/virtualMachines/graph`,
      type: 'microsoft.compute/virtualmachines',
      properties: { extended: { instanceView: { powerState: { code: 'PowerState/running' } } } },
    },
    {
      id: `${GROUP}/Microsoft.Compute/virtualMachines/arm`,
      type: 'Microsoft.Compute/virtualMachines',
      properties: { instanceView: { statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/deallocated' }] } },
    },
  );
  expect(rows.localNetworkGateways).toEqual([
    {
      id: `${NETWORK}/localNetworkGateways/site`,
      prefixes: ['192.168.10.10/32'],
      gatewayIp: '51.10.0.3',
      asn: 65001,
      bgpAddress: '192.168.10.10',
    },
    { id: `${NETWORK}/localNetworkGateways/bgp-only`, prefixes: [] },
  ]);
  expect(rows.circuits).toEqual([{ id: `${NETWORK}/expressRouteCircuits/er`, state: 'Provisioned' }]);
  expect(rows.natGateways).toEqual([{ id: `${NETWORK}/natGateways/nat`, publicIpIds: ['pip', 'prefix'], subnetIds: [SUBNET] }]);
  expect(rows.publicIpAddresses).toEqual([
    { id: `${NETWORK}/publicIPAddresses/pip`, address: '20.50.0.4' },
    { id: `${NETWORK}/publicIPAddresses/dynamic` },
  ]);
  expect(rows.machines.map(({ powerState }) => powerState)).toEqual(['PowerState/running', 'PowerState/deallocated']);
});

describe('virtual hubs', () => {
  const server = network(
    'virtualHubs/rs',
    { allowBranchToBranchTraffic: true, virtualRouterAsn: 65515, hubRoutingPreference: 'ASPath' },
    { kind: 'RouteServer' },
  );
  const configuration = network('virtualHubs/rs/ipConfigurations/one', { subnet: { id: `${HUB}/subnets/RouteServerSubnet` } });
  const expected = [{ id: server.id, vnetId: HUB, branchToBranch: true, asn: 65515, routingPreference: 'ASPath' }];

  test.each([
    ['before', [server, configuration]],
    ['after', [configuration, server]],
  ])('are Route Servers where their configuration is a resource of its own, %s it', (_, resources) => {
    expect(translate(...resources).routeServers).toEqual(expected);
  });

  test('are Route Servers where only the subnet names the configuration', () => {
    const subnets = [{ name: 'RouteServerSubnet', properties: { ipConfigurations: [{ id: configuration.id }] } }];
    expect(translate(server, network('virtualNetworks/hub', { subnets, virtualNetworkPeerings: [] })).routeServers).toEqual(expected);
  });

  test('of a Virtual WAN are none; VNets are connected to them', () => {
    const rows = translate(
      network('virtualHubs/wan', { virtualWan: { id: 'wan' }, allowBranchToBranchTraffic: true }),
      network('virtualHubs/wan/hubVirtualNetworkConnections/hub', { remoteVirtualNetwork: { id: HUB } }),
      network('virtualHubs/rs/bgpConnections/nva', { peerIp: '10.0.2.4', peerAsn: 65010 }),
    );
    expect(rows.routeServers).toEqual([]);
    expect(rows.hubConnections).toEqual([
      { id: `${NETWORK}/virtualHubs/wan/hubVirtualNetworkConnections/hub`, hubId: `${NETWORK}/virtualHubs/wan`, vnetId: HUB },
    ]);
    expect(rows.routeServerPeers).toEqual([
      { id: `${NETWORK}/virtualHubs/rs/bgpConnections/nva`, routeServerId: `${NETWORK}/virtualHubs/rs`, peerIp: '10.0.2.4', asn: 65010 },
    ]);
  });
});
