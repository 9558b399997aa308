import { guidOf } from '@peerscape/shared/world';
import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16 gateway=Vpn,ExpressRoute firewall=10.0.1.4 route-server dns=10.0.2.4
vnet spoke 10.1.0.0/16 nva=10.1.0.36
subnet spoke/app 10.1.1.0/24
vnet edge-1 10.2.0.0/16
vnet edge-2 10.3.0.0/16
vnet secret 10.4.0.0/16 hidden nva=10.4.0.36
hub <-> spoke transit | use-gateways
connection hub -> office
connection hub -> circuit kind=ExpressRoute
route spoke/app 0.0.0.0/0 via hub
dns-zone corp.internal hub spoke registration=spoke
group mesh edge-1 edge-2
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
beforeEach(() => bench.seed(WORLD));

const values = async (path: string) => (await bench.send('GET', path)).body.value;

describe('resources around VNets', () => {
  it('include gateways and connections of a resource group, listed by the SDK', async () => {
    const client = bench.network();
    const gateways = await collectAll(client.virtualNetworkGateways.list('network'));
    expect(gateways.map((gateway) => [gateway.name, gateway.gatewayType, gateway.ipConfigurations?.[0]?.subnet?.id])).toEqual([
      ['vpngw-hub', 'Vpn', `${vnetId('hub')}/subnets/GatewaySubnet`],
      ['ergw-hub', 'ExpressRoute', `${vnetId('hub')}/subnets/GatewaySubnet`],
    ]);
    expect((await client.virtualNetworkGateways.get('network', 'vpngw-hub')).bgpSettings?.asn).toBe(65515);
    const connections = await collectAll(client.virtualNetworkGatewayConnections.list('network'));
    expect(connections.map((each) => [each.connectionType, each.connectionStatus, each.localNetworkGateway2?.id ?? each.peer?.id])).toEqual(
      [
        ['IPsec', 'Connected', `${NETWORK}/localNetworkGateways/office`],
        ['ExpressRoute', 'Connected', `${NETWORK}/expressRouteCircuits/circuit`],
      ],
    );
  });

  it('include virtual network appliances, which have no interface, listed by the SDK', async () => {
    await bench.seed('vnet hub 10.0.0.0/16 vnra=10.0.1.4');
    const client = bench.network();
    const appliances = await collectAll(client.virtualNetworkAppliances.listAll());
    expect(appliances.map(({ name, subnet, ipConfigurations }) => [name, subnet?.id, ipConfigurations?.[0]?.privateIPAddress])).toEqual([
      ['vnra-hub', `${vnetId('hub')}/subnets/VirtualNetworkApplianceSubnet`, '10.0.1.4'],
    ]);
    expect(await collectAll(client.networkInterfaces.listAll())).toEqual([]);
  });

  it('include firewalls, forwarding interfaces, route tables with routes and route servers, listed by the SDK', async () => {
    const client = bench.network();
    const [firewall] = await collectAll(client.azureFirewalls.listAll());
    expect(firewall?.ipConfigurations?.[0]).toMatchObject({
      privateIPAddress: '10.0.1.4',
      subnet: { id: `${vnetId('hub')}/subnets/AzureFirewallSubnet` },
    });
    const interfaces = await collectAll(client.networkInterfaces.listAll());
    expect(interfaces.map((nic) => [nic.name, nic.enableIPForwarding, nic.ipConfigurations?.[0]?.privateIPAddress])).toEqual([
      ['nva-spoke-nic', true, '10.1.0.36'],
    ]);
    const [table] = await collectAll(client.routeTables.listAll());
    expect(table?.subnets?.map((subnet) => subnet.id)).toEqual([`${vnetId('spoke')}/subnets/app`]);
    expect((await client.subnets.get('network', 'spoke', 'app')).routeTable?.id).toBe(table?.id);
    const routes = await collectAll(client.routes.list('network', table?.name ?? ''));
    expect(routes.map((route) => [route.addressPrefix, route.nextHopType, route.nextHopIpAddress])).toEqual([
      ['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4'],
    ]);
    const [server] = await collectAll(client.virtualHubs.list());
    const [configuration] = await collectAll(client.virtualHubIpConfiguration.list('network', server?.name ?? ''));
    expect(configuration?.subnet?.id).toBe(`${vnetId('hub')}/subnets/RouteServerSubnet`);
  });

  it('include Bastion hosts with their SKU beside the properties, listed by the SDK', async () => {
    await bench.seed('vnet hub 10.0.0.0/16 bastion\nvnet spoke 10.1.0.0/16 bastion=Premium');
    const client = bench.network();
    const hosts = await collectAll(client.bastionHosts.list());
    expect(hosts.map(({ name, sku, ipConfigurations }) => [name, sku?.name, ipConfigurations?.[0]?.subnet?.id])).toEqual([
      ['bas-hub', 'Standard', `${vnetId('hub')}/subnets/AzureBastionSubnet`],
      ['bas-spoke', 'Premium', `${vnetId('spoke')}/subnets/AzureBastionSubnet`],
    ]);
    expect(await client.bastionHosts.get('network', 'bas-hub')).toMatchObject({ provisioningState: 'Succeeded', scaleUnits: 2 });
    const subnet = await client.subnets.get('network', 'hub', 'AzureBastionSubnet');
    expect(subnet.addressPrefix).toBe('10.0.255.128/26');
    expect(subnet.ipConfigurations?.map(({ id }) => id)).toEqual([`${NETWORK}/bastionHosts/bas-hub/bastionHostIpConfigurations/default`]);
  });

  it('include remoteGateways on the half that uses them, which the SDK drops', async () => {
    const { body } = await bench.send('GET', `${vnetId('spoke')}/virtualNetworkPeerings/spoke-hub`);
    expect(body.properties.remoteGateways.map(({ id }: { id: string }) => id.split('/').pop())).toEqual(['vpngw-hub', 'ergw-hub']);
  });

  it('include private DNS zones and their links', async () => {
    const [zone] = await values(`/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/privateDnsZones?api-version=2024-06-01`);
    expect(zone).toMatchObject({ name: 'corp.internal', location: 'global', properties: { numberOfVirtualNetworkLinks: 2 } });
    const links = await values(`${zone.id}/virtualNetworkLinks?api-version=2024-06-01`);
    expect(links.map((link: { properties: object }) => link.properties)).toMatchObject([
      { virtualNetwork: { id: vnetId('hub') }, registrationEnabled: false, virtualNetworkLinkState: 'Completed' },
      { virtualNetwork: { id: vnetId('spoke') }, registrationEnabled: true },
    ]);
  });

  it('include network managers and the effective configurations of each VNet', async () => {
    const client = bench.network();
    const [manager] = await collectAll(client.networkManagers.listBySubscription());
    const [configuration] = await collectAll(client.connectivityConfigurations.list('network', manager?.name ?? ''));
    expect(configuration).toMatchObject({ name: 'mesh', connectivityTopology: 'Mesh', isGlobal: 'False' });
    const member = await client.listNetworkManagerEffectiveConnectivityConfigurations('network', 'edge-1', {});
    expect(member.value?.map((each) => [each.id, each.connectivityTopology, each.configurationGroups?.length])).toEqual([
      [configuration?.id, 'Mesh', 1],
    ]);
    expect((await client.listNetworkManagerEffectiveConnectivityConfigurations('network', 'hub', {})).value).toEqual([]);
    const members = await collectAll(client.staticMembers.list('network', manager?.name ?? '', 'mesh'));
    expect(members.map((each) => each.resourceId)).toEqual([vnetId('edge-1'), vnetId('edge-2')]);
  });

  it('include one network manager with the subscriptions of all its groups', async () => {
    await bench.seed(`
      in sub=main
      vnet a 10.0.0.0/16
      vnet b 10.1.0.0/16
      in sub=other
      vnet c 10.2.0.0/16
      vnet d 10.3.0.0/16
      group one a b
      group two c d`);
    const managers = await collectAll(bench.network().networkManagers.listBySubscription());
    expect(managers.map(({ networkManagerScopes }) => networkManagerScopes?.subscriptions)).toEqual([
      [`/subscriptions/${SUBSCRIPTION}`, `/subscriptions/${guidOf('subscription other')}`],
    ]);
  });

  it('include usage and free addresses', async () => {
    const client = bench.network();
    const usage = await collectAll(client.virtualNetworks.listUsage('network', 'spoke'));
    expect(usage.map((each) => [each.id?.split('/').pop(), each.currentValue, each.limit])).toEqual([
      ['app', 0, 251],
      ['nva', 1, 11],
    ]);
    const check = (ip: string) => client.virtualNetworks.checkIPAddressAvailability('network', 'spoke', ip);
    expect(await check('10.1.1.4')).toMatchObject({ available: true });
    expect(await check('10.1.0.36')).toMatchObject({
      available: false,
      isPlatformReserved: false,
      availableIPAddresses: ['10.1.0.37', '10.1.0.38', '10.1.0.39', '10.1.0.40', '10.1.0.41'],
    });
    expect(await check('10.1.1.0')).toMatchObject({ available: false, isPlatformReserved: true });
  });
});

