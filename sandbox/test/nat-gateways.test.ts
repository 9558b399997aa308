import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/app 10.0.1.0/24
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const NAT = `${NETWORK}/natGateways/nat`;
const pip = (name: string) => ({ id: `${NETWORK}/publicIPAddresses/${name}` });
beforeEach(async () => {
  await bench.seed(WORLD);
  for (const name of ['Standard', 'Basic']) {
    await bench.send('PUT', pip(name).id, {
      body: { location: 'westeurope', sku: { name }, properties: { publicIPAllocationMethod: 'Static' } },
    });
  }
});

const nat = (properties: object) => ({ location: 'westeurope', properties });
const { errorOf } = bench;

describe('a NAT gateway', () => {
  it('is created, associated with a subnet and deleted by the SDK', async () => {
    const client = bench.network();
    const created = await client.natGateways.beginCreateOrUpdateAndWait('network', 'nat', {
      location: 'westeurope',
      sku: { name: 'Standard' },
      publicIpAddresses: [pip('Standard')],
    });
    expect(created).toMatchObject({
      id: NAT,
      idleTimeoutInMinutes: 4,
      publicIpAddresses: [pip('Standard')],
      provisioningState: 'Succeeded',
    });
    expect(created.resourceGuid).toEqual(expect.any(String));
    await client.subnets.beginCreateOrUpdateAndWait('network', 'hub', 'app', { addressPrefix: '10.0.1.0/24', natGateway: { id: NAT } });
    expect((await client.natGateways.get('network', 'nat')).subnets?.map(({ id }) => id)).toEqual([`${vnetId('hub')}/subnets/app`]);
    expect(await errorOf('DELETE', NAT)).toEqual([400, 'InUseNatGatewayCannotBeDeleted']);
    expect(await errorOf('DELETE', pip('Standard').id)).toEqual([400, 'PublicIPAddressCannotBeDeleted']);
    await client.subnets.beginCreateOrUpdateAndWait('network', 'hub', 'app', { addressPrefix: '10.0.1.0/24' });
    await client.natGateways.beginDeleteAndWait('network', 'nat');
    expect(await collectAll(client.natGateways.listAll())).toEqual([]);
  });

  it.each([
    ['with an idle timeout out of range', nat({ idleTimeoutInMinutes: 3 }), 'NatGatewayInvalidIdleTimeout'],
    ['with a public address that does not exist', nat({ publicIpAddresses: [pip('none')] }), 'InvalidResourceReference'],
    ['with a public address of another SKU', nat({ publicIpAddresses: [pip('Basic')] }), 'NatGatewayPublicIpSkuMismatch'],
    ['with the public address of another', nat({ publicIpAddresses: [pip('Standard')] }), 'PublicIPAddressInUse'],
  ])('is refused %s', async (_, body, code) => {
    await bench.send('PUT', `${NETWORK}/natGateways/first`, { body: nat({ publicIpAddresses: [pip('Standard')] }) });
    expect(await errorOf('PUT', NAT, body)).toEqual([400, code]);
  });
});
