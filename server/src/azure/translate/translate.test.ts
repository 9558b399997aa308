import { describe, expect, test } from 'vitest';
import { ARM_TYPES } from '../kinds/index.ts';
import { createTranslation, halvesOf, toConnectedGroups, toVNetRow, type Wire } from './index.ts';

const SUB = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network';
const HUB = `${SUB}/virtualNetworks/hub`;
const SPOKE = `${SUB}/virtualNetworks/spoke`;

/** A half as in Azure's own recordings. */
const WIRE_HALF = {
  name: 'hub-spoke',
  id: `${HUB}/virtualNetworkPeerings/hub-spoke`,
  etag: 'W/"1"',
  type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  properties: {
    provisioningState: 'Succeeded',
    resourceGuid: 'guid',
    peeringState: 'Connected',
    peeringSyncLevel: 'LocalNotInSync',
    remoteVirtualNetwork: { id: SPOKE },
    allowVirtualNetworkAccess: false,
    allowForwardedTraffic: true,
    allowGatewayTransit: true,
    useRemoteGateways: false,
    doNotVerifyRemoteGateways: false,
    peerCompleteVnets: false,
    enableOnlyIPv6Peering: true,
    localSubnetNames: ['a'],
    remoteSubnetNames: ['b'],
    remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
    remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16', '10.9.0.0/16'] },
    localAddressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    localVirtualNetworkAddressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    routeServiceVips: {},
    remoteGateways: [{ id: 'gw' }],
  },
};

const WIRE_VNET = {
  name: 'hub',
  id: HUB,
  etag: 'W/"2"',
  type: 'Microsoft.Network/virtualNetworks',
  location: 'westeurope',
  tags: { env: 'prod' },
  properties: {
    provisioningState: 'Succeeded',
    resourceGuid: 'vnet-guid',
    addressSpace: { addressPrefixes: ['10.0.0.0/16', 'fd00::/48'] },
    dhcpOptions: { dnsServers: [] },
    subnets: [
      {
        name: 'app',
        id: `${HUB}/subnets/app`,
        properties: { addressPrefix: '10.0.1.0/24', routeTable: { id: 'rt' }, networkSecurityGroup: { id: 'nsg' } },
      },
      { name: 'dual', properties: { addressPrefixes: ['10.0.2.0/24', 'fd00::/64'] } },
    ],
    virtualNetworkPeerings: [WIRE_HALF],
  },
};

/** Converts to the format of `az network vnet list`: properties at the top level. */
const flattened = (resource: { properties: object }): Wire => {
  const { properties, ...rest } = resource;
  return { ...rest, ...properties, resourceGroup: 'rg' };
};
const CLI_VNET: Wire = {
  ...flattened(WIRE_VNET),
  subnets: WIRE_VNET.properties.subnets.map(flattened),
  virtualNetworkPeerings: WIRE_VNET.properties.virtualNetworkPeerings.map(flattened),
};

describe('a VNet', () => {
  test('has all prefixes of a dual-stack subnet, also where Azure returns the first one alone beside the list', () => {
    const both = { addressPrefix: '10.0.3.0/24', addressPrefixes: ['10.0.3.0/24', 'fd00:0:0:3::/64'] };
    const row = toVNetRow({ id: HUB, properties: { subnets: [{ name: 'both', properties: both }] } });
    expect(row?.subnets).toEqual([{ name: 'both', prefixes: ['10.0.3.0/24', 'fd00:0:0:3::/64'] }]);
  });

  test('contains what Azure returned, and nothing else', () => {
    expect(toVNetRow(WIRE_VNET)).toEqual({
      id: HUB,
      location: 'westeurope',
      tags: { env: 'prod' },
      addressSpace: ['10.0.0.0/16', 'fd00::/48'],
      subnets: [
        { name: 'app', prefixes: ['10.0.1.0/24'], routeTableId: 'rt', networkSecurityGroupId: 'nsg' },
        { name: 'dual', prefixes: ['10.0.2.0/24', 'fd00::/64'] },
      ],
      dnsServers: [],
      etag: 'W/"2"',
      resourceGuid: 'vnet-guid',
      provisioningState: 'Succeeded',
    });
  });

  test('is the same from ARM and from az', () => {
    expect(toVNetRow(CLI_VNET)).toEqual(toVNetRow(WIRE_VNET));
    expect(halvesOf(CLI_VNET).halves).toEqual(halvesOf(WIRE_VNET).halves);
  });

  test('needs only an id', () => {
    expect(toVNetRow({ id: HUB })).toEqual({ id: HUB, location: '', addressSpace: [], subnets: [] });
  });
});

