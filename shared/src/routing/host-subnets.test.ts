import { describe, expect, it } from 'vitest';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, type TopologyRows } from '../topology/index.ts';
import { createHostSubnets, locateRoutes } from './index.ts';

const ROWS = toFixture(`
vnet hub   10.0.0.0/16 gateway nva=10.0.2.4
vnet spoke 10.1.0.0/16
subnet hub/trust   10.0.1.0/24
subnet hub/shared  10.0.3.0/24
subnet spoke/app   10.1.0.0/24
hub <-> spoke
route spoke/app 0.0.0.0/0 via 10.0.1.4
`).rows;

const classify = (rows: TopologyRows): Readonly<Record<string, boolean | undefined>> => {
  const topology = buildTopology(rows);
  const { isHostSubnet } = createHostSubnets(topology, locateRoutes(topology));
  return Object.fromEntries(
    [...topology.vnets.values()].flatMap(({ key, name, subnets }) =>
      ['unlisted', ...subnets.map((subnet) => subnet.name)].map((subnet) => [`${name}/${subnet}`, isHostSubnet(key, subnet)]),
    ),
  );
};

describe('the test for subnets of hosts', () => {
  it('tells hosts from gateways, next hops and interfaces that forward', () => {
    expect(classify(ROWS)).toEqual({
      'hub/unlisted': undefined,
      'hub/trust': false,
      'hub/shared': true,
      'hub/nva': false,
      'hub/GatewaySubnet': false,
      'spoke/unlisted': true,
      'spoke/app': true,
    });
  });

  it.each([
    'GatewaySubnet',
    'AzureFirewallSubnet',
    'AzureFirewallManagementSubnet',
    'RouteServerSubnet',
    'AzureBastionSubnet',
    'VirtualNetworkApplianceSubnet',
  ])('takes %s for no subnet of hosts, in any case', (name) => {
    const { rows } = toFixture(`vnet spoke 10.1.0.0/16\nsubnet spoke/${name} 10.1.1.0/24\nsubnet spoke/app 10.1.2.0/24`);
    const renamed = JSON.parse(JSON.stringify(rows).replaceAll(name, name.toUpperCase()));
    expect(classify(rows)).toMatchObject({ [`spoke/${name}`]: false, 'spoke/app': true });
    expect(classify(renamed)).toMatchObject({ [`spoke/${name.toUpperCase()}`]: false, 'spoke/app': true });
  });

  it('is undecided in a VNet with gateways whose subnets were not read', () => {
    const withoutSubnets = { ...ROWS, routeTables: [], vnets: ROWS.vnets.map((vnet) => ({ ...vnet, subnets: [] })) };
    expect(classify(withoutSubnets)).toEqual({ 'hub/unlisted': undefined, 'spoke/unlisted': true });
  });

  it('is undecided in a VNet that forwards traffic if network interfaces were not read', () => {
    expect(classify({ ...ROWS, appliances: [], missingKinds: ['appliances'] })).toMatchObject({
      'hub/trust': false,
      'hub/shared': undefined,
      'hub/nva': undefined,
      'spoke/app': true,
    });
  });
});
