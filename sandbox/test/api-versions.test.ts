import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, vnetId } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nsubnet hub/app 10.0.1.0/24\nhub <-> spoke';
const bench = createTestBench(WORLD);
beforeEach(() => bench.seed(WORLD));

const propertiesOf = async (path: string, version: string) => (await bench.send('GET', `${path}?api-version=${version}`)).body.properties;

describe('an api-version', () => {
  it('from 2023-11-01 on shows pools of addresses, of VNets, subnets and halves', async () => {
    for (const [version, pools] of [
      ['2023-09-01', undefined],
      ['2023-11-01', []],
    ] as const) {
      const vnet = await propertiesOf(vnetId('hub'), version);
      expect(vnet.addressSpace.ipamPoolPrefixAllocations).toEqual(pools);
      expect(vnet.subnets[0].properties.ipamPoolPrefixAllocations).toEqual(pools);
      expect(vnet.virtualNetworkPeerings[0].properties.remoteAddressSpace.ipamPoolPrefixAllocations).toEqual(pools);
      expect(vnet.privateEndpointVNetPolicies).toBe(pools && 'Disabled');
    }
  });

  it('from 2020-11-01 on hides the protection of VMs, even if a PUT sends it', async () => {
    const { body } = await bench.send('GET', vnetId('hub'));
    await bench.send('PUT', vnetId('hub'), { body: { ...body, properties: { ...body.properties, enableVmProtection: true } } });
    expect('enableVmProtection' in (await propertiesOf(vnetId('hub'), '2025-05-01'))).toBe(false);
    expect((await propertiesOf(vnetId('hub'), '2020-05-01')).enableVmProtection).toBe(false);
  });
});

describe('a PUT that changes nothing', () => {
  it.each([
    ['of a VNet', vnetId('hub')],
    ['of a subnet', `${vnetId('hub')}/subnets/app`],
  ])('%s has succeeded when the response arrives, with the same etag and no operation', async (_, path) => {
    const before = await bench.send('GET', path);
    const reply = await bench.send('PUT', path, { body: before.body });
    expect([reply.status, reply.body.properties.provisioningState, reply.body.etag]).toEqual([200, 'Succeeded', before.body.etag]);
    expect([reply.headers['azure-asyncoperation'], reply.headers['retry-after']]).toEqual([undefined, undefined]);
  });

  it('but the tags of a VNet replaces them at once', async () => {
    const { body } = await bench.send('GET', vnetId('hub'));
    const reply = await bench.send('PUT', vnetId('hub'), { body: { ...body, tags: { owner: 'net' } } });
    expect([reply.body.properties.provisioningState, reply.body.tags]).toEqual(['Succeeded', { owner: 'net' }]);
  });
});

describe('what Azure adds to parts of a subnet', () => {
  it('is the ID and action of a delegation, and the state and locations of a service endpoint', async () => {
    const path = `${vnetId('hub')}/subnets/resolver`;
    const properties = {
      addressPrefix: '10.0.2.0/28',
      delegations: [{ name: 'resolver', properties: { serviceName: 'Microsoft.Network/dnsResolvers' } }],
      serviceEndpoints: [{ service: 'Microsoft.Storage' }],
    };
    await bench.send('PUT', path, { body: { properties } });
    const shown = await propertiesOf(path, '2025-05-01');
    expect(shown.delegations).toMatchObject([
      {
        id: `${path}/delegations/resolver`,
        type: 'Microsoft.Network/virtualNetworks/subnets/delegations',
        properties: { provisioningState: 'Succeeded', actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'] },
      },
    ]);
    expect(shown.serviceEndpoints).toEqual([{ provisioningState: 'Succeeded', locations: ['*'], service: 'Microsoft.Storage' }]);
  });

  it('is a reason why an address is not available: it is in no subnet', async () => {
    const { status, body } = await bench.send('GET', `${vnetId('hub')}/CheckIPAddressAvailability?ipAddress=10.0.200.4`);
    expect([status, body.error.code]).toEqual([400, 'PrivateIPAddressNotInAnySubnet']);
  });
});
