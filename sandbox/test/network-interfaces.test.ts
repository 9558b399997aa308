import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/app 10.0.1.0/24
subnet hub/tiny 10.0.2.0/29
in region=northeurope
vnet far 10.1.0.0/16
subnet far/app 10.1.1.0/24
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const nicId = (name: string) => `${NETWORK}/networkInterfaces/${name}`;
const subnet = (path: string) => ({ id: `${vnetId(path.split('/')[0] ?? '')}/subnets/${path.split('/')[1]}` });
const APP = subnet('hub/app');
beforeEach(() => bench.seed(WORLD));

/** Returns the body of an interface with these configurations; an address makes one static. */
const nic = (...configurations: readonly object[]) => ({
  location: 'westeurope',
  properties: { ipConfigurations: configurations.map((properties, i) => ({ name: `ip-${i}`, properties })) },
});
const fixed = (privateIPAddress: string, more: object = {}) => ({
  subnet: APP,
  privateIPAllocationMethod: 'Static',
  privateIPAddress,
  ...more,
});
const put = (name: string, body: object) => bench.send('PUT', nicId(name), { body });
const addressesOf = (body: { properties: { ipConfigurations: { properties: { privateIPAddress: string } }[] } }) =>
  body.properties.ipConfigurations.map(({ properties }) => properties.privateIPAddress);

