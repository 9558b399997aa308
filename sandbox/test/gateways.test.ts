import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16
subnet hub/GatewaySubnet 10.0.255.0/27
subnet hub/app 10.0.1.0/24
vnet spoke 10.1.0.0/16
subnet spoke/GatewaySubnet 10.1.255.0/27
vnet far 10.2.0.0/16 gateway
spoke <-> far use-gateways | transit
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const GATEWAY = `${NETWORK}/virtualNetworkGateways/gw`;
const address = (name: string): string => `${NETWORK}/publicIPAddresses/${name}`;

const putAddress = (name: string, more: object = { zones: ['1'] }) =>
  bench.send('PUT', address(name), {
    body: { location: 'westeurope', sku: { name: 'Standard' }, ...more, properties: { publicIPAllocationMethod: 'Static' } },
  });

beforeEach(async () => {
  await bench.seed(WORLD);
  for (const name of ['a', 'b', 'c']) await putAddress(name);
});

interface Draft {
  readonly vnet?: string;
  readonly subnet?: string;
  /** Names of the public addresses, one for each IP configuration. */
  readonly addresses?: readonly (string | undefined)[];
  readonly sku?: string;
}

/** Returns the body of a gateway. */
function gateway({ vnet = 'hub', subnet = 'GatewaySubnet', addresses = ['a'], sku = 'VpnGw1AZ' }: Draft = {}, more: object = {}) {
  const ipConfigurations = addresses.map((name, i) => ({
    name: `config-${i}`,
    properties: { subnet: { id: `${vnetId(vnet)}/subnets/${subnet}` }, ...(name && { publicIPAddress: { id: address(name) } }) },
  }));
  return { location: 'westeurope', properties: { gatewayType: 'Vpn', sku: { name: sku }, ipConfigurations, ...more } };
}

const { errorOf } = bench;

const EXPRESS_ROUTE = { gatewayType: 'ExpressRoute' };

