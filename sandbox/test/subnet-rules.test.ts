import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16';
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const NSG = { id: `${NETWORK}/networkSecurityGroups/nsg` };
const TABLE = { id: `${NETWORK}/routeTables/rt` };
beforeEach(async () => {
  await bench.seed(WORLD);
  for (const { id } of [NSG, TABLE]) await bench.send('PUT', id, { body: { location: 'westeurope' } });
});

const errorOf = (path: string, body: object) => bench.errorOf('PUT', path, body);

describe('the address space of a VNet', () => {
  it.each(['127.0.0.0/8', '169.254.10.0/24', '224.0.0.0/8', '168.63.129.0/24', '168.63.129.16/32'])(
    'cannot contain %s, which is reserved',
    async (prefix) => {
      const body = { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16', prefix] } } };
      expect(await errorOf(vnetId('new'), body)).toEqual([400, 'AddressPrefixReserved']);
    },
  );

  it('can be of any other range', async () => {
    const body = { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['100.64.0.0/16', '168.63.128.0/24'] } } };
    expect(await errorOf(vnetId('new'), body)).toEqual([201, undefined]);
  });
});

describe('a subnet', () => {
  const subnet = (name: string) => `${vnetId('hub')}/subnets/${name}`;

  it.each([
    ['RouteServerSubnet', { networkSecurityGroup: NSG }, 'NetworkSecurityGroupCannotBeAttachedForRouteServerSubnet'],
    ['RouteServerSubnet', { routeTable: TABLE }, 'RouteTableCannotBeAttachedForRouteServerSubnet'],
    ['AzureBastionSubnet', { routeTable: TABLE }, 'RouteTableCannotBeAttachedForAzureBastionSubnet'],
    ['AzureFirewallSubnet', { networkSecurityGroup: NSG }, 'NetworkSecurityGroupCannotBeAttachedForAzureFirewallSubnet'],
  ])('%s cannot have %j', async (name, association, code) => {
    const properties = { addressPrefix: '10.0.1.0/24', ...association };
    expect(await errorOf(subnet(name), { properties })).toEqual([400, code]);
    const vnet = {
      location: 'westeurope',
      properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name, properties }] },
    };
    expect(await errorOf(vnetId('hub'), vnet)).toEqual([400, code]);
  });

  it.each([
    ['AzureFirewallSubnet', { routeTable: TABLE }],
    ['AzureBastionSubnet', { networkSecurityGroup: NSG }],
    ['app', { networkSecurityGroup: NSG, routeTable: TABLE }],
  ])('%s can have %j', async (name, association) => {
    expect(await errorOf(subnet(name), { properties: { addressPrefix: '10.0.1.0/24', ...association } })).toEqual([201, undefined]);
  });

  it.each([
    ['security group', { networkSecurityGroup: { id: `${NSG.id}x` } }],
    ['NAT gateway', { natGateway: { id: `${NETWORK}/natGateways/none` } }],
  ])('needs a %s that exists', async (_, association) => {
    const reply = await errorOf(subnet('app'), { properties: { addressPrefix: '10.0.1.0/24', ...association } });
    expect(reply).toEqual([400, 'InvalidResourceReference']);
  });
});
