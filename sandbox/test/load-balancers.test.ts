import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/app 10.0.1.0/24
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const LB = `${NETWORK}/loadBalancers/lb`;
const PIP = `${NETWORK}/publicIPAddresses/pip`;
const APP = { id: `${vnetId('hub')}/subnets/app` };
const FRONT = { id: `${LB}/frontendIPConfigurations/front` };
const POOL = { id: `${LB}/backendAddressPools/pool` };
const HA_PORTS = { protocol: 'All', frontendPort: 0, backendPort: 0 };
const HTTP = { protocol: 'Tcp', frontendPort: 80, backendPort: 8080 };
beforeEach(() => bench.seed(WORLD));

const body = (front: object, rules: readonly object[], sku = 'Standard') => ({
  location: 'westeurope',
  sku: { name: sku },
  properties: {
    frontendIPConfigurations: [{ name: 'front', properties: front }],
    backendAddressPools: [{ name: 'pool' }],
    probes: [{ name: 'probe', properties: { protocol: 'Tcp', port: 22 } }],
    loadBalancingRules: rules.map((properties, i) => ({
      name: `rule-${i}`,
      properties: {
        frontendIPConfiguration: FRONT,
        backendAddressPool: POOL,
        probe: { id: `${LB}/probes/probe` },
        ...properties,
      },
    })),
  },
});
const put = (content: object) => bench.send('PUT', LB, { body: content });
const putPublicAddress = (sku: string) =>
  bench.send('PUT', PIP, { body: { location: 'westeurope', sku: { name: sku }, properties: { publicIPAllocationMethod: 'Static' } } });

