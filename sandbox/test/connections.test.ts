import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP } from './harness.ts';

const WORLD = `
vnet a 10.1.0.0/16 gateway=Vpn,ExpressRoute
vnet b 10.2.0.0/16 gateway
vnet c 10.1.128.0/17 gateway
connection a -> office
connection a -> circuit kind=ExpressRoute
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const gatewayOf = (vnet: string, kind = 'vpngw') => ({ id: `${NETWORK}/virtualNetworkGateways/${kind}-${vnet}` });
const connectionId = (name: string): string => `${NETWORK}/connections/${name}`;
const SITE = `${NETWORK}/localNetworkGateways/site`;
const CIRCUIT = `${NETWORK}/expressRouteCircuits/new`;

beforeEach(() => bench.seed(WORLD));

const { errorOf } = bench;

const statusOf = async (name: string): Promise<unknown> => (await bench.send('GET', connectionId(name))).body.properties.connectionStatus;

const between = (from: string, to: string, more: object = {}) => ({
  location: 'westeurope',
  properties: {
    connectionType: 'Vnet2Vnet',
    virtualNetworkGateway1: gatewayOf(from),
    virtualNetworkGateway2: gatewayOf(to),
    sharedKey: 'one',
    ...more,
  },
});

const toSite = (more: object = {}, from = 'b') => ({
  location: 'westeurope',
  properties: {
    connectionType: 'IPsec',
    virtualNetworkGateway1: gatewayOf(from),
    localNetworkGateway2: { id: SITE },
    sharedKey: 'one',
    ...more,
  },
});

const site = (properties: object = {}) => ({
  location: 'westeurope',
  properties: { gatewayIpAddress: '203.0.113.1', localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/24'] }, ...properties },
});

describe('a connection between gateways', () => {
  it('shows its shared key, but neither its mode nor tunnels, in api-versions before 2020-07-01', async () => {
    await bench.send('PUT', connectionId('a-b'), { body: between('a', 'b') });
    const shown = async (version: string) => {
      const { properties } = (await bench.send('GET', `${connectionId('a-b')}?api-version=${version}`)).body;
      return [properties.sharedKey, properties.connectionMode, properties.tunnelConnectionStatus, properties.dpdTimeoutSeconds];
    };
    expect(await shown('2019-09-01')).toEqual(['one', undefined, undefined, undefined]);
    expect(await shown('2019-11-01')).toEqual(['one', undefined, undefined, 0]);
    expect(await shown('2020-07-01')).toEqual([undefined, 'Default', [], 0]);
    const listed = await bench.send('GET', `${gatewayOf('a').id}/connections?api-version=2019-11-01`);
    expect(listed.body.value.map((each: { properties: object }) => 'sharedKey' in each.properties)).not.toContain(true);
  });

  it('is created, read, tagged and deleted by the SDK, which sees its key only where it asks for it', async () => {
    const { virtualNetworkGatewayConnections: connections, virtualNetworkGateways } = bench.network();
    const created = await connections.beginCreateOrUpdateAndWait('network', 'a-b', {
      location: 'westeurope',
      connectionType: 'Vnet2Vnet',
      virtualNetworkGateway1: gatewayOf('a'),
      virtualNetworkGateway2: gatewayOf('b'),
      sharedKey: 'one',
    });
    expect(created).toMatchObject({
      provisioningState: 'Succeeded',
      connectionStatus: 'Connecting',
      connectionProtocol: 'IKEv2',
      routingWeight: 0,
      enableBgp: false,
      usePolicyBasedTrafficSelectors: false,
    });
    expect(created.sharedKey).toBeUndefined();
    expect(await connections.getSharedKey('network', 'a-b')).toMatchObject({ value: 'one' });
    expect(await connections.beginSetSharedKeyAndWait('network', 'a-b', { value: 'two' })).toMatchObject({ value: 'two' });
    expect(await connections.getSharedKey('network', 'a-b')).toMatchObject({ value: 'two' });
    const tagged = await connections.beginUpdateTagsAndWait('network', 'a-b', { tags: { owner: 'net' } });
    expect(tagged.tags).toEqual({ owner: 'net' });
    const listed = await collectAll(virtualNetworkGateways.listConnections('network', 'vpngw-a'));
    expect(listed.map(({ name }) => name)).toEqual(['a-to-office', 'a-b']);
    expect(await collectAll(virtualNetworkGateways.listConnections('network', 'vpngw-b'))).toEqual([]);
    await connections.beginDeleteAndWait('network', 'a-b');
    expect((await bench.send('GET', connectionId('a-b'))).status).toBe(404);
  });

  it('is Connected as long as one exists in the other direction with the same key', async () => {
    await bench.send('PUT', connectionId('a-b'), { body: between('a', 'b') });
    expect(await statusOf('a-b')).toBe('Connecting');
    await bench.send('PUT', connectionId('b-a'), { body: between('b', 'a') });
    expect([await statusOf('a-b'), await statusOf('b-a')]).toEqual(['Connected', 'Connected']);
    await bench.send('PUT', `${connectionId('b-a')}/sharedkey`, { body: { value: 'two' } });
    expect([await statusOf('a-b'), await statusOf('b-a')]).toEqual(['Connecting', 'Connecting']);
    await bench.send('PUT', `${connectionId('a-b')}/sharedkey`, { body: { value: 'two' } });
    expect(await statusOf('b-a')).toBe('Connected');
    await bench.send('DELETE', connectionId('b-a'));
    expect(await statusOf('a-b')).toBe('Connecting');
  });

  it('keeps its key when a PUT leaves it out, and has one of Azure when it never had any', async () => {
    await bench.send('PUT', connectionId('a-b'), { body: between('a', 'b') });
    const { body } = await bench.send('GET', connectionId('a-b'));
    await bench.send('PUT', connectionId('a-b'), { body: { ...body, properties: { ...body.properties, routingWeight: 10 } } });
    expect((await bench.send('GET', `${connectionId('a-b')}/sharedkey`)).body).toEqual({ value: 'one' });
    await bench.send('PUT', connectionId('b-a'), { body: between('b', 'a', { sharedKey: undefined }) });
    expect((await bench.send('GET', `${connectionId('b-a')}/sharedkey`)).body.value).toMatch(/^[0-9a-f]{32}$/);
  });

  it('has no status while it is updating', async () => {
    await bench.control('POST', 'clock', { pace: 'polls', polls: 1 });
    const started = await bench.send('PUT', connectionId('a-b'), { body: between('a', 'b') });
    await bench.control('POST', 'clock', { pace: 'instant' });
    expect([started.status, started.body.properties.provisioningState]).toEqual([201, 'Updating']);
    expect(started.body.properties).not.toHaveProperty('connectionStatus');
  });

  it.each([
    ['of a type that does not exist', between('a', 'b', { connectionType: 'Wire' }), 'InvalidRequestFormat'],
    ['without its other end', between('a', 'b', { virtualNetworkGateway2: undefined }), 'SandboxConnectionEndsDoNotFit'],
    ['to a gateway that does not exist', between('a', 'none'), 'InvalidResourceReference'],
    [
      'from a gateway of ExpressRoute',
      between('a', 'b', { virtualNetworkGateway1: gatewayOf('a', 'ergw') }),
      'SandboxConnectionEndsDoNotFit',
    ],
    ['between VNets that overlap', between('a', 'c'), 'VnetAddressSpacesOverlap'],
    ['with an empty key', between('a', 'b', { sharedKey: '' }), 'SandboxSharedKeyNotAllowed'],
  ])('is refused %s', async (_, body, code) => {
    expect(await errorOf('PUT', connectionId('a-b'), body)).toEqual([400, code]);
    expect((await bench.send('GET', connectionId('a-b'))).status).toBe(404);
  });

  it('is refused while a gateway is updating', async () => {
    await bench.control('POST', 'clock', { pace: 'polls', polls: 5 });
    const { body } = await bench.send('GET', gatewayOf('b').id);
    await bench.send('PUT', gatewayOf('b').id, { body: { ...body, properties: { ...body.properties, bgpSettings: { asn: 65010 } } } });
    const refused = await errorOf('PUT', connectionId('a-b'), between('a', 'b'));
    await bench.control('POST', 'clock', { pace: 'instant' });
    expect(refused).toEqual([400, 'ReferencedResourceNotProvisioned']);
  });

  it('needs a key that it can have', async () => {
    await bench.send('PUT', connectionId('a-b'), { body: between('a', 'b') });
    expect(await errorOf('PUT', `${connectionId('a-b')}/sharedkey`, { value: 'ü' })).toEqual([400, 'SandboxSharedKeyNotAllowed']);
    expect(await errorOf('GET', `${connectionId('none')}/sharedkey`)).toEqual([404, 'ResourceNotFound']);
  });

  it('blocks the deletion of both gateways', async () => {
    await bench.send('PUT', connectionId('b-c'), { body: between('b', 'c') });
    expect(await errorOf('DELETE', gatewayOf('b').id)).toEqual([400, 'InUseVirtualNetworkGatewayCannotBeDeleted']);
    expect(await errorOf('DELETE', gatewayOf('c').id)).toEqual([400, 'InUseVirtualNetworkGatewayCannotBeDeleted']);
    await bench.send('DELETE', connectionId('b-c'));
    expect((await bench.send('DELETE', gatewayOf('c').id)).status).toBe(202);
  });
});

describe('a connection to a site', () => {
  beforeEach(() => bench.send('PUT', SITE, { body: site() }));

  it('is Connecting until a device with the same key is declared, and NotConnected while that is down', async () => {
    await bench.send('PUT', connectionId('b-site'), { body: toSite() });
    expect(await statusOf('b-site')).toBe('Connecting');
    await bench.control('POST', 'sites', { connect: SITE, sharedKey: 'two' });
    expect(await statusOf('b-site')).toBe('Connecting');
    await bench.control('POST', 'sites', { connect: SITE, sharedKey: 'one' });
    expect(await statusOf('b-site')).toBe('Connected');
    await bench.control('POST', 'sites', { connect: SITE, isDown: true });
    expect(await statusOf('b-site')).toBe('NotConnected');
    await bench.control('POST', 'sites', { disconnect: SITE });
    expect(await statusOf('b-site')).toBe('Connecting');
  });

  it('accepts the names of its type, protocol and mode in any case, as az sends them', async () => {
    const body = toSite({ connectionType: 'IPSec', connectionProtocol: 'ikev1', connectionMode: 'INITIATORONLY' });
    expect((await bench.send('PUT', connectionId('b-site'), { body })).body.properties).toMatchObject({
      connectionType: 'IPsec',
      connectionProtocol: 'IKEv1',
      connectionMode: 'InitiatorOnly',
    });
  });

  it('of a fixture is Connected, with a site that has prefixes of its own', async () => {
    expect(await statusOf('a-to-office')).toBe('Connected');
    const { body } = await bench.send('GET', `${NETWORK}/localNetworkGateways/office`);
    expect(body.properties.localNetworkAddressSpace).toEqual({ addressPrefixes: ['192.168.0.0/24'] });
  });

  it.each([
    ['to another gateway of Azure', toSite({ localNetworkGateway2: gatewayOf('a') }), 'SandboxConnectionEndsDoNotFit'],
    ['with BGP to a site without', toSite({ enableBgp: true }), 'SandboxConnectionCannotUseBgp'],
  ])('is refused %s', async (_, body, code) => {
    expect(await errorOf('PUT', connectionId('b-site'), body)).toEqual([400, code]);
  });

  it('is the only one of a policy-based gateway, and goes to a site', async () => {
    await bench.send('DELETE', gatewayOf('b').id);
    const { body } = await bench.send('GET', gatewayOf('c').id);
    const address = { id: `${NETWORK}/publicIPAddresses/pip-vpngw-b` };
    const [configuration] = body.properties.ipConfigurations;
    const subnet = { id: configuration.properties.subnet.id.replace('/c/', '/b/') };
    const made = await bench.send('PUT', gatewayOf('b').id, {
      body: {
        location: 'westeurope',
        properties: {
          gatewayType: 'Vpn',
          vpnType: 'PolicyBased',
          sku: { name: 'Basic' },
          ipConfigurations: [{ name: 'default', properties: { publicIPAddress: address, subnet } }],
        },
      },
    });
    expect(made.status).toBe(201);
    expect(await errorOf('PUT', connectionId('c-b'), between('c', 'b'))).toEqual([400, 'SandboxPolicyBasedGatewayHasOneConnection']);
    expect((await bench.send('PUT', connectionId('b-site'), { body: toSite() })).status).toBe(201);
    expect(await errorOf('PUT', connectionId('b-2'), toSite())).toEqual([400, 'SandboxPolicyBasedGatewayHasOneConnection']);
  });
});

describe('a local network gateway', () => {
  it('is created, read and deleted by the SDK', async () => {
    const { localNetworkGateways } = bench.network();
    const created = await localNetworkGateways.beginCreateOrUpdateAndWait('network', 'site', {
      location: 'westeurope',
      gatewayIpAddress: '203.0.113.1',
      localNetworkAddressSpace: { addressPrefixes: [] },
      bgpSettings: { asn: 65020, bgpPeeringAddress: '192.168.0.254' },
    });
    expect(created).toMatchObject({ id: SITE, provisioningState: 'Succeeded', bgpSettings: { asn: 65020, peerWeight: 0 } });
    expect((await collectAll(localNetworkGateways.list('network'))).map(({ name }) => name)).toEqual(['office', 'site']);
    await localNetworkGateways.beginDeleteAndWait('network', 'site');
    expect((await bench.send('GET', SITE)).status).toBe(404);
  });

  it('cannot be deleted while a connection uses it, but changed', async () => {
    const office = `${NETWORK}/localNetworkGateways/office`;
    expect(await errorOf('DELETE', office)).toEqual([400, 'InUseLocalNetworkGatewayCannotBeDeleted']);
    expect((await bench.send('PUT', office, { body: site() })).status).toBe(200);
  });

  it.each([
    ['without a device', site({ gatewayIpAddress: undefined }), 'SandboxLocalNetworkGatewayDoesNotFit'],
    ['with an address and a name', site({ fqdn: 'vpn.example.com' }), 'SandboxLocalNetworkGatewayDoesNotFit'],
    ['without prefixes and BGP', site({ localNetworkAddressSpace: { addressPrefixes: [] } }), 'SandboxLocalNetworkGatewayDoesNotFit'],
    ['with an invalid prefix', site({ localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/40'] } }), 'InvalidAddressPrefixFormat'],
    ['with an ASN of zero', site({ bgpSettings: { asn: 0, bgpPeeringAddress: '192.168.0.1' } }), 'SandboxAsnNotAllowed'],
    ['with the ASN of Azure', site({ bgpSettings: { asn: 65515, bgpPeeringAddress: '192.168.0.1' } }), 'SandboxAsnNotAllowed'],
    ['with BGP but no address for it', site({ bgpSettings: { asn: 65020 } }), 'SandboxLocalNetworkGatewayDoesNotFit'],
  ])('is refused %s', async (_, body, code) => {
    expect(await errorOf('PUT', SITE, body)).toEqual([400, code]);
  });
});

describe('an ExpressRoute circuit', () => {
  const circuit = (properties: object = {}, sku: object = { tier: 'Premium', family: 'UnlimitedData' }) => ({
    location: 'westeurope',
    sku,
    properties: {
      serviceProviderProperties: { serviceProviderName: 'Equinix', peeringLocation: 'Amsterdam', bandwidthInMbps: 50 },
      ...properties,
    },
  });
  const connection = {
    location: 'westeurope',
    properties: { connectionType: 'ExpressRoute', virtualNetworkGateway1: gatewayOf('a', 'ergw'), peer: { id: CIRCUIT } },
  };

  it('is created by the SDK, and connects once its provider has provisioned it and it has a private peering', async () => {
    const { expressRouteCircuits, expressRouteCircuitPeerings } = bench.network();
    const created = await expressRouteCircuits.beginCreateOrUpdateAndWait('network', 'new', {
      location: 'westeurope',
      sku: { tier: 'Standard', family: 'MeteredData' },
      serviceProviderProperties: { serviceProviderName: 'Equinix', peeringLocation: 'Amsterdam', bandwidthInMbps: 50 },
    });
    expect(created).toMatchObject({
      sku: { name: 'Standard_MeteredData' },
      circuitProvisioningState: 'Enabled',
      serviceProviderProvisioningState: 'NotProvisioned',
      peerings: [],
    });
    expect(created.serviceKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(await errorOf('PUT', connectionId('er'), connection)).toEqual([400, 'SandboxCircuitIsNotReady']);
    await bench.control('POST', 'sites', { connect: CIRCUIT });
    expect(await errorOf('PUT', connectionId('er'), connection)).toEqual([400, 'SandboxCircuitIsNotReady']);
    const peering = await expressRouteCircuitPeerings.beginCreateOrUpdateAndWait('network', 'new', 'AzurePrivatePeering', {
      peeringType: 'AzurePrivatePeering',
      peerASN: 65020,
      primaryPeerAddressPrefix: '172.16.0.0/30',
      secondaryPeerAddressPrefix: '172.16.0.4/30',
      vlanId: 100,
    });
    expect(peering).toMatchObject({ azureASN: 12076, state: 'Enabled' });
    expect((await bench.send('PUT', connectionId('er'), { body: connection })).status).toBe(201);
    expect(await statusOf('er')).toBe('Connected');
    const { properties } = (await bench.send('GET', connectionId('er'))).body;
    expect([properties.expressRouteGatewayBypass, properties.connectionProtocol]).toEqual([false, undefined]);
  });

  it('cannot be deleted while it is used or provisioned', async () => {
    await bench.send('PUT', CIRCUIT, { body: circuit() });
    await bench.control('POST', 'sites', { connect: CIRCUIT });
    expect(await errorOf('DELETE', CIRCUIT)).toEqual([400, 'SandboxCircuitIsProvisioned']);
    await bench.control('POST', 'sites', { disconnect: CIRCUIT });
    expect((await bench.send('DELETE', CIRCUIT)).status).toBe(202);
    const used = `${NETWORK}/expressRouteCircuits/circuit`;
    expect(await errorOf('DELETE', used)).toEqual([400, 'InUseExpressRouteCircuitCannotBeDeleted']);
  });

  it.each([
    ['of a tier that does not exist', circuit({}, { tier: 'Fast' }), 'InvalidRequestFormat'],
    ['without a provider', circuit({ serviceProviderProperties: undefined }), 'SandboxCircuitHasNoServiceProvider'],
    ['with an unknown peering', circuit({ peerings: [{ name: 'p', properties: { peeringType: 'Own' } }] }), 'InvalidRequestFormat'],
  ])('is refused %s', async (_, body, code) => {
    expect(await errorOf('PUT', CIRCUIT, body)).toEqual([400, code]);
  });

  it('is not the other end of a gateway for VPN', async () => {
    const peer = { id: `${NETWORK}/expressRouteCircuits/circuit` };
    const body = { ...connection, properties: { ...connection.properties, virtualNetworkGateway1: gatewayOf('a'), peer } };
    expect(await errorOf('PUT', connectionId('er'), body)).toEqual([400, 'SandboxConnectionEndsDoNotFit']);
  });
});