describe('a virtual network gateway', () => {
  it('shows no BGP address and default settings for clients while it is created, and has no ETag header', async () => {
    const created = (await bench.send('PUT', GATEWAY, { body: gateway() })).body.properties;
    expect(created.bgpSettings.bgpPeeringAddresses).toMatchObject([{ defaultBgpIpAddresses: [], customBgpIpAddresses: [] }]);
    expect([created.bgpSettings.bgpPeeringAddress, created.vpnClientConfiguration.vpnClientRootCertificates]).toEqual([undefined, []]);
    const { body, headers } = await bench.send('GET', GATEWAY);
    expect([body.properties.bgpSettings.bgpPeeringAddress, body.properties.vpnClientConfiguration, headers.etag]).toEqual([
      '10.0.255.30',
      undefined,
      undefined,
    ]);
  });

  it('shows certificates for clients as parts, and no connected clients', async () => {
    const vpnClientConfiguration = {
      vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] },
      vpnClientRootCertificates: [{ name: 'root', properties: { publicCertData: 'MII' } }],
    };
    await bench.send('PUT', GATEWAY, { body: gateway({}, { vpnClientConfiguration }) });
    const { etag, properties } = (await bench.send('GET', GATEWAY)).body;
    expect(properties.vpnClientConfiguration).toMatchObject({
      vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] },
      vpnClientProtocols: ['OpenVPN', 'IkeV2'],
      vpnClientRootCertificates: [
        {
          id: `${GATEWAY}/vpnClientRootCertificates/root`,
          etag,
          type: 'Microsoft.Network/virtualNetworkGateways/vpnClientRootCertificates',
          properties: { provisioningState: 'Succeeded', publicCertData: 'MII' },
        },
      ],
      vpnClientRevokedCertificates: [],
      vpnClientConnectionHealth: { vpnClientConnectionsCount: 0 },
    });
  });

  it('is Updating while its tags change, by a PATCH or by a PUT', async () => {
    await bench.send('PUT', GATEWAY, { body: gateway() });
    for (const [method, body] of [
      ['PATCH', { tags: { owner: 'net' } }],
      ['PUT', { ...gateway(), tags: { owner: 'app' } }],
    ] as const) {
      const reply = await bench.send(method, GATEWAY, { body });
      expect([reply.status, reply.body.properties.provisioningState, reply.body.tags]).toEqual([200, 'Updating', body.tags]);
      expect(reply.headers['azure-asyncoperation']).toBeDefined();
      expect((await bench.send('GET', GATEWAY)).body).toMatchObject({ tags: body.tags, properties: { provisioningState: 'Succeeded' } });
    }
  });

  it.each([
    ['2018-04-01', []],
    ['2019-09-01', ['vpnGatewayGeneration', 'packetCaptureDiagnosticState']],
    ['2021-02-01', ['vpnGatewayGeneration', 'packetCaptureDiagnosticState', 'natRules']],
    ['2022-05-01', ['vpnGatewayGeneration', 'packetCaptureDiagnosticState', 'natRules', 'allowRemoteVnetTraffic']],
  ])('shows in the api-version %s of its newer properties %j', async (version, shown) => {
    await bench.send('PUT', GATEWAY, { body: gateway() });
    const { properties } = (await bench.send('GET', `${GATEWAY}?api-version=${version}`)).body;
    const newer = ['vpnGatewayGeneration', 'packetCaptureDiagnosticState', 'natRules', 'allowRemoteVnetTraffic'];
    expect(newer.filter((name) => name in properties)).toEqual(shown);
  });

  it('is created, read, tagged and deleted by the SDK, with the BGP address that Azure gives it', async () => {
    const { virtualNetworkGateways, publicIPAddresses } = bench.network();
    const created = await virtualNetworkGateways.beginCreateOrUpdateAndWait('network', 'gw', {
      location: 'westeurope',
      gatewayType: 'Vpn',
      sku: { name: 'VpnGw2AZ', tier: 'VpnGw2AZ' },
      ipConfigurations: [
        { name: 'default', subnet: { id: `${vnetId('hub')}/subnets/GatewaySubnet` }, publicIPAddress: { id: address('a') } },
      ],
    });
    const { ipAddress } = await publicIPAddresses.get('network', 'a');
    expect(created).toMatchObject({
      provisioningState: 'Succeeded',
      vpnType: 'RouteBased',
      vpnGatewayGeneration: 'Generation1',
      active: false,
      enableBgp: false,
      bgpSettings: {
        asn: 65515,
        bgpPeeringAddress: '10.0.255.30',
        bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.0.255.30'], tunnelIpAddresses: [ipAddress] }],
      },
    });
    expect(created.resourceGuid).toMatch(/^[0-9a-f-]{36}$/);
    expect((await virtualNetworkGateways.beginUpdateTagsAndWait('network', 'gw', { tags: { owner: 'net' } })).tags).toEqual({
      owner: 'net',
    });
    expect((await collectAll(virtualNetworkGateways.list('network'))).map(({ name }) => name)).toEqual(['vpngw-far', 'gw']);
    await virtualNetworkGateways.beginDeleteAndWait('network', 'gw');
    expect((await bench.send('GET', GATEWAY)).status).toBe(404);
  });

  it('has the first addresses of the subnet when it is active-active, one for each public address', async () => {
    const body = gateway({ addresses: ['a', 'b'] }, { activeActive: true, enableBgp: true, bgpSettings: { asn: 65010 } });
    expect((await bench.send('PUT', GATEWAY, { body })).status).toBe(201);
    const { bgpSettings } = (await bench.send('GET', GATEWAY)).body.properties;
    expect([bgpSettings.asn, bgpSettings.bgpPeeringAddress]).toEqual([65010, '10.0.255.4,10.0.255.5']);
    expect(bgpSettings.bgpPeeringAddresses.map((each: { defaultBgpIpAddresses: string[] }) => each.defaultBgpIpAddresses)).toEqual([
      ['10.0.255.4'],
      ['10.0.255.5'],
    ]);
    const older = await bench.send('GET', `${GATEWAY}?api-version=2019-09-01`);
    expect(older.body.properties.bgpSettings).toEqual({ asn: 65010, bgpPeeringAddress: '10.0.255.4,10.0.255.5', peerWeight: 0 });
  });

  it('of ExpressRoute can share the subnet with one of VPN, and needs no public address', async () => {
    await bench.send('PUT', GATEWAY, { body: gateway() });
    const body = gateway({ addresses: [undefined], sku: 'ErGw1AZ' }, EXPRESS_ROUTE);
    expect((await bench.send('PUT', `${GATEWAY}-er`, { body })).status).toBe(201);
    const { bgpSettings, vpnGatewayGeneration } = (await bench.send('GET', `${GATEWAY}-er`)).body.properties;
    expect([bgpSettings.bgpPeeringAddress, vpnGatewayGeneration]).toEqual(['10.0.255.12,10.0.255.13', 'None']);
  });

  it('takes as long as its class says', async () => {
    await bench.control('POST', 'clock', { pace: 'clock', gatewayMs: 60_000 });
    const started = await bench.send('PUT', GATEWAY, { body: gateway() });
    expect([started.status, started.body.properties.provisioningState]).toEqual([201, 'Updating']);
    const [endpoint] = started.body.properties.bgpSettings.bgpPeeringAddresses;
    expect(endpoint.defaultBgpIpAddresses).toEqual([]);
    await bench.control('POST', 'clock', { advanceMs: 61_000 });
    expect((await bench.send('GET', GATEWAY)).body.properties.provisioningState).toBe('Succeeded');
    await bench.control('POST', 'clock', { pace: 'instant' });
  });

  it('accepts the names of types in any case', async () => {
    const { properties } = (await bench.send('PUT', GATEWAY, { body: gateway({}, { gatewayType: 'vpn', vpnType: 'ROUTEBASED' }) })).body;
    expect([properties.gatewayType, properties.vpnType]).toEqual(['Vpn', 'RouteBased']);
  });

  it('accepts what a GET returned, without a change', async () => {
    await bench.send('PUT', GATEWAY, { body: gateway({ addresses: ['a', 'b'] }, { activeActive: true }) });
    const before = await bench.send('GET', GATEWAY);
    const again = await bench.send('PUT', GATEWAY, { body: before.body });
    expect([again.status, again.body.etag]).toEqual([200, before.body.etag]);
  });

  it('keeps point-to-site clients and NAT rules, which are children too', async () => {
    const vpnClientConfiguration = { vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] } };
    await bench.send('PUT', GATEWAY, { body: gateway({}, { vpnClientConfiguration }) });
    const rule = { properties: { mode: 'IngressSnat', internalMappings: [{ addressSpace: '10.0.1.0/24' }] } };
    expect((await bench.send('PUT', `${GATEWAY}/natRules/in`, { body: rule })).status).toBe(201);
    const { properties } = (await bench.send('GET', GATEWAY)).body;
    expect(properties.vpnClientConfiguration).toMatchObject(vpnClientConfiguration);
    expect(properties.natRules).toMatchObject([{ name: 'in', properties: { type: 'Static', mode: 'IngressSnat' } }]);
  });

  it.each([
    ['outside GatewaySubnet', gateway({ subnet: 'app' }), 'InvalidSubnet'],
    ['in a VNet that does not exist', gateway({ vnet: 'none' }), 'InvalidResourceReference'],
    ['in a VNet that uses remote gateways', gateway({ vnet: 'spoke' }), 'SandboxVnetThatUsesRemoteGatewaysCannotHaveGateway'],
    ['in a VNet that has one of its type', gateway({ vnet: 'far' }), 'SandboxVnetAlreadyHasGatewayOfType'],
    ['with a SKU that does not exist', gateway({ sku: 'VpnGw9' }), 'InvalidRequestFormat'],
    ['with a SKU of ExpressRoute', gateway({ sku: 'ErGw1AZ' }), 'InvalidGatewaySkuSpecifiedForGatewayDeploymentType'],
    ['with a SKU without availability zones', gateway({ sku: 'VpnGw1' }), 'NonAzSkusNotAllowedForVPNGateway'],
    ['with a generation that its SKU does not have', gateway({}, { vpnGatewayGeneration: 'Generation2' }), 'SandboxGatewaySkuDoesNotFit'],
    ['with BGP and the SKU Basic', gateway({ sku: 'Basic' }, { enableBgp: true }), 'SandboxGatewayDoesNotSupportBgp'],
    ['with two configurations unless it is active-active', gateway({ addresses: ['a', 'b'] }), 'SandboxGatewayIpConfigurationsDoNotFit'],
    ['active-active with one configuration', gateway({}, { activeActive: true }), 'SandboxGatewayIpConfigurationsDoNotFit'],
    ['for VPN without a public address', gateway({ addresses: [undefined] }), 'SandboxGatewayIpConfigurationsDoNotFit'],
    ['with the address of another', gateway({ addresses: ['pip-vpngw-far'] }), 'PublicIPAddressInUse'],
    ['with one address twice', gateway({ addresses: ['a', 'a'] }, { activeActive: true }), 'PublicIPAddressInUse'],
    ['with a reserved ASN', gateway({}, { bgpSettings: { asn: 12076 } }), 'SandboxAsnNotAllowed'],
    ['of a type that does not exist', gateway({}, { gatewayType: 'Wan' }), 'InvalidRequestFormat'],
    ['with an unknown property', gateway({}, { asn: 1 }), 'InvalidRequestFormat'],
  ])('is refused %s', async (_, body, code) => {
    expect(await errorOf('PUT', GATEWAY, body)).toEqual([400, code]);
    expect((await bench.send('GET', GATEWAY)).status).toBe(404);
  });

  it.each([
    ['of the Basic SKU', { sku: { name: 'Basic' } }, 'PublicIpWithBasicSkuNotAllowedOnVPNGateways'],
    ['without zones', { zones: [] }, 'VmssVpnGatewayPublicIpsMustHaveZonesConfigured'],
  ])('is refused with an address %s', async (_, more, code) => {
    await putAddress('other', more);
    expect(await errorOf('PUT', GATEWAY, gateway({ addresses: ['other'] }))).toEqual([400, code]);
  });

  it.each([
    ['resized to another generation', gateway({ sku: 'VpnGw4AZ' }), 'SandboxGatewaySkuDoesNotFit'],
    ['resized to Basic', gateway({ sku: 'Basic' }), 'SandboxGatewaySkuDoesNotFit'],
    ['turned into one of ExpressRoute', gateway({ sku: 'ErGw1AZ' }, EXPRESS_ROUTE), 'SandboxGatewayTypeCannotBeChanged'],
  ])('cannot be %s', async (_, body, code) => {
    await bench.send('PUT', GATEWAY, { body: gateway() });
    expect(await errorOf('PUT', GATEWAY, body)).toEqual([400, code]);
    expect((await bench.send('PUT', GATEWAY, { body: gateway({ sku: 'VpnGw3AZ' }) })).status).toBe(200);
  });

  it('cannot be deleted while a peering uses it, and peerings can use a new one', async () => {
    expect(await errorOf('DELETE', `${NETWORK}/virtualNetworkGateways/vpngw-far`)).toEqual([400, 'SandboxGatewayIsUsedByPeering']);
    await bench.send('PUT', GATEWAY, { body: gateway() });
    const half = (from: string, to: string, flags: object) =>
      bench.send('PUT', `${vnetId(from)}/virtualNetworkPeerings/${from}-${to}`, {
        body: { properties: { remoteVirtualNetwork: { id: vnetId(to) }, ...flags } },
      });
    await half('spoke', 'far', {});
    await half('hub', 'spoke', { allowGatewayTransit: true });
    const using = await half('spoke', 'hub', { useRemoteGateways: true });
    expect([using.status, using.body.properties.remoteGateways]).toEqual([201, [{ id: GATEWAY }]]);
    expect((await bench.send('DELETE', `${NETWORK}/virtualNetworkGateways/vpngw-far`)).status).toBe(202);
  });
});