describe('a load balancer', () => {
  it('is created, read, listed, tagged and deleted by the SDK, with its parts', async () => {
    const client = bench.network();
    const created = await client.loadBalancers.beginCreateOrUpdateAndWait('network', 'lb', {
      location: 'westeurope',
      sku: { name: 'Standard' },
      frontendIPConfigurations: [{ name: 'front', subnet: APP, privateIPAllocationMethod: 'Static', privateIPAddress: '10.0.1.10' }],
      backendAddressPools: [{ name: 'pool' }],
      probes: [{ name: 'probe', protocol: 'Tcp', port: 22 }],
      loadBalancingRules: [
        { name: 'ha', ...HA_PORTS, frontendIPConfiguration: FRONT, backendAddressPool: POOL, probe: { id: `${LB}/probes/probe` } },
      ],
    });
    const rule = { id: `${LB}/loadBalancingRules/ha` };
    expect(created).toMatchObject({ id: LB, sku: { name: 'Standard', tier: 'Regional' }, provisioningState: 'Succeeded' });
    expect(created.frontendIPConfigurations).toMatchObject([{ ...FRONT, privateIPAddress: '10.0.1.10', loadBalancingRules: [rule] }]);
    expect(created.backendAddressPools).toMatchObject([{ ...POOL, loadBalancingRules: [rule] }]);
    expect(created.probes).toMatchObject([{ intervalInSeconds: 15, loadBalancingRules: [rule] }]);
    expect(created.loadBalancingRules).toMatchObject([
      { ...rule, enableFloatingIP: false, idleTimeoutInMinutes: 4, backendAddressPool: POOL },
    ]);
    await client.loadBalancerBackendAddressPools.beginCreateOrUpdateAndWait('network', 'lb', 'other', {});
    expect((await collectAll(client.loadBalancerBackendAddressPools.list('network', 'lb'))).map(({ name }) => name)).toEqual([
      'pool',
      'other',
    ]);
    expect((await client.loadBalancers.updateTags('network', 'lb', { tags: { owner: 'net' } })).tags).toEqual({ owner: 'net' });
    expect((await collectAll(client.loadBalancers.listAll())).map(({ name }) => name)).toEqual(['lb']);
    await client.loadBalancers.beginDeleteAndWait('network', 'lb');
    expect(await collectAll(client.loadBalancers.list('network'))).toEqual([]);
  });

  it('has a public front end, whose address it blocks', async () => {
    await putPublicAddress('Standard');
    expect((await put(body({ publicIPAddress: { id: PIP } }, [HTTP]))).status).toBe(201);
    expect((await bench.send('GET', PIP)).body.properties.ipConfiguration).toEqual(FRONT);
    expect((await bench.send('DELETE', PIP)).body.error.code).toBe('PublicIPAddressCannotBeDeleted');
  });

  it('lists the interfaces in its pool and cannot be deleted while there are any', async () => {
    await put(body({ subnet: APP }, [HTTP]));
    const nic = `${NETWORK}/networkInterfaces/vm`;
    const withPool = (pool: object) => ({
      body: {
        location: 'westeurope',
        properties: { ipConfigurations: [{ name: 'ip', properties: { subnet: APP, loadBalancerBackendAddressPools: [pool] } }] },
      },
    });
    expect((await bench.send('PUT', nic, withPool({ id: `${LB}/backendAddressPools/none` }))).body.error.code).toBe(
      'InvalidResourceReference',
    );
    expect((await bench.send('PUT', nic, withPool(POOL))).body.properties.ipConfigurations[0].properties.privateIPAddress).toBe('10.0.1.5');
    const pool = await bench.network().loadBalancerBackendAddressPools.get('network', 'lb', 'pool');
    expect(pool.backendIPConfigurations?.map(({ id }) => id)).toEqual([`${nic}/ipConfigurations/ip`]);
    const refused = await bench.send('DELETE', LB);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'InUseLoadBalancerCannotBeDeleted']);
    await bench.send('DELETE', nic);
    expect((await bench.send('DELETE', LB)).status).toBe(202);
  });

  it.each([
    ['with a front end without a subnet and a public address', body({}, []), 'InvalidRequestFormat'],
    [
      'with a reserved address',
      body({ subnet: APP, privateIPAllocationMethod: 'Static', privateIPAddress: '10.0.1.3' }, []),
      'PrivateIPAddressInReservedRange',
    ],
    ['with a public address of another SKU', body({ publicIPAddress: { id: PIP } }, []), 'PublicIPAndLBSkuDoNotMatch'],
    ['with HA ports of the Basic SKU', body({ subnet: APP }, [HA_PORTS], 'Basic'), 'LoadBalancingRuleInvalidHAPorts'],
    ['with HA ports of one protocol', body({ subnet: APP }, [{ ...HA_PORTS, protocol: 'Tcp' }]), 'LoadBalancingRuleInvalidHAPorts'],
    ['with two rules of one port', body({ subnet: APP }, [HTTP, HTTP]), 'RulesUseSameFrontendPortProtocolAndIPConfig'],
    ['with HA ports beside a port', body({ subnet: APP }, [HTTP, HA_PORTS]), 'RulesUseSameFrontendPortProtocolAndIPConfig'],
    [
      'with a rule for a front end that it does not have',
      body({ subnet: APP }, [{ ...HTTP, frontendIPConfiguration: POOL, backendAddressPool: { id: `${LB}/backendAddressPools/none` } }]),
      'InvalidResourceReference',
    ],
  ])('is refused %s', async (_, content, code) => {
    await putPublicAddress('Basic');
    const reply = await put(content);
    expect([reply.status, reply.body.error?.code]).toEqual([400, code]);
  });

  it('is refused with both private and public front ends, and with another SKU than before', async () => {
    await putPublicAddress('Standard');
    const mixed = body({ subnet: APP }, []);
    mixed.properties.frontendIPConfigurations.push({ name: 'public', properties: { publicIPAddress: { id: PIP } } });
    expect((await put(mixed)).body.error.code).toBe('LoadBalancerMixedFrontends');
    await put(body({ subnet: APP }, []));
    expect((await put(body({ subnet: APP }, [], 'Basic'))).body.error.code).toBe('PropertyChangeNotAllowed');
  });
});