describe('a network interface', () => {
  it('is created, read, listed, tagged and deleted by the SDK', async () => {
    const client = bench.network();
    const created = await client.networkInterfaces.beginCreateOrUpdateAndWait('network', 'vm', {
      location: 'westeurope',
      ipConfigurations: [{ name: 'ip', subnet: APP }],
      enableIPForwarding: true,
      dnsSettings: { dnsServers: ['10.0.1.10'] },
    });
    expect(created).toMatchObject({
      id: nicId('vm'),
      provisioningState: 'Succeeded',
      resourceGuid: expect.any(String),
      enableIPForwarding: true,
      enableAcceleratedNetworking: false,
      dnsSettings: { dnsServers: ['10.0.1.10'], internalDomainNameSuffix: expect.stringMatching(/\.internal\.cloudapp\.net$/) },
    });
    expect(created.ipConfigurations).toMatchObject([
      {
        id: `${nicId('vm')}/ipConfigurations/ip`,
        etag: created.etag,
        primary: true,
        privateIPAddress: '10.0.1.4',
        privateIPAllocationMethod: 'Dynamic',
        privateIPAddressVersion: 'IPv4',
        subnet: APP,
      },
    ]);
    const configuration = await client.networkInterfaceIPConfigurations.get('network', 'vm', 'ip');
    expect(configuration.privateIPAddress).toBe('10.0.1.4');
    expect((await client.subnets.get('network', 'hub', 'app')).ipConfigurations?.map(({ id }) => id)).toEqual([configuration.id]);
    expect((await client.networkInterfaces.updateTags('network', 'vm', { tags: { owner: 'app' } })).tags).toEqual({ owner: 'app' });
    expect((await collectAll(client.networkInterfaces.listAll())).map(({ name, tags }) => [name, tags])).toEqual([
      ['vm', { owner: 'app' }],
    ]);
    await client.networkInterfaces.beginDeleteAndWait('network', 'vm');
    expect(await collectAll(client.networkInterfaces.list('network'))).toEqual([]);
    expect((await client.subnets.get('network', 'hub', 'app')).ipConfigurations).toBeUndefined();
  });

  it('gets the first free address and keeps it when it is written again', async () => {
    expect(addressesOf((await put('a', nic(fixed('10.0.1.5')))).body)).toEqual(['10.0.1.5']);
    expect(addressesOf((await put('b', nic({ subnet: APP }, { subnet: APP }))).body)).toEqual(['10.0.1.4', '10.0.1.6']);
    await bench.send('DELETE', nicId('a'));
    expect(addressesOf((await put('b', nic({ subnet: APP }, { subnet: APP }, { subnet: APP }))).body)).toEqual([
      '10.0.1.4',
      '10.0.1.6',
      '10.0.1.5',
    ]);
    expect(addressesOf((await put('b', nic({ subnet: subnet('hub/tiny') }))).body)).toEqual(['10.0.2.4']);
  });

  it('accepts the name of an allocation method in any case', async () => {
    const { body } = await put('a', nic(fixed('10.0.1.9', { privateIPAllocationMethod: 'static' })));
    expect(body.properties.ipConfigurations[0].properties).toMatchObject({
      privateIPAddress: '10.0.1.9',
      privateIPAllocationMethod: 'Static',
    });
    const properties = { publicIPAllocationMethod: 'STATIC', publicIPAddressVersion: 'ipv6' };
    const address = await bench.send('PUT', `${NETWORK}/publicIPAddresses/pip`, { body: { location: 'westeurope', properties } });
    expect(address.body.properties).toMatchObject({ publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv6' });
  });

  it('is unchanged when its GET response is written back', async () => {
    await put('a', nic({ subnet: APP }));
    const before = await bench.send('GET', nicId('a'));
    const again = await bench.send('PUT', nicId('a'), { body: before.body });
    expect([again.status, again.body]).toEqual([200, before.body]);
  });

  it('has one primary configuration, the first unless the body chooses another', async () => {
    const primaries = async (...configurations: readonly object[]) =>
      (await put('a', nic(...configurations))).body.properties.ipConfigurations.map(
        ({ properties }: { properties: { primary: boolean } }) => properties.primary,
      );
    expect(await primaries({ subnet: APP }, { subnet: APP })).toEqual([true, false]);
    expect(await primaries({ subnet: APP }, { subnet: APP, primary: true })).toEqual([false, true]);
  });

  it('gets addresses of both families in a dual-stack subnet', async () => {
    await bench.seed('vnet hub 10.0.0.0/16 fd00::/48\nsubnet hub/app 10.0.1.0/24 fd00:0:0:1::/64');
    const reply = await put('a', nic({ subnet: APP }, { subnet: APP, privateIPAddressVersion: 'IPv6' }));
    expect(addressesOf(reply.body)).toEqual(['10.0.1.4', 'fd00:0:0:1::4']);
  });

  it('frees its address when it moves to another VNet', async () => {
    await bench.seed(`vnet other 10.2.0.0/16\nsubnet other/app 10.2.1.0/24\n${WORLD}`);
    await put('vm', nic(fixed('10.0.1.9')));
    await put('vm', nic(fixed('10.2.1.9', { subnet: subnet('other/app') })));
    const isAvailable = async (vnet: string, address: string): Promise<boolean> =>
      (await bench.send('GET', `${vnetId(vnet)}/CheckIPAddressAvailability?ipAddress=${address}`)).body.available;
    expect([await isAvailable('hub', '10.0.1.9'), await isAvailable('other', '10.2.1.9')]).toEqual([true, false]);
  });

  it('uses a public address alone and blocks its deletion', async () => {
    const pip = `${NETWORK}/publicIPAddresses/pip`;
    await bench.send('PUT', pip, {
      body: { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } },
    });
    await put('a', nic({ subnet: APP, publicIPAddress: { id: pip } }));
    expect((await bench.send('GET', pip)).body.properties.ipConfiguration).toEqual({ id: `${nicId('a')}/ipConfigurations/ip-0` });
    const second = await put('b', nic({ subnet: APP, publicIPAddress: { id: pip } }));
    expect([second.status, second.body.error.code]).toEqual([400, 'PublicIPAddressInUse']);
    expect((await bench.send('DELETE', pip)).body.error.code).toBe('PublicIPAddressCannotBeDeleted');
  });

  it('is listed by its security group, which cannot be deleted with it', async () => {
    const client = bench.network();
    const group = await client.networkSecurityGroups.beginCreateOrUpdateAndWait('network', 'nsg', { location: 'westeurope' });
    await put('a', { location: 'westeurope', properties: { ...nic({ subnet: APP }).properties, networkSecurityGroup: { id: group.id } } });
    expect((await client.networkSecurityGroups.get('network', 'nsg')).networkInterfaces?.map(({ id }) => id)).toEqual([nicId('a')]);
    expect((await bench.send('DELETE', group.id ?? '')).body.error.code).toBe('InUseNetworkSecurityGroupCannotBeDeleted');
  });

  it('is in application security groups, which cannot be deleted with it', async () => {
    const client = bench.network();
    const group = await client.applicationSecurityGroups.beginCreateOrUpdateAndWait('network', 'web', { location: 'westeurope' });
    const reply = await put('a', nic({ subnet: APP, applicationSecurityGroups: [{ id: group.id }] }));
    expect(reply.body.properties.ipConfigurations[0].properties.applicationSecurityGroups).toEqual([{ id: group.id }]);
    const refused = await bench.send('DELETE', group.id ?? '');
    expect([refused.status, refused.body.error.code]).toEqual([400, 'ApplicationSecurityGroupInUse']);
    await client.networkInterfaces.beginDeleteAndWait('network', 'a');
    await client.applicationSecurityGroups.beginDeleteAndWait('network', 'web');
    expect(await collectAll(client.applicationSecurityGroups.listAll())).toEqual([]);
  });

  it.each([
    ['without a configuration', nic(), 'NetworkInterfaceMustHaveAtLeastOneIpConfiguration'],
    ['without a subnet', nic({}), 'InvalidRequestFormat'],
    ['in a subnet that does not exist', nic({ subnet: subnet('hub/none') }), 'InvalidResourceReference'],
    ['in another region than its VNet', nic({ subnet: subnet('far/app') }), 'InvalidResourceReference'],
    ['in two subnets', nic({ subnet: APP }, { subnet: subnet('hub/tiny') }), 'IpConfigurationsOnSameNicCannotUseDifferentSubnets'],
    [
      'with two primary configurations',
      nic({ subnet: APP, primary: true }, { subnet: APP, primary: true }),
      'NetworkInterfaceMustHaveExactlyOnePrimaryIpConfiguration',
    ],
    ['with a static address that is missing', nic({ subnet: APP, privateIPAllocationMethod: 'Static' }), 'PrivateIPAddressRequired'],
    ['with a static address that is invalid', nic(fixed('10.0.1')), 'InvalidIPAddress'],
    ['with an address outside the subnet', nic(fixed('10.0.9.4')), 'PrivateIPAddressNotInSubnet'],
    ['with the address of the router', nic(fixed('10.0.1.1')), 'PrivateIPAddressInReservedRange'],
    ['with the broadcast address', nic(fixed('10.0.1.255')), 'PrivateIPAddressInReservedRange'],
    ['with an address that another has', nic(fixed('10.0.1.4')), 'PrivateIPAddressIsAllocated'],
    ['with one address twice', nic(fixed('10.0.1.9'), fixed('10.0.1.9')), 'PrivateIPAddressIsAllocated'],
    ['in a subnet that is full', nic(...[1, 2, 3, 4].map(() => ({ subnet: subnet('hub/tiny') }))), 'SubnetIsFull'],
    [
      'with a group that does not exist',
      nic({ subnet: APP, applicationSecurityGroups: [{ id: `${NETWORK}/applicationSecurityGroups/none` }] }),
      'InvalidResourceReference',
    ],
    ['with a misspelled property', nic({ subnet: APP, privateIpAddress: '10.0.1.4' }), 'InvalidRequestFormat'],
  ])('is refused %s', async (_, body, code) => {
    await put('first', nic({ subnet: APP }));
    const reply = await put('second', body);
    expect([reply.status, reply.body.error?.code]).toEqual([400, code]);
  });
});
