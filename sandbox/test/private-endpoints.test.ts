import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/app 10.0.1.0/24
dns-zone privatelink.blob.core.windows.net hub
dns-zone blob.corp.internal hub
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const ENDPOINT = `${NETWORK}/privateEndpoints/pe`;
const ZONE = `${NETWORK}/privateDnsZones/privatelink.blob.core.windows.net`;
const SUBNET = { id: `${vnetId('hub')}/subnets/app` };
const STORAGE = `${GROUP}/providers/Microsoft.Storage/storageAccounts/stcontoso`;
const CONNECTION = { name: 'blob', properties: { privateLinkServiceId: STORAGE, groupIds: ['blob'] } };
beforeEach(() => bench.seed(WORLD));

const endpoint = (properties: object) => ({
  location: 'westeurope',
  properties: { subnet: SUBNET, privateLinkServiceConnections: [CONNECTION], ...properties },
});
const { errorOf } = bench;

describe('a private endpoint', () => {
  it('is created, read, listed and deleted by the SDK, with its interface', async () => {
    const client = bench.network();
    const created = await client.privateEndpoints.beginCreateOrUpdateAndWait('network', 'pe', {
      location: 'westeurope',
      subnet: SUBNET,
      privateLinkServiceConnections: [{ name: 'blob', privateLinkServiceId: STORAGE, groupIds: ['blob'] }],
    });
    expect(created).toMatchObject({ id: ENDPOINT, provisioningState: 'Succeeded', manualPrivateLinkServiceConnections: [] });
    expect(created.privateLinkServiceConnections).toMatchObject([
      { id: `${ENDPOINT}/privateLinkServiceConnections/blob`, privateLinkServiceConnectionState: { status: 'Approved' } },
    ]);
    const [nic] = await collectAll(client.networkInterfaces.listAll());
    expect(created.networkInterfaces?.map(({ id }) => id)).toEqual([nic?.id]);
    expect(nic).toMatchObject({ privateEndpoint: { id: ENDPOINT }, ipConfigurations: [{ privateIPAddress: '10.0.1.4', subnet: SUBNET }] });
    const subnet = await client.subnets.get('network', 'hub', 'app');
    expect(subnet.privateEndpoints?.map(({ id }) => id)).toEqual([ENDPOINT]);
    expect(subnet.ipConfigurations?.map(({ id }) => id)).toEqual([nic?.ipConfigurations?.[0]?.id]);
    expect(await errorOf('DELETE', nic?.id ?? '')).toEqual([400, 'NicInUseWithPrivateEndpoint']);
    expect((await collectAll(client.privateEndpoints.listBySubscription())).map(({ name }) => name)).toEqual(['pe']);
    await client.privateEndpoints.beginDeleteAndWait('network', 'pe');
    expect(await collectAll(client.networkInterfaces.listAll())).toEqual([]);
    expect(await collectAll(client.privateEndpoints.list('network'))).toEqual([]);
  });

  it('has the static address and the name of its interface that it asks for', async () => {
    const body = endpoint({
      customNetworkInterfaceName: 'nic-pe',
      ipConfigurations: [{ name: 'blob', properties: { groupId: 'blob', memberName: 'blob', privateIPAddress: '10.0.1.20' } }],
    });
    const { properties } = (await bench.send('PUT', ENDPOINT, { body })).body;
    expect(properties.networkInterfaces).toEqual([{ id: `${NETWORK}/networkInterfaces/nic-pe` }]);
    const nic = await bench.network().networkInterfaces.get('network', 'nic-pe');
    expect(nic.ipConfigurations?.[0]?.privateIPAddress).toBe('10.0.1.20');
    const again = await bench.send('PUT', ENDPOINT, { body });
    expect([again.status, again.body.properties.networkInterfaces]).toEqual([200, properties.networkInterfaces]);
    const taken = { ...body, properties: { ...body.properties, customNetworkInterfaceName: 'nic-pe-2' } };
    expect(await errorOf('PUT', `${ENDPOINT}-2`, taken)).toEqual([400, 'PrivateIPAddressIsAllocated']);
  });

  it('waits for approval if its connection is manual', async () => {
    const body = endpoint({ privateLinkServiceConnections: [], manualPrivateLinkServiceConnections: [CONNECTION] });
    const [connection] = (await bench.send('PUT', ENDPOINT, { body })).body.properties.manualPrivateLinkServiceConnections;
    expect(connection.properties.privateLinkServiceConnectionState.status).toBe('Pending');
  });

  it.each([
    ['without a connection', endpoint({ privateLinkServiceConnections: [] }), 'PrivateEndpointInvalidConnections'],
    ['with a connection to nothing', endpoint({ privateLinkServiceConnections: [{ name: 'blob' }] }), 'InvalidRequestFormat'],
    ['without a subnet', endpoint({ subnet: undefined }), 'InvalidRequestFormat'],
    ['in a subnet that does not exist', endpoint({ subnet: { id: `${vnetId('hub')}/subnets/none` } }), 'InvalidResourceReference'],
  ])('is refused %s', async (_, body, code) => {
    expect(await errorOf('PUT', ENDPOINT, body)).toEqual([400, code]);
    expect(await collectAll(bench.network().networkInterfaces.listAll())).toEqual([]);
  });
});

