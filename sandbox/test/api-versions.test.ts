import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, GROUP, halfId, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nsubnet hub/app 10.0.1.0/24\nhub <-> spoke';
const bench = createTestBench(WORLD);
beforeEach(() => bench.seed(WORLD));

const propertiesOf = async (path: string, version: string) => (await bench.send('GET', `${path}?api-version=${version}`)).body.properties;

const resourceId = (type: string) => `${GROUP}/providers/Microsoft.Network/${type}/one`;

/** Creates a public address, an interface and a security group. */
async function createResources(): Promise<void> {
  const subnet = { id: `${vnetId('hub')}/subnets/app` };
  const bodies = {
    publicIPAddresses: { sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } },
    networkInterfaces: { properties: { ipConfigurations: [{ name: 'ip', properties: { subnet } }] } },
    networkSecurityGroups: { properties: {} },
  };
  for (const [type, body] of Object.entries(bodies)) {
    expect((await bench.send('PUT', resourceId(type), { body: { location: 'westeurope', ...body } })).status).toBe(201);
  }
}

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

  it.each([
    ['a VNet', vnetId('hub'), 'enableDdosProtection', '2016-12-01', '2017-08-01'],
    ['a half', halfId('hub', 'spoke'), 'resourceGuid', '2018-06-01', '2019-09-01'],
    ['a half', halfId('hub', 'spoke'), 'peeringSyncLevel', '2019-11-01', '2021-05-01'],
    ['a subnet', `${vnetId('hub')}/subnets/app`, 'delegations', '2018-02-01', '2018-04-01'],
    ['a subnet', `${vnetId('hub')}/subnets/app`, 'privateEndpointNetworkPolicies', '2018-06-01', '2019-06-01'],
    ['an interface', resourceId('networkInterfaces'), 'hostedWorkloads', '2018-06-01', '2018-10-01'],
    ['an interface', resourceId('networkInterfaces'), 'nicType', '2019-11-01', '2020-03-01'],
    ['a public address', resourceId('publicIPAddresses'), 'ipTags', '2017-08-01', '2018-02-01'],
  ])('of %s at %s shows %s not in %s and from %s on', async (_, path, property, without, from) => {
    await createResources();
    expect([property in (await propertiesOf(path, without)), property in (await propertiesOf(path, from))]).toEqual([false, true]);
  });

  it.each([
    ['2016-12-01', undefined],
    ['2019-11-01', { name: 'Standard' }],
    ['2025-05-01', { name: 'Standard', tier: 'Regional' }],
  ])('%s shows the SKU of a public address as %j', async (version, sku) => {
    await createResources();
    expect((await bench.send('GET', `${resourceId('publicIPAddresses')}?api-version=${version}`)).body.sku).toEqual(sku);
  });

  it('of every date shows the DNS name of a public address with a label', async () => {
    const properties = { dnsSettings: { domainNameLabel: 'shop' } };
    const { body } = await bench.send('PUT', resourceId('publicIPAddresses'), { body: { location: 'West Europe', properties } });
    expect(body.properties.dnsSettings).toEqual({ domainNameLabel: 'shop', fqdn: 'shop.westeurope.cloudapp.azure.com' });
  });

  it('before 2018-06-01 hides the types of parts', async () => {
    await createResources();
    const [subnet, configuration] = ['Microsoft.Network/virtualNetworks/subnets', 'Microsoft.Network/networkInterfaces/ipConfigurations'];
    for (const [version, types] of [
      ['2018-04-01', [undefined, undefined]],
      ['2018-06-01', [subnet, configuration]],
    ] as const) {
      const { subnets } = await propertiesOf(vnetId('hub'), version);
      const { ipConfigurations } = await propertiesOf(resourceId('networkInterfaces'), version);
      expect([subnets[0].type, ipConfigurations[0].type]).toEqual(types);
    }
  });

  it('before 2017-10-01 hides the lists of prefixes and ports of security rules', async () => {
    await createResources();
    const rules = async (version: string) => (await propertiesOf(resourceId('networkSecurityGroups'), version)).defaultSecurityRules;
    expect('sourceAddressPrefixes' in (await rules('2016-12-01'))[0].properties).toBe(false);
    expect((await rules('2017-10-01'))[0].properties.sourceAddressPrefixes).toEqual([]);
  });

  it('before 2022-01-01 applies network policies to private endpoints by default', async () => {
    const path = `${vnetId('hub')}/subnets/app`;
    expect((await propertiesOf(path, '2019-11-01')).privateEndpointNetworkPolicies).toBe('Enabled');
    expect((await propertiesOf(path, '2022-01-01')).privateEndpointNetworkPolicies).toBe('Disabled');
  });

  it('before 2018-02-01 hides the type of a resource group', async () => {
    expect('type' in (await bench.send('GET', `${GROUP}?api-version=2017-05-10`)).body).toBe(false);
    const { value } = (await bench.send('GET', `/subscriptions/${SUBSCRIPTION}/resourceGroups?api-version=2021-04-01`)).body;
    expect(value[0].type).toBe('Microsoft.Resources/resourceGroups');
  });
});

describe('a new public address', () => {
  it('shows its IP address once it is created', async () => {
    const properties = { publicIPAllocationMethod: 'Static' };
    const { body } = await bench.send('PUT', resourceId('publicIPAddresses'), { body: { location: 'westeurope', properties } });
    expect([body.properties.provisioningState, body.properties.ipAddress]).toEqual(['Updating', undefined]);
    expect((await propertiesOf(resourceId('publicIPAddresses'), '2025-05-01')).ipAddress).toMatch(/^198\.18\./);
  });
});

describe('a PATCH of the tags', () => {
  it.each([
    ['a VNet', vnetId('hub')],
    ['a public address', resourceId('publicIPAddresses')],
  ])('of %s has no ETag header', async (_, path) => {
    await createResources();
    const { body, headers } = await bench.send('PATCH', path, { body: { tags: { owner: 'net' } } });
    expect([body.tags, headers.etag]).toEqual([{ owner: 'net' }, undefined]);
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
      serviceEndpoints: [{ service: 'Microsoft.Storage' }, { service: 'Microsoft.Sql', locations: [] }],
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
    expect(shown.serviceEndpoints).toEqual([
      { provisioningState: 'Succeeded', locations: ['*'], service: 'Microsoft.Storage' },
      { provisioningState: 'Succeeded', locations: ['*'], service: 'Microsoft.Sql' },
    ]);
  });

  it('is a reason why an address is not available: it is in no subnet', async () => {
    const { status, body } = await bench.send('GET', `${vnetId('hub')}/CheckIPAddressAvailability?ipAddress=10.0.200.4`);
    expect([status, body.error.code]).toEqual([400, 'PrivateIPAddressNotInAnySubnet']);
  });
});