describe('a half', () => {
  test('preserves every property, and unknown ones verbatim', () => {
    expect(halvesOf(WIRE_VNET).halves).toEqual([
      {
        id: WIRE_HALF.id,
        remoteId: SPOKE,
        state: 'Connected',
        sync: 'LocalNotInSync',
        allowAccess: false,
        allowForwarded: true,
        allowTransit: true,
        useRemoteGateways: false,
        doNotVerifyRemoteGateways: false,
        completeVnets: false,
        onlyIPv6: true,
        localSubnets: ['a'],
        remoteSubnets: ['b'],
        remoteLearned: ['10.1.0.0/16'],
        remoteCurrent: ['10.1.0.0/16', '10.9.0.0/16'],
        localLearned: ['10.0.0.0/16'],
        localCurrent: ['10.0.0.0/16'],
        provisioningState: 'Succeeded',
        resourceGuid: 'guid',
        etag: 'W/"1"',
        other: { routeServiceVips: {}, remoteGateways: [{ id: 'gw' }] },
      },
    ]);
  });

  test('uses the defaults of Azure for missing properties', () => {
    const {
      halves: [half],
    } = halvesOf({
      id: HUB,
      properties: { virtualNetworkPeerings: [{ id: 'h', properties: { peeringState: 'Initiated', remoteVirtualNetwork: { id: SPOKE } } }] },
    });
    expect(half).toEqual({
      id: 'h',
      remoteId: SPOKE,
      state: 'Initiated',
      allowAccess: true,
      allowForwarded: false,
      allowTransit: false,
      useRemoteGateways: false,
    });
  });

  test('preserves enum values that this build does not know', () => {
    const odd = { ...WIRE_HALF, properties: { ...WIRE_HALF.properties, peeringState: 'Hibernating', peeringSyncLevel: 'Dizzy' } };
    expect(halvesOf({ properties: { virtualNetworkPeerings: [odd] } }).halves[0]).toMatchObject({ state: 'Hibernating', sync: 'Dizzy' });
  });
});

describe('the remote VNet of a half', () => {
  const read = (remote: unknown) =>
    halvesOf({ id: HUB, properties: { virtualNetworkPeerings: [{ name: 'p', properties: { remoteVirtualNetwork: remote } }] } });

  test.each([[` ${SPOKE}\n`], [SPOKE.slice(1)], [`https://management.azure.com${SPOKE}`], [{ id: SPOKE }]])('is read from %j', (remote) => {
    expect(read(remote)).toMatchObject({ halves: [{ remoteId: SPOKE }], problems: [] });
  });

  test.each([
    ['spoke'],
    [{ id: `${SPOKE}/subnets/app` }],
    [{ id: '/subscriptions/1/resourceGroups/r/providers/Microsoft.Network/loadBalancers/l' }],
  ])('is reported when it is not the id of a VNet: %j', (remote) => {
    const { halves, extent, problems } = read(remote);
    expect({ halves, extent }).toEqual({ halves: [], extent: 'some' });
    expect(problems).toEqual([expect.stringMatching(/^the remote VNet of the peering p is not the id of a VNet: “/)]);
  });

  test('is not the VNet itself', () => {
    expect(read({ id: HUB })).toMatchObject({ halves: [], problems: ['the peering p refers to its own VNet'] });
  });

  test('that PowerShell cut off leads to a deeper export', () => {
    expect(read(`@{id=${SPOKE}}`)).toMatchObject({ halves: [], problems: [expect.stringContaining('-Depth 100')] });
  });
});

describe('the state of a half', () => {
  test.each([
    ['connected', 'Connected'],
    ['DISCONNECTED', 'Disconnected'],
    [1, 'Unknown'],
  ])('%j is read as %s', (peeringState, state) => {
    const half = { ...WIRE_HALF, properties: { ...WIRE_HALF.properties, peeringState } };
    expect(halvesOf({ properties: { virtualNetworkPeerings: [half] } }).halves).toMatchObject([{ state }]);
  });
});