describe('a private DNS zone group', () => {
  const names = async () =>
    (await collectAll(bench.privateDns().recordSets.listByType('network', 'privatelink.blob.core.windows.net', 'A'))).map(
      ({ name }) => name,
    );

  it('makes the A record of its endpoint in each zone, until it is deleted', async () => {
    const client = bench.network();
    await bench.send('PUT', ENDPOINT, { body: endpoint({}) });
    const group = await client.privateDnsZoneGroups.beginCreateOrUpdateAndWait('network', 'pe', 'default', {
      privateDnsZoneConfigs: [{ name: 'blob', privateDnsZoneId: ZONE }],
    });
    expect(group.privateDnsZoneConfigs?.[0]?.recordSets).toMatchObject([
      { recordType: 'A', recordSetName: 'stcontoso', fqdn: 'stcontoso.privatelink.blob.core.windows.net', ipAddresses: ['10.0.1.4'] },
    ]);
    const record = await bench.privateDns().recordSets.get('network', 'privatelink.blob.core.windows.net', 'A', 'stcontoso');
    expect([record.ttl, record.aRecords]).toEqual([10, [{ ipv4Address: '10.0.1.4' }]]);
    await client.privateDnsZoneGroups.beginDeleteAndWait('network', 'pe', 'default');
    expect(await names()).toEqual([]);
  });

  it('follows the address of its endpoint, and leaves the records of another group alone', async () => {
    const addressIn = async (zone: string) =>
      (await collectAll(bench.privateDns().recordSets.listByType('network', zone, 'A'))).map(({ aRecords }) => aRecords?.[0]?.ipv4Address);
    await bench.send('PUT', ENDPOINT, { body: endpoint({}) });
    for (const [name, zone] of [
      ['default', 'privatelink.blob.core.windows.net'],
      ['other', 'blob.corp.internal'],
    ] as const) {
      const config = { name: 'blob', properties: { privateDnsZoneId: `${NETWORK}/privateDnsZones/${zone}` } };
      await bench.send('PUT', `${ENDPOINT}/privateDnsZoneGroups/${name}`, { body: { properties: { privateDnsZoneConfigs: [config] } } });
    }
    const ipConfigurations = [{ name: 'blob', properties: { groupId: 'blob', memberName: 'blob', privateIPAddress: '10.0.1.20' } }];
    await bench.send('PUT', ENDPOINT, { body: endpoint({ ipConfigurations }) });
    expect(await addressIn('privatelink.blob.core.windows.net')).toEqual(['10.0.1.20']);
    expect(await addressIn('blob.corp.internal')).toEqual(['10.0.1.20']);
    await bench.send('DELETE', `${ENDPOINT}/privateDnsZoneGroups/other`);
    expect(await addressIn('privatelink.blob.core.windows.net')).toEqual(['10.0.1.20']);
    expect(await addressIn('blob.corp.internal')).toEqual([]);
  });

  it('loses its records with its endpoint, and needs zones that exist', async () => {
    await bench.send('PUT', ENDPOINT, { body: endpoint({}) });
    const group = (zone: string) => ({ properties: { privateDnsZoneConfigs: [{ name: 'blob', properties: { privateDnsZoneId: zone } }] } });
    const path = `${ENDPOINT}/privateDnsZoneGroups/default`;
    expect(await errorOf('PUT', path, group(`${ZONE}x`))).toEqual([400, 'InvalidResourceReference']);
    await bench.send('PUT', path, { body: group(ZONE) });
    expect(await names()).toEqual(['stcontoso']);
    await bench.send('DELETE', ENDPOINT);
    expect(await names()).toEqual([]);
  });
});
