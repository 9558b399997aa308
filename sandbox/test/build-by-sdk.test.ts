import { describe, expect, it } from 'vitest';
import { collectAll, createTestBench, SUBSCRIPTION } from './harness.ts';

const bench = createTestBench('vnet other 10.250.0.0/16');
const FAST = { updateIntervalInMs: 5 };
const location = 'westeurope';

const networkOf = (group: string): string => `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Network`;

/** Creates a resource group, and returns a function that deletes it and expects nothing of it to be left. */
async function createGroup(group: string): Promise<() => Promise<void>> {
  const { resourceGroups, resources } = bench.resources();
  await resourceGroups.createOrUpdate(group, { location, tags: { env: 'test' } });
  return async () => {
    await resourceGroups.beginDeleteAndWait(group, FAST);
    expect((await resourceGroups.checkExistence(group)).body).toBe(false);
    expect((await collectAll(resources.list())).map(({ name }) => name)).toEqual(['other']);
  };
}

describe('the SDK clients', () => {
  it('build hub-and-spoke with a network virtual appliance, read it back and delete it', async () => {
    const group = 'hub-and-spoke';
    const network = networkOf(group);
    const client = bench.network();
    const deleteGroup = await createGroup(group);
    await client.networkSecurityGroups.beginCreateOrUpdateAndWait(group, 'nva', { location }, FAST);
    await client.securityRules.beginCreateOrUpdateAndWait(
      group,
      'nva',
      'spokes',
      {
        priority: 100,
        direction: 'Inbound',
        access: 'Allow',
        protocol: 'Tcp',
        sourceAddressPrefixes: ['10.1.0.0/16', '10.2.0.0/16'],
        sourcePortRange: '*',
        destinationAddressPrefix: '*',
        destinationPortRange: '443',
      },
      FAST,
    );
    await client.virtualNetworks.beginCreateOrUpdateAndWait(
      group,
      'hub',
      { location, addressSpace: { addressPrefixes: ['10.0.0.0/16'] } },
      FAST,
    );
    const subnet = await client.subnets.beginCreateOrUpdateAndWait(
      group,
      'hub',
      'nva',
      { addressPrefix: '10.0.1.0/24', networkSecurityGroup: { id: `${network}/networkSecurityGroups/nva` } },
      FAST,
    );
    await client.networkInterfaces.beginCreateOrUpdateAndWait(
      group,
      'nva',
      {
        location,
        enableIPForwarding: true,
        ipConfigurations: [{ name: 'one', subnet, privateIPAddress: '10.0.1.4', privateIPAllocationMethod: 'Static' }],
      },
      FAST,
    );
    const routeTable = await client.routeTables.beginCreateOrUpdateAndWait(
      group,
      'spokes',
      { location, disableBgpRoutePropagation: true },
      FAST,
    );
    const route = { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' };
    await client.routes.beginCreateOrUpdateAndWait(group, 'spokes', 'default', route, FAST);
    for (const [spoke, prefix] of [
      ['spoke1', '10.1'],
      ['spoke2', '10.2'],
    ] as const) {
      const subnets = [{ name: 'app', addressPrefix: `${prefix}.1.0/24`, routeTable: { id: `${network}/routeTables/spokes` } }];
      const body = { location, addressSpace: { addressPrefixes: [`${prefix}.0.0/16`] }, subnets };
      await client.virtualNetworks.beginCreateOrUpdateAndWait(group, spoke, body, FAST);
      for (const [from, to] of [
        ['hub', spoke],
        [spoke, 'hub'],
      ] as const) {
        const half = { remoteVirtualNetwork: { id: `${network}/virtualNetworks/${to}` }, allowForwardedTraffic: true };
        await client.virtualNetworkPeerings.beginCreateOrUpdateAndWait(group, from, to, half, FAST);
      }
    }

    expect((await collectAll(client.virtualNetworks.list(group))).map(({ name }) => name)).toEqual(['hub', 'spoke1', 'spoke2']);
    expect(await collectAll(client.virtualNetworkPeerings.list(group, 'hub'))).toMatchObject([
      { name: 'spoke1', peeringState: 'Connected', peeringSyncLevel: 'FullyInSync', allowForwardedTraffic: true },
      { name: 'spoke2', remoteAddressSpace: { addressPrefixes: ['10.2.0.0/16'] }, allowGatewayTransit: false },
    ]);
    expect(await client.subnets.get(group, 'hub', 'nva')).toMatchObject({
      networkSecurityGroup: { id: `${network}/networkSecurityGroups/nva` },
      ipConfigurations: [{ id: `${network}/networkInterfaces/nva/ipConfigurations/one` }],
    });
    expect((await collectAll(client.securityRules.list(group, 'nva'))).map(({ name }) => name)).toEqual(['spokes']);
    expect(await client.networkInterfaces.get(group, 'nva')).toMatchObject({
      enableIPForwarding: true,
      ipConfigurations: [{ privateIPAddress: '10.0.1.4', privateIPAllocationMethod: 'Static', primary: true }],
    });
    expect(await client.routeTables.get(group, 'spokes')).toMatchObject({
      etag: expect.not.stringMatching(routeTable.etag ?? ''),
      disableBgpRoutePropagation: true,
      routes: [{ name: 'default', ...route }],
      subnets: ['spoke1', 'spoke2'].map((name) => ({ id: `${network}/virtualNetworks/${name}/subnets/app` })),
    });
    const effective = await client.networkInterfaces.beginGetEffectiveRouteTableAndWait(group, 'nva', FAST);
    expect(effective.value?.filter(({ nextHopType }) => nextHopType === 'VNetPeering').flatMap((each) => each.addressPrefix)).toEqual([
      '10.1.0.0/16',
      '10.2.0.0/16',
    ]);
    const types = (await collectAll(bench.resources().resources.listByResourceGroup(group))).map(({ type }) => type);
    expect(types.sort()).toEqual(
      ['networkInterfaces', 'networkSecurityGroups', 'routeTables', 'virtualNetworks', 'virtualNetworks', 'virtualNetworks'].map(
        (type) => `Microsoft.Network/${type}`,
      ),
    );
    await deleteGroup();
  });

  it('join two hubs by VPN gateways, read them back and delete them', async () => {
    const group = 'vpn';
    const network = networkOf(group);
    const { virtualNetworks, publicIPAddresses, virtualNetworkGateways, virtualNetworkGatewayConnections: connections } = bench.network();
    const deleteGroup = await createGroup(group);
    const hubs = [
      { hub: 'west', region: 'westeurope', other: 'north', prefix: '10.10' },
      { hub: 'north', region: 'northeurope', other: 'west', prefix: '10.20' },
    ];
    for (const { hub, region, prefix } of hubs) {
      const subnets = [{ name: 'GatewaySubnet', addressPrefix: `${prefix}.255.0/27` }];
      const vnet = { location: region, addressSpace: { addressPrefixes: [`${prefix}.0.0/16`] }, subnets };
      const { subnets: [subnet] = [] } = await virtualNetworks.beginCreateOrUpdateAndWait(group, hub, vnet, FAST);
      const address = { location: region, sku: { name: 'Standard' }, publicIPAllocationMethod: 'Static', zones: ['1', '2', '3'] };
      const publicIPAddress = await publicIPAddresses.beginCreateOrUpdateAndWait(group, hub, address, FAST);
      const gateway = {
        location: region,
        gatewayType: 'Vpn',
        vpnType: 'RouteBased',
        sku: { name: 'VpnGw1AZ', tier: 'VpnGw1AZ' },
        ipConfigurations: [{ name: 'default', ...(subnet && { subnet }), publicIPAddress }],
      };
      await virtualNetworkGateways.beginCreateOrUpdateAndWait(group, hub, gateway, FAST);
    }
    for (const { hub, region, other } of hubs) {
      const connection = {
        location: region,
        connectionType: 'Vnet2Vnet',
        sharedKey: 'secret',
        virtualNetworkGateway1: { id: `${network}/virtualNetworkGateways/${hub}` },
        virtualNetworkGateway2: { id: `${network}/virtualNetworkGateways/${other}` },
      };
      await connections.beginCreateOrUpdateAndWait(group, `${hub}-${other}`, connection, FAST);
    }

    expect((await collectAll(virtualNetworkGateways.list(group))).map(({ name }) => name)).toEqual(['west', 'north']);
    for (const name of ['west-north', 'north-west']) {
      expect(await connections.get(group, name)).toMatchObject({ connectionStatus: 'Connected', provisioningState: 'Succeeded' });
    }
    expect((await connections.getSharedKey(group, 'west-north')).value).toBe('secret');
    await connections.beginSetSharedKeyAndWait(group, 'west-north', { value: 'other' }, FAST);
    expect((await connections.get(group, 'north-west')).connectionStatus).toBe('Connecting');
    await deleteGroup();
  });

  it('link a private DNS zone to a VNet, read it back and delete it', async () => {
    const group = 'dns';
    const { privateZones, virtualNetworkLinks, recordSets } = bench.privateDns();
    const deleteGroup = await createGroup(group);
    const hub = { location, addressSpace: { addressPrefixes: ['10.30.0.0/16'] } };
    const virtualNetwork = await bench.network().virtualNetworks.beginCreateOrUpdateAndWait(group, 'hub', hub, FAST);
    await privateZones.beginCreateOrUpdateAndWait(group, 'corp.example', { location: 'global' }, FAST);
    const link = { location: 'global', virtualNetwork, registrationEnabled: true };
    await virtualNetworkLinks.beginCreateOrUpdateAndWait(group, 'corp.example', 'hub', link, FAST);
    await recordSets.createOrUpdate(group, 'corp.example', 'A', 'www', { ttl: 300, aRecords: [{ ipv4Address: '10.30.1.10' }] });

    expect(await privateZones.get(group, 'corp.example')).toMatchObject({
      numberOfVirtualNetworkLinks: 1,
      numberOfVirtualNetworkLinksWithRegistration: 1,
      numberOfRecordSets: 2,
    });
    expect(await collectAll(virtualNetworkLinks.list(group, 'corp.example'))).toMatchObject([
      { name: 'hub', registrationEnabled: true, virtualNetworkLinkState: 'Completed', virtualNetwork: { id: virtualNetwork.id } },
    ]);
    expect(await collectAll(recordSets.listByType(group, 'corp.example', 'A'))).toMatchObject([
      { name: 'www', ttl: 300, aRecords: [{ ipv4Address: '10.30.1.10' }], fqdn: 'www.corp.example.' },
    ]);
    await deleteGroup();
    expect(await collectAll(privateZones.list())).toEqual([]);
  });
});