describe('a VNet whose address space is missing', () => {
  const { addressSpace: _, virtualNetworkPeerings: __, ...bare } = WIRE_VNET.properties;
  const half = (name: string, more: object) => ({
    id: `${HUB}/virtualNetworkPeerings/${name}`,
    type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    properties: { ...WIRE_HALF.properties, peerCompleteVnets: true, enableOnlyIPv6Peering: false, ...more },
  });
  const spaceWith = (...halves: readonly object[]) => {
    const translation = createTranslation();
    for (const resource of [{ ...WIRE_VNET, properties: bare }, ...halves]) translation.add(resource as Wire);
    return translation.rows().vnets[0]?.addressSpace;
  };

  test('has the one that its own halves show, wherever they are listed', () => {
    expect(spaceWith(half('a', {}), half('b', {}))).toEqual(['10.0.0.0/16']);
    const listed = { ...WIRE_VNET, properties: { ...bare, virtualNetworkPeerings: [half('a', {})] } };
    expect(spaceWith(listed)).toEqual(['10.0.0.0/16']);
  });

  test('has none if the halves show only some subnets or IPv6', () => {
    expect(spaceWith(half('a', { peerCompleteVnets: false }), half('b', { enableOnlyIPv6Peering: true }))).toEqual([]);
    expect(spaceWith()).toEqual([]);
  });
});

