import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/AzureBastionSubnet 10.0.1.0/26
subnet hub/app 10.0.2.0/24
vnet small 10.1.0.0/16
subnet small/AzureBastionSubnet 10.1.1.0/27
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const HOST = `${NETWORK}/bastionHosts/bas`;
const PIP = { id: `${NETWORK}/publicIPAddresses/pip` };
const subnet = (vnet: string, name = 'AzureBastionSubnet') => ({ id: `${vnetId(vnet)}/subnets/${name}` });
beforeEach(async () => {
  await bench.seed(WORLD);
  await bench.send('PUT', PIP.id, {
    body: { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } },
  });
});

const host = (...configurations: readonly object[]) => ({
  location: 'westeurope',
  properties: { ipConfigurations: configurations.map((properties, i) => ({ name: `ip-${i}`, properties })) },
});

describe('a Bastion host', () => {
  it('is created, read, listed, tagged and deleted by the SDK', async () => {
    const client = bench.network();
    const created = await client.bastionHosts.beginCreateOrUpdateAndWait('network', 'bas', {
      location: 'westeurope',
      sku: { name: 'Basic' },
      ipConfigurations: [{ name: 'ip', subnet: subnet('hub'), publicIPAddress: PIP }],
      enableTunneling: true,
    });
    expect(created).toMatchObject({
      id: HOST,
      sku: { name: 'Basic' },
      provisioningState: 'Succeeded',
      enableTunneling: true,
      disableCopyPaste: false,
      scaleUnits: 2,
      dnsName: expect.stringMatching(/\.bastion\.azure\.com$/),
    });
    expect(created.ipConfigurations).toMatchObject([
      { id: `${HOST}/bastionHostIpConfigurations/ip`, privateIPAllocationMethod: 'Dynamic' },
    ]);
    expect((await bench.send('DELETE', subnet('hub').id)).body.error.code).toBe('InUseSubnetCannotBeDeleted');
    expect((await client.bastionHosts.beginUpdateTagsAndWait('network', 'bas', { tags: { owner: 'net' } })).tags).toEqual({ owner: 'net' });
    await client.bastionHosts.beginDeleteAndWait('network', 'bas');
    expect(await collectAll(client.bastionHosts.list())).toEqual([]);
  });

  it.each([
    ['without an IP configuration', host(), 'BastionHostInvalidIpConfigurations'],
    ['in a subnet with another name', host({ subnet: subnet('hub', 'app'), publicIPAddress: PIP }), 'InvalidSubnet'],
    ['in a subnet smaller than /26', host({ subnet: subnet('small'), publicIPAddress: PIP }), 'InvalidSubnet'],
  ])('is refused %s', async (_, body, code) => {
    const reply = await bench.send('PUT', HOST, { body });
    expect([reply.status, reply.body.error?.code]).toEqual([400, code]);
  });
});
