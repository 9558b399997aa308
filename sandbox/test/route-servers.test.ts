import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/RouteServerSubnet 10.0.1.0/27
subnet hub/app 10.0.2.0/24
vnet small 10.1.0.0/16
subnet small/RouteServerSubnet 10.1.1.0/28
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const SERVER = `${NETWORK}/virtualHubs/rs`;
const PIP = { id: `${NETWORK}/publicIPAddresses/pip` };
const subnet = (vnet: string, name = 'RouteServerSubnet') => ({ id: `${vnetId(vnet)}/subnets/${name}` });
beforeEach(async () => {
  await bench.seed(WORLD);
  await bench.send('PUT', PIP.id, {
    body: { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } },
  });
  await bench.send('PUT', SERVER, { body: { location: 'westeurope', properties: { sku: 'Standard' } } });
});

const errorOf = (path: string, properties: object) => bench.errorOf('PUT', path, { properties });

describe('a Route Server', () => {
  it('is created, read, listed and deleted by the SDK, with its IP configuration and peers', async () => {
    const client = bench.network();
    const created = await client.virtualHubs.get('network', 'rs');
    expect(created).toMatchObject({ kind: 'RouteServer', routingState: 'None', virtualRouterAsn: 65515, virtualRouterIps: [] });
    const configuration = await client.virtualHubIpConfiguration.beginCreateOrUpdateAndWait('network', 'rs', 'ip', {
      subnet: subnet('hub'),
      publicIPAddress: PIP,
    });
    expect(configuration).toMatchObject({ id: `${SERVER}/ipConfigurations/ip`, subnet: subnet('hub'), provisioningState: 'Succeeded' });
    const provisioned = await client.virtualHubs.get('network', 'rs');
    expect([provisioned.routingState, provisioned.virtualRouterIps]).toEqual(['Provisioned', ['10.0.1.4', '10.0.1.5']]);
    const peer = await client.virtualHubBgpConnection.beginCreateOrUpdateAndWait('network', 'rs', 'nva', {
      peerAsn: 65010,
      peerIp: '10.0.2.4',
    });
    expect(peer).toMatchObject({ id: `${SERVER}/bgpConnections/nva`, peerAsn: 65010, peerIp: '10.0.2.4' });
    expect((await collectAll(client.virtualHubBgpConnections.list('network', 'rs'))).map(({ name }) => name)).toEqual(['nva']);
    await client.virtualHubBgpConnection.beginDeleteAndWait('network', 'rs', 'nva');
    expect(await collectAll(client.virtualHubBgpConnections.list('network', 'rs'))).toEqual([]);
    expect((await bench.send('DELETE', subnet('hub').id)).body.error.code).toBe('InUseSubnetCannotBeDeleted');
    await client.virtualHubs.beginDeleteAndWait('network', 'rs');
    expect(await collectAll(client.virtualHubs.list())).toEqual([]);
  });

  it('keeps its children when branch-to-branch traffic is allowed', async () => {
    await bench.send('PUT', `${SERVER}/ipConfigurations/ip`, { body: { properties: { subnet: subnet('hub') } } });
    await bench.send('PUT', `${SERVER}/bgpConnections/nva`, { body: { properties: { peerAsn: 65010, peerIp: '10.0.2.4' } } });
    const { properties } = (
      await bench.send('PUT', SERVER, { body: { location: 'westeurope', properties: { allowBranchToBranchTraffic: true } } })
    ).body;
    expect(properties).toMatchObject({ allowBranchToBranchTraffic: true, virtualRouterIps: ['10.0.1.4', '10.0.1.5'] });
    expect([properties.ipConfigurations.length, properties.bgpConnections.length]).toEqual([1, 1]);
  });

  it.each([
    ['in a subnet with another name', { subnet: subnet('hub', 'app') }, 'InvalidSubnet'],
    ['in a subnet smaller than /27', { subnet: subnet('small') }, 'InvalidSubnet'],
    ['without a subnet', { publicIPAddress: PIP }, 'InvalidRequestFormat'],
  ])('is refused %s', async (_, configuration, code) => {
    expect(await errorOf(`${SERVER}/ipConfigurations/ip`, configuration)).toEqual([400, code]);
  });

  it('has one IP configuration and is alone in its subnet', async () => {
    await bench.send('PUT', `${SERVER}/ipConfigurations/ip`, { body: { properties: { subnet: subnet('hub') } } });
    expect(await errorOf(`${SERVER}/ipConfigurations/more`, { subnet: subnet('hub') })).toEqual([400, 'VirtualHubInvalidIpConfigurations']);
    await bench.send('PUT', `${SERVER}-2`, { body: { location: 'westeurope' } });
    expect(await errorOf(`${SERVER}-2/ipConfigurations/ip`, { subnet: subnet('hub') })).toEqual([400, 'VirtualHubSubnetInUse']);
  });

  it.each([
    ['the ASN of Azure gateways', { peerAsn: 65515, peerIp: '10.0.2.5' }, 'HubBgpConnectionInvalidPeerAsn'],
    ['an ASN of IANA', { peerAsn: 64500, peerIp: '10.0.2.5' }, 'HubBgpConnectionInvalidPeerAsn'],
    ['no ASN', { peerIp: '10.0.2.5' }, 'HubBgpConnectionInvalidPeerAsn'],
    ['an address that is invalid', { peerAsn: 65010, peerIp: '10.0.2' }, 'HubBgpConnectionInvalidPeerIp'],
    ['the address of another peer', { peerAsn: 65011, peerIp: '10.0.2.4' }, 'HubBgpConnectionDuplicatePeerIp'],
  ])('refuses a peer with %s', async (_, peer, code) => {
    await bench.send('PUT', `${SERVER}/bgpConnections/nva`, { body: { properties: { peerAsn: 65010, peerIp: '10.0.2.4' } } });
    expect(await errorOf(`${SERVER}/bgpConnections/nva-2`, peer)).toEqual([400, code]);
  });
});