describe('malformed data', () => {
  const ODD = [
    null,
    undefined,
    0,
    '',
    'text',
    true,
    [],
    [null],
    {},
    { id: 7 },
    { id: null, properties: null },
    { properties: 'x' },
    { properties: [] },
  ];
  const FIELDS = [
    'addressSpace',
    'subnets',
    'virtualNetworkPeerings',
    'dhcpOptions',
    'tags',
    'ipConfigurations',
    'routes',
    'sku',
    'remoteVirtualNetwork',
    'networkManagerScopes',
    'virtualNetwork',
    'bgpSettings',
    'virtualNetworkGateway1',
    'frontendIPConfigurations',
    'backendAddressPools',
    'loadBalancingRules',
    'outboundRules',
    'securityRules',
    'subnet',
    'privateLinkServiceConnections',
    'customDnsConfigs',
    'localNetworkAddressSpace',
    'publicIpAddresses',
    'appliesToGroups',
    'sources',
    'extended',
    'instanceView',
  ];
  const MANAGERS = 'Microsoft.Network/networkManagers';
  const TYPES = [
    'Microsoft.Network/virtualNetworks',
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    ...new Set(ARM_TYPES.map(({ armType }) => armType)),
    ...[`${MANAGERS}/connectivityConfigurations`, `${MANAGERS}/networkGroups/staticMembers`],
    `${MANAGERS}/securityAdminConfigurations/ruleCollections`,
  ];

  test.each(TYPES)('never throws: %s', (type) => {
    const translation = createTranslation();
    for (const odd of ODD) {
      translation.add({ type, id: HUB, properties: odd });
      translation.add({ type, id: odd, properties: {} });
      for (const field of FIELDS) {
        translation.add({ type, id: HUB, [field]: odd, properties: { [field]: odd } });
        translation.add({ type, id: HUB, properties: { [field]: [{ id: 'x', properties: odd }, odd] } });
      }
    }
    for (const rows of Object.values(translation.rows())) for (const row of rows) expect(typeof row.id).toBe('string');
  });

  test('a __proto__ in a response is an ordinary property name', () => {
    const half = JSON.parse(`{"id":"h","properties":{"remoteVirtualNetwork":{"id":"${SPOKE}"},"__proto__":{"polluted":1}}}`) as Wire;
    const [row] = halvesOf({ properties: { virtualNetworkPeerings: [half] } }).halves;
    expect(Object.keys(row?.other ?? {})).toEqual(['__proto__']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('attached resources', () => {
  const translate = (...resources: Wire[]) => {
    const translation = createTranslation();
    for (const resource of resources) translation.add(resource);
    return translation.rows();
  };
  const inSubnet = (name: string, more: object = {}) => ({
    ipConfigurations: [{ properties: { subnet: { id: `${HUB}/subnets/${name}` }, ...more } }],
  });

  test('a gateway belongs to the VNet of its GatewaySubnet; one without a subnet is omitted', () => {
    const gateway = { type: 'microsoft.network/virtualnetworkgateways', id: `${SUB}/virtualNetworkGateways/gw` };
    const properties = {
      ...inSubnet('GatewaySubnet'),
      gatewayType: 'Vpn',
      vpnType: 'RouteBased',
      sku: { name: 'VpnGw1' },
      activeActive: false,
      bgpSettings: { asn: 65515 },
    };
    expect(translate({ ...gateway, properties }).gateways).toEqual([
      { id: gateway.id, vnetId: HUB, kind: 'Vpn', sku: 'VpnGw1', vpnType: 'RouteBased', activeActive: false, asn: 65515, publicIpIds: [] },
    ]);
    expect(translate({ ...gateway, properties: { gatewayType: 'Vpn' } }).gateways).toEqual([]);
  });

  test.each([
    ['virtualNetworkGateway2', 'Vnet2Vnet'],
    ['localNetworkGateway2', 'IPsec'],
    ['peer', 'ExpressRoute'],
  ])('a connection leads to its %s', (field, kind) => {
    const properties = {
      virtualNetworkGateway1: { id: 'gw1' },
      [field]: { id: 'far' },
      connectionType: kind,
      connectionStatus: 'Connected',
    };
    expect(translate({ type: 'Microsoft.Network/connections', id: 'c', properties }).connections).toEqual([
      { id: 'c', kind, status: 'Connected', gatewayId: 'gw1', toId: 'far' },
    ]);
  });

  test('a firewall belongs to its VNet; one in a Virtual WAN hub is omitted', () => {
    const properties = {
      ...inSubnet('AzureFirewallSubnet', { privateIPAddress: '10.0.0.4' }),
      sku: { name: 'AZFW_VNet', tier: 'Premium' },
    };
    const rows = translate(
      { type: 'Microsoft.Network/azureFirewalls', id: 'fw', properties },
      { type: 'Microsoft.Network/azureFirewalls', id: 'wan', properties: { virtualHub: { id: 'hub' } } },
    );
    expect(rows.firewalls).toEqual([{ id: 'fw', vnetId: HUB, privateIp: '10.0.0.4', sku: 'Premium' }]);
  });

  test('only a network interface with IP forwarding is an appliance', () => {
    const nic = (id: string, enableIPForwarding: unknown) => ({
      type: 'microsoft.network/networkinterfaces',
      id,
      properties: { enableIPForwarding, ...inSubnet('nva', { privateIPAddress: '10.0.3.4' }) },
    });
    expect(translate(nic('a', true), nic('b', false), nic('c', undefined)).appliances).toEqual([
      {
        id: 'a',
        vnetId: HUB,
        privateIps: ['10.0.3.4'],
        configurations: [{ id: 'a/ipConfigurations/1', privateIp: '10.0.3.4', subnetId: `${HUB}/subnets/nva`, securityGroupIds: [] }],
      },
    ]);
  });

  test('a Route Server found in its subnet and as a resource counts once', () => {
    const id = `${SUB}/virtualHubs/rs`;
    const subnet = { name: 'RouteServerSubnet', properties: { ipConfigurations: [{ id: `${id.toUpperCase()}/ipConfigurations/one` }] } };
    const rows = translate(
      { type: 'Microsoft.Network/virtualNetworks', id: HUB, properties: { subnets: [subnet] } },
      { type: 'Microsoft.Network/virtualHubs', id, properties: inSubnet('RouteServerSubnet') },
      { type: 'Microsoft.Network/virtualHubs', id: `${SUB}/virtualHubs/wan`, properties: {} },
    );
    expect(rows.routeServers).toEqual([{ id, vnetId: HUB }]);
  });

  test('a Bastion host belongs to the VNet of its subnet; Developer, which has no subnet, to the VNet that it names', () => {
    const bastion = (id: string, name: string, properties: Wire) => ({
      type: 'Microsoft.Network/bastionHosts',
      id,
      sku: { name },
      properties,
    });
    const rows = translate(
      bastion('a', 'Standard', inSubnet('AzureBastionSubnet')),
      bastion('b', 'Developer', { virtualNetwork: { id: HUB } }),
      bastion('c', 'Standard', {}),
    );
    expect(rows.bastionHosts).toEqual([
      { id: 'a', vnetId: HUB, sku: 'Standard' },
      { id: 'b', vnetId: HUB, sku: 'Developer' },
    ]);
  });

  test('a Bastion host that was not read is found in its subnet, without a SKU', () => {
    const id = `${SUB}/bastionHosts/bas`;
    const configurations = [{ id: `${id}/bastionHostIpConfigurations/default` }];
    const subnets = ['AzureBastionSubnet', 'app'].map((name) => ({ name, properties: { ipConfigurations: configurations } }));
    const rows = translate({ type: 'Microsoft.Network/virtualNetworks', id: HUB, properties: { subnets } });
    expect(rows.bastionHosts).toEqual([{ id, vnetId: HUB }]);
  });

  test('a virtual network appliance forwards without an interface, and does not show that interfaces were read', () => {
    const translation = createTranslation();
    translation.add({
      type: 'Microsoft.Network/virtualNetworkAppliances',
      id: 'vnra',
      properties: {
        subnet: { id: `${HUB}/subnets/VirtualNetworkApplianceSubnet` },
        ipConfigurations: [{ properties: { privateIPAddress: '10.0.1.4' } }, { properties: { privateIPAddress: '10.0.1.5' } }],
      },
    });
    const subnetId = `${HUB}/subnets/VirtualNetworkApplianceSubnet`;
    expect(translation.rows().appliances).toEqual([
      {
        id: 'vnra',
        vnetId: HUB,
        privateIps: ['10.0.1.4', '10.0.1.5'],
        configurations: [
          { id: 'vnra/ipConfigurations/1', privateIp: '10.0.1.4', subnetId, securityGroupIds: [] },
          { id: 'vnra/ipConfigurations/2', privateIp: '10.0.1.5', subnetId, securityGroupIds: [] },
        ],
      },
    ]);
    expect(translation.missingKinds()).toContain('appliances');
  });

  test('a route table has its routes and the subnets that use it', () => {
    const route = {
      name: 'out',
      properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' },
    };
    const properties = {
      routes: [route],
      subnets: [{ id: `${HUB}/subnets/app` }],
      disableBgpRoutePropagation: true,
      disablePeeringRoute: 'All',
    };
    expect(translate({ type: 'Microsoft.Network/routeTables', id: 'rt', properties }).routeTables).toEqual([
      {
        id: 'rt',
        routes: [{ name: 'out', prefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIp: '10.0.0.4' }],
        subnetIds: [`${HUB}/subnets/app`],
        disableBgpPropagation: true,
        disablePeeringRoute: 'All',
      },
    ]);
  });

  test('converts a private DNS zone and its link', () => {
    const zone = `${SUB}/privateDnsZones/contoso.internal`;
    const link = {
      type: 'microsoft.network/privatednszones/virtualnetworklinks',
      id: `${zone}/virtualNetworkLinks/hub`,
      properties: { virtualNetwork: { id: HUB }, registrationEnabled: true, virtualNetworkLinkState: 'Completed' },
    };
    const rows = translate({ type: 'microsoft.network/privatednszones', id: zone }, link);
    expect(rows.dnsZones).toEqual([{ id: zone }]);
    expect(rows.dnsLinks).toEqual([{ id: link.id, zoneId: zone, vnetId: HUB, registration: true, state: 'Completed' }]);
  });

  test('a resource that appears twice in different letter case counts once, and the later one wins', () => {
    const rows = translate(
      { type: 'Microsoft.Network/virtualNetworks', id: HUB, location: 'old' },
      { type: 'microsoft.network/virtualnetworks', id: HUB.toUpperCase(), location: 'new' },
    );
    expect(rows.vnets.map(({ location }) => location)).toEqual(['new']);
  });

  test('derives a missing type from the id', () => {
    expect(translate({ id: HUB, addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }).vnets).toHaveLength(1);
    expect(translate({ id: `${SUB}/loadBalancers/lb` }, { id: 'not an id' }).vnets).toEqual([]);
  });
});

describe('network managers', () => {
  test('manage the subscriptions of their scopes', () => {
    const translation = createTranslation();
    const properties = { networkManagerScopes: { subscriptions: ['/subscriptions/abc'], managementGroups: [] } };
    translation.add({ type: 'microsoft.network/networkmanagers', id: 'nm', properties });
    expect(translation.managed()).toEqual([{ id: 'nm', subscriptionIds: ['abc'], managementGroups: false }]);
  });

  test('a mesh is one connected group, and global for the string "True"', () => {
    const mesh = {
      id: '/c/mesh',
      properties: { connectivityTopology: 'Mesh', isGlobal: 'True', appliesToGroups: [{ networkGroupId: 'g1' }, { networkGroupId: 'g2' }] },
    };
    expect(toConnectedGroups('v', [mesh])).toEqual([{ id: '/c/mesh', name: 'mesh', global: true, vnetIds: ['v'] }]);
  });

  test('hub and spoke connects only directly connected groups that contain this VNet', () => {
    const configuration = {
      id: '/c/hs',
      configurationGroups: [{ id: '/g/ONE' }],
      properties: {
        connectivityTopology: 'HubAndSpoke',
        appliesToGroups: [
          { networkGroupId: '/g/one', groupConnectivity: 'DirectlyConnected', isGlobal: 'False' },
          { networkGroupId: '/g/two', groupConnectivity: 'DirectlyConnected', isGlobal: 'False' },
          { networkGroupId: '/g/one', groupConnectivity: 'None' },
        ],
      },
    };
    expect(toConnectedGroups('v', [configuration])).toEqual([{ id: '/c/hs#/g/one', name: 'hs / one', global: false, vnetIds: ['v'] }]);
  });
});
