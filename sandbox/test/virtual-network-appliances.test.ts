import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/VirtualNetworkApplianceSubnet 10.0.1.0/28
subnet hub/app 10.0.2.0/24
`;
const bench = createTestBench(WORLD);
const APPLIANCE = `${GROUP}/providers/Microsoft.Network/virtualNetworkAppliances/vnra`;
const subnet = (name: string) => ({ id: `${vnetId('hub')}/subnets/${name}` });
beforeEach(() => bench.seed(WORLD));

describe('a virtual network appliance', () => {
  it('is created, read, listed and deleted by the SDK, with an address of its subnet', async () => {
    const client = bench.network();
    const created = await client.virtualNetworkAppliances.beginCreateOrUpdateAndWait('network', 'vnra', {
      location: 'westeurope',
      bandwidthInGbps: '100',
      subnet: subnet('VirtualNetworkApplianceSubnet'),
    });
    expect(created).toMatchObject({
      id: APPLIANCE,
      bandwidthInGbps: '100',
      provisioningState: 'Succeeded',
      subnet: subnet('VirtualNetworkApplianceSubnet'),
      ipConfigurations: [{ id: `${APPLIANCE}/ipConfigurations/ip-1`, privateIPAddress: '10.0.1.4', primary: true }],
    });
    const again = await bench.send('PUT', APPLIANCE, { body: (await bench.send('GET', APPLIANCE)).body });
    expect([again.status, again.body.properties.ipConfigurations[0].properties.privateIPAddress]).toEqual([200, '10.0.1.4']);
    expect((await bench.send('DELETE', subnet('VirtualNetworkApplianceSubnet').id)).body.error.code).toBe('InUseSubnetCannotBeDeleted');
    await client.virtualNetworkAppliances.beginDeleteAndWait('network', 'vnra');
    expect(await collectAll(client.virtualNetworkAppliances.listAll())).toEqual([]);
  });

  it.each([
    ['in a subnet with another name', { subnet: subnet('app') }, 'InvalidSubnet'],
    ['without a subnet', {}, 'InvalidRequestFormat'],
  ])('is refused %s', async (_, properties, code) => {
    const reply = await bench.send('PUT', APPLIANCE, { body: { location: 'westeurope', properties } });
    expect([reply.status, reply.body.error?.code]).toEqual([400, code]);
  });
});