describe('effective routes', () => {
  const NIC = `${NETWORK}/networkInterfaces/nva-spoke-nic/effectiveRouteTable`;

  it('are returned by the SDK: the VNet, default routes, its peers, and what the gateways of its hub know', async () => {
    const { value = [] } = await bench
      .network()
      .networkInterfaces.beginGetEffectiveRouteTableAndWait('network', 'nva-spoke-nic', { updateIntervalInMs: 5 });
    expect(value.map((route) => [route.addressPrefix?.[0], route.nextHopType, route.source, route.state])).toEqual([
      ['10.1.0.0/16', 'VnetLocal', 'Default', 'Active'],
      ['0.0.0.0/0', 'Internet', 'Default', 'Active'],
      ['10.0.0.0/8', 'None', 'Default', 'Active'],
      ['172.16.0.0/12', 'None', 'Default', 'Active'],
      ['192.168.0.0/16', 'None', 'Default', 'Active'],
      ['100.64.0.0/10', 'None', 'Default', 'Active'],
      ['10.0.0.0/16', 'VNetPeering', 'Default', 'Active'],
      ['172.20.1.0/24', 'VirtualNetworkGateway', 'VirtualNetworkGateway', 'Active'],
      ['192.168.0.0/24', 'VirtualNetworkGateway', 'VirtualNetworkGateway', 'Active'],
    ]);
  });

  it('are a POST that responds with 202 and both links; the result is 202 while the operation runs', async () => {
    await bench.control('POST', 'clock', { pace: 'polls', polls: 1 });
    const started = await bench.send('POST', NIC);
    expect([started.status, started.text]).toEqual([202, '']);
    expect(started.headers['azure-asyncoperation']).toContain('/operations/');
    const result = new URL(String(started.headers.location));
    const getResult = () => bench.send('GET', result.pathname + result.search);
    const [running, done] = [await getResult(), await getResult()];
    await bench.control('POST', 'clock', { pace: 'instant' });
    expect([running.status, done.status, done.body.value.length]).toEqual([202, 200, 9]);
  });

  it('prefer the routes of the subnet', async () => {
    await bench.seed(
      'vnet hub 10.0.0.0/16 firewall=10.0.1.4\nvnet spoke 10.1.0.0/16 nva=10.1.0.36\nin region=eastus\nvnet far 10.2.0.0/16\nspoke <-> far\nspoke <-> hub\nroute spoke/nva 0.0.0.0/0 via hub',
    );
    const started = await bench.send('POST', NIC);
    const result = new URL(String(started.headers.location));
    const { value } = (await bench.send('GET', result.pathname + result.search)).body;
    const routesFor = (prefix: string) =>
      value
        .filter((route: { addressPrefix: string[] }) => route.addressPrefix[0] === prefix)
        .map((route: Record<string, unknown>) => [route.source, route.state, route.nextHopType, route.nextHopIpAddress]);
    expect(routesFor('0.0.0.0/0')).toEqual([
      ['Default', 'Invalid', 'Internet', []],
      ['User', 'Active', 'VirtualAppliance', ['10.0.1.4']],
    ]);
    expect(routesFor('10.2.0.0/16')).toEqual([['Default', 'Active', 'VNetGlobalPeering', []]]);
  });

  it('need an existing interface', async () => {
    expect((await bench.send('POST', `${NETWORK}/networkInterfaces/none/effectiveRouteTable`)).body.error.code).toBe('ResourceNotFound');
  });
});

