import { describe, expect, test } from 'vitest';
import { readTerraform, UNKNOWN_SUBSCRIPTION } from './terraform.ts';

const SUB = '11111111-1111-1111-1111-111111111111';
const rg = `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Network`;
const vnetId = (name: string) => `${rg}/virtualNetworks/${name}`;

const HUB = {
  id: vnetId('hub'),
  name: 'hub',
  location: 'westeurope',
  resource_group_name: 'rg',
  address_space: ['10.0.0.0/16'],
  subnet: [],
};
const APP = {
  id: `${vnetId('hub')}/subnets/app`,
  name: 'app',
  resource_group_name: 'rg',
  virtual_network_name: 'hub',
  address_prefixes: ['10.0.1.0/24'],
};
const BASTION_SUBNET = `${vnetId('hub')}/subnets/AzureBastionSubnet`;
const PEERING = {
  id: `${vnetId('hub')}/virtualNetworkPeerings/to-spoke`,
  name: 'to-spoke',
  resource_group_name: 'rg',
  virtual_network_name: 'hub',
  remote_virtual_network_id: vnetId('spoke'),
  allow_forwarded_traffic: true,
};

const state = (resources: readonly (readonly [type: string, attributes: object])[]) => ({
  version: 4,
  terraform_version: '1.9.0',
  lineage: 'x',
  resources: resources.map(([type, attributes], i) => ({ mode: 'managed', type, name: `r${i}`, instances: [{ attributes }] })),
});

describe('a Terraform state', () => {
  const terraform = readTerraform(
    state([
      ['azurerm_virtual_network', HUB],
      ['azurerm_subnet', APP],
      ['azurerm_virtual_network_peering', PEERING],
      ['azurerm_route_table', { id: `${rg}/routeTables/rt`, name: 'rt', route: [], bgp_route_propagation_enabled: false }],
      ['azurerm_route', { name: 'default', route_table_name: 'rt', address_prefix: '0.0.0.0/0', next_hop_type: 'Internet' }],
      ['azurerm_subnet_route_table_association', { subnet_id: APP.id, route_table_id: `${rg}/routeTables/rt` }],
      [
        'azurerm_virtual_network_gateway',
        {
          id: `${rg}/virtualNetworkGateways/gw`,
          type: 'Vpn',
          sku: 'VpnGw1',
          ip_configuration: [{ subnet_id: `${vnetId('hub')}/subnets/GatewaySubnet` }],
        },
      ],
      ['azurerm_bastion_host', { name: 'bas', resource_group_name: 'rg', sku: 'Basic', ip_configuration: [{ subnet_id: BASTION_SUBNET }] }],
      ['azurerm_storage_account', { id: 'x' }],
      [
        'azapi_resource',
        {
          id: vnetId('api'),
          name: 'api',
          type: 'Microsoft.Network/virtualNetworks@2024-05-01',
          body: '{"properties":{"addressSpace":{"addressPrefixes":["10.9.0.0/16"]}}}',
        },
      ],
    ]),
  );
  const byName = new Map(terraform?.resources.map((one) => [one.name, one]));

  test('is named with its version', () => {
    expect(terraform).toMatchObject({ kind: 'a Terraform state (Terraform 1.9.0)', unresolved: [] });
  });

  test('contains VNets with their subnets and route tables, as ARM writes them', () => {
    expect(byName.get('hub')).toMatchObject({
      id: vnetId('hub'),
      type: 'Microsoft.Network/virtualNetworks',
      properties: {
        addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
        subnets: [{ name: 'app', properties: { addressPrefixes: ['10.0.1.0/24'], routeTable: { id: `${rg}/routeTables/rt` } } }],
      },
    });
    expect(byName.get('rt')).toMatchObject({
      properties: { routes: [{ properties: { addressPrefix: '0.0.0.0/0' } }], subnets: [{ id: APP.id }], disableBgpRoutePropagation: true },
    });
    expect(byName.get('api')).toMatchObject({ properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16'] } } });
  });

  test('contains a Bastion host with its subnet and its SKU, which is beside the properties', () => {
    expect(byName.get('bas')).toMatchObject({
      type: 'Microsoft.Network/bastionHosts',
      sku: { name: 'Basic' },
      properties: { ipConfigurations: [{ properties: { subnet: { id: BASTION_SUBNET } } }] },
    });
  });

  test('contains peerings without a state, and does not claim that a VNet has no others', () => {
    expect(byName.get('to-spoke')?.properties).toMatchObject({
      remoteVirtualNetwork: { id: vnetId('spoke') },
      allowForwardedTraffic: true,
    });
    expect(byName.get('to-spoke')?.properties).not.toHaveProperty('peeringState');
    expect(byName.get('hub')?.properties).not.toHaveProperty('virtualNetworkPeerings');
  });

  test('of `terraform show -json` is read through all modules', () => {
    const shown = {
      format_version: '1.0',
      terraform_version: '1.9.0',
      values: {
        root_module: { child_modules: [{ resources: [{ address: 'module.a.x', type: 'azurerm_virtual_network', values: HUB }] }] },
      },
    };
    expect(readTerraform(shown)?.resources).toMatchObject([{ id: vnetId('hub') }]);
  });
});

describe('a Terraform plan', () => {
  const { id: _hub, ...newHub } = HUB;
  const { id: _peering, remote_virtual_network_id: _remote, ...newPeering } = PEERING;
  const plan = (references: readonly string[]) => ({
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: {
      root_module: {
        resources: [
          { address: 'azurerm_virtual_network.hub', type: 'azurerm_virtual_network', values: newHub },
          { address: 'azurerm_virtual_network.spoke["a"]', type: 'azurerm_virtual_network', values: { ...newHub, name: 'spoke' } },
          { address: 'azurerm_virtual_network_peering.p["a"]', type: 'azurerm_virtual_network_peering', values: newPeering },
        ],
      },
    },
    configuration: {
      root_module: {
        resources: [{ address: 'azurerm_virtual_network_peering.p', expressions: { remote_virtual_network_id: { references } } }],
      },
    },
  });

  test('gives new resources the ids that they will have', () => {
    const terraform = readTerraform(plan(['azurerm_virtual_network.spoke.id', 'azurerm_virtual_network.spoke']));
    const created = (name: string) =>
      `/subscriptions/${UNKNOWN_SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;
    expect(terraform?.kind).toBe('a Terraform plan (Terraform 1.9.0)');
    expect(terraform?.resources.map(({ id }) => id)).toEqual([
      created('hub'),
      created('spoke'),
      `${created('hub')}/virtualNetworkPeerings/to-spoke`,
    ]);
    expect(terraform?.resources[2]?.properties).toMatchObject({ remoteVirtualNetwork: { id: created('spoke') } });
  });

  test('names what refers to something unknown', () => {
    expect(readTerraform(plan([]))?.unresolved).toEqual(['azurerm_virtual_network_peering.p["a"]']);
  });
});

test('other JSON is no Terraform', () => {
  for (const json of [[], {}, { version: 4 }, { values: [] }, null]) expect(readTerraform(json)).toBeUndefined();
});
