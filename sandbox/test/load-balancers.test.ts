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
    const shown = async (version: string) =>
      (await bench.send('GET', `${LB}?api-version=${version}`)).body.properties.frontendIPConfigurations[0].properties;
    expect((await shown('2019-11-01')).privateIPAddressVersion).toBe('IPv4');
    expect((await shown('2023-04-01')).privateIPAddressVersion).toBeUndefined();
    expect((await bench.send('DELETE', PIP)).body.error.code).toBe('PublicIPAddressCannotBeDeleted');
  });

  it('has NAT rules, which show the interface that they forward to, and NAT pools, which their front end shows', async () => {
    const content = body({ subnet: APP }, [], 'Basic');
    const range = { frontendPortRangeStart: 2000, frontendPortRangeEnd: 2010, backendPort: 22 };
    const inboundNatRules = [{ name: 'ssh', properties: { frontendIPConfiguration: FRONT, frontendPort: 2222, backendPort: 22 } }];
    const inboundNatPools = [{ name: 'vms', properties: { frontendIPConfiguration: FRONT, protocol: 'Tcp', ...range } }];
    await put({ ...content, properties: { ...content.properties, inboundNatRules, inboundNatPools } });
    const configuration = { name: 'ip', properties: { subnet: APP, loadBalancerInboundNatRules: [{ id: `${LB}/inboundNatRules/ssh` }] } };
    const nic = `${NETWORK}/networkInterfaces/vm`;
    await bench.send('PUT', nic, { body: { location: 'westeurope', properties: { ipConfigurations: [configuration] } } });
    const { properties } = (await bench.send('GET', LB)).body;
    expect(properties.inboundNatRules[0].properties.backendIPConfiguration).toEqual({ id: `${nic}/ipConfigurations/ip` });
    expect(properties.inboundNatPools[0].properties).toMatchObject({ ...range, idleTimeoutInMinutes: 4, allowBackendPortConflict: false });
    expect(properties.frontendIPConfigurations[0].properties.inboundNatPools).toEqual([{ id: `${LB}/inboundNatPools/vms` }]);
    expect((await bench.send('DELETE', LB)).body.error.code).toBe('InUseLoadBalancerCannotBeDeleted');
  });

  it.each(['Basic', 'Standard'])(
    'with the SKU %s has outbound rules, and rules that disable outbound SNAT, only if it is Standard',
    async (sku) => {
      await put(body({ subnet: APP }, [HTTP], sku));
      const { properties } = (await bench.send('GET', LB)).body;
      expect(['outboundRules' in properties, 'disableOutboundSnat' in properties.loadBalancingRules[0].properties]).toEqual(
        sku === 'Standard' ? [true, true] : [false, false],
      );
    },
  );

  it('is Updating only when it existed before and has the SKU Basic', async () => {
    const states = [];
    for (const [sku, rules] of [
      ['Basic', []],
      ['Basic', [HTTP]],
    ] as const)
      states.push((await put(body({ subnet: APP }, rules, sku))).body.properties.provisioningState);
    await bench.send('DELETE', LB);
    for (const rules of [[], [HTTP]]) states.push((await put(body({ subnet: APP }, rules))).body.properties.provisioningState);
    expect(states).toEqual(['Succeeded', 'Updating', 'Succeeded', 'Succeeded']);
  });

  it('shows in each api-version what Azure shows', async () => {
    await put(body({ subnet: APP }, [HTTP], 'Basic'));
    const shown = async (version: string) => {
      const { sku, properties } = (await bench.send('GET', `${LB}?api-version=${version}`)).body;
      const rule = properties.loadBalancingRules[0].properties;
      return [
        sku,
        properties.outboundNatRules,
        rule.enableTcpReset,
        'backendAddressPools' in rule,
        properties.probes[0].properties.probeThreshold,
      ];
    };
    expect(await shown('2016-12-01')).toEqual([undefined, [], undefined, false, undefined]);
    expect(await shown('2019-11-01')).toEqual([{ name: 'Basic' }, undefined, false, false, undefined]);
    expect(await shown('2025-05-01')).toEqual([{ name: 'Basic', tier: 'Regional' }, undefined, false, true, 1]);
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
    [
      'with two rules of one port whose protocols differ in case only',
      body({ subnet: APP }, [HTTP, { ...HTTP, protocol: 'tcp' }]),
      'RulesUseSameFrontendPortProtocolAndIPConfig',
    ],
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