describe('resources in a VNet', () => {
  it('block the deletion of the VNet and the subnet', async () => {
    expect((await bench.send('DELETE', vnetId('hub'))).body.error.code).toBe('InUseSubnetCannotBeDeleted');
    const reply = await bench.send('DELETE', `${vnetId('hub')}/subnets/GatewaySubnet`);
    expect([reply.status, reply.body.error.code]).toEqual([400, 'InUseSubnetCannotBeDeleted']);
  });

  it('block changes of the subnet prefix', async () => {
    const reply = await bench.send('PUT', `${vnetId('spoke')}/subnets/nva`, { body: { properties: { addressPrefix: '10.1.9.0/24' } } });
    expect([reply.status, reply.body.error]).toEqual([
      400,
      {
        code: 'InUsePrefixCannotBeDeleted',
        message: 'IpPrefix 10.1.0.32/28 on Subnet nva has active allocations and cannot be deleted.',
        details: [],
      },
    ]);
  });

  it('need subnets inside the address space that do not overlap', async () => {
    const { body } = await bench.send('GET', vnetId('spoke'));
    const shrunk = { ...body, properties: { ...body.properties, addressSpace: { addressPrefixes: ['10.1.0.0/24'] } } };
    expect((await bench.send('PUT', vnetId('spoke'), { body: shrunk })).body.error.code).toBe('NetcfgSubnetRangeOutsideVnet');
    const reply = await bench.send('PUT', `${vnetId('spoke')}/subnets/more`, { body: { properties: { addressPrefix: '10.1.1.128/25' } } });
    expect(reply.body.error.code).toBe('NetcfgSubnetRangesOverlap');
  });

  it('need route tables that exist', async () => {
    const table = `${NETWORK}/routeTables/nope`;
    const body = { properties: { addressPrefix: '10.1.5.0/24', routeTable: { id: table } } };
    const reply = await bench.send('PUT', `${vnetId('spoke')}/subnets/more`, { body });
    expect([reply.status, reply.body.error]).toEqual([
      400,
      {
        code: 'InvalidResourceReference',
        message: `Resource ${table} referenced by resource ${vnetId('spoke')}/subnets/more was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
        details: [],
      },
    ]);
  });

  it.each([
    [{}, 'AddressPrefixStringCannotBeNullOrEmpty'],
    [{ addressPrefix: '' }, 'AddressPrefixStringCannotBeNullOrEmpty'],
    [{ addressPrefix: '10.1.9/24' }, 'InvalidAddressPrefixFormat'],
    [{ addressPrefixes: ['10.1.9.0/24', '10.1.9.5/24'] }, 'InvalidAddressPrefixFormat'],
  ])('need a valid subnet prefix, not %j', async (properties, code) => {
    const alone = await bench.send('PUT', `${vnetId('spoke')}/subnets/more`, { body: { properties } });
    expect([alone.status, alone.body.error.code]).toEqual([400, code]);
    const { body } = await bench.send('GET', vnetId('spoke'));
    body.properties.subnets.push({ name: 'more', properties });
    const embedded = await bench.send('PUT', vnetId('spoke'), { body });
    expect([embedded.status, embedded.body.error.code]).toEqual([400, code]);
  });

  it('are limited to a thousand VNets per region and subscription', async () => {
    const vnets = Array.from({ length: 1000 }, (_, i) => `vnet v${i} 10.${i >> 8}.${i & 255}.0/24`);
    await bench.seed(vnets.join('\n'));
    const put = (location: string) =>
      bench.send('PUT', vnetId('more'), { body: { location, properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16'] } } } });
    const sameRegion = await put('westeurope');
    expect([sameRegion.status, sameRegion.body.error.code]).toEqual([400, 'VnetCountLimitReached']);
    expect((await put('northeurope')).status).toBe(201);
  });

  it('cannot extend the address space into that of a peer', async () => {
    const { body } = await bench.send('GET', vnetId('spoke'));
    body.properties.addressSpace.addressPrefixes.push('10.0.128.0/17');
    const reply = await bench.send('PUT', vnetId('spoke'), { body });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'VnetAddressSpacesOverlap']);
  });

  it('keep their halves when the VNet is written without them', async () => {
    const { body } = await bench.send('GET', vnetId('spoke'));
    const { virtualNetworkPeerings, ...properties } = body.properties;
    expect(virtualNetworkPeerings).toHaveLength(1);
    expect(
      (await bench.send('PUT', vnetId('spoke'), { body: { ...body, properties } })).body.properties.virtualNetworkPeerings,
    ).toHaveLength(1);
  });
});

describe('generic resources', () => {
  it('are listed with a filter, without hidden ones', async () => {
    const types = (await values(`/subscriptions/${SUBSCRIPTION}/resources?api-version=2021-04-01`)).map(
      (each: { type: string }) => each.type,
    );
    expect(types).toContain('Microsoft.Network/azureFirewalls');
    const filter = encodeURIComponent(
      "resourceType eq 'Microsoft.Network/networkInterfaces' or name eq 'spoke' and resourceType eq 'microsoft.network/virtualnetworks'",
    );
    const filtered = await values(`/subscriptions/${SUBSCRIPTION}/resources?$filter=${filter}&$expand=createdTime&api-version=2021-04-01`);
    expect(filtered.map((each: { name: string }) => each.name)).toEqual(['spoke', 'nva-spoke-nic']);
    const wrong = await bench.send('GET', `/subscriptions/${SUBSCRIPTION}/resources?$filter=${encodeURIComponent("plan eq 'a'")}`);
    expect(wrong.body.error).toMatchObject({ code: 'InvalidFilterInQueryString', message: expect.stringContaining("'plan'") });
  });

  it('include resource groups, providers and locations', async () => {
    expect((await values(`/subscriptions/${SUBSCRIPTION}/resourcegroups`)).map((group: { name: string }) => group.name)).toEqual([
      'network',
    ]);
    expect((await bench.send('GET', GROUP)).body).toMatchObject({ name: 'network', location: 'westeurope' });
    expect((await bench.send('HEAD', GROUP)).status).toBe(204);
    expect((await bench.send('HEAD', `${GROUP}x`)).status).toBe(404);
    const { body } = await bench.send('GET', `/subscriptions/${SUBSCRIPTION}/providers/microsoft.network`);
    expect(body.resourceTypes.map((each: { resourceType: string }) => each.resourceType)).toContain('virtualNetworks');
  });
});
