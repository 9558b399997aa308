import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.8.0.0/16
subnet hub/in 10.8.1.0/28
subnet hub/out 10.8.2.0/28
subnet hub/plain 10.8.3.0/28
subnet hub/small 10.8.4.0/29
subnet hub/large 10.8.8.0/23
vnet spoke 10.9.0.0/16
subnet spoke/in 10.9.1.0/28
vnet reserved 10.0.0.0/16
subnet reserved/in 10.0.16.0/28
in region=eastus
vnet far 10.10.0.0/16
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const RESOLVER = `${NETWORK}/dnsResolvers/resolver`;
const RULESET = `${NETWORK}/dnsForwardingRulesets/ruleset`;
const FAST = { updateIntervalInMs: 5 };
const subnetId = (path: string) => `${vnetId(path.split('/')[0] ?? '')}/subnets/${path.split('/')[1]}`;

/** Delegates subnets to the resolver. */
async function delegate(...paths: string[]) {
  for (const path of paths) {
    const { body } = await bench.send('GET', subnetId(path));
    const delegation = { name: 'dns', properties: { serviceName: 'Microsoft.Network/dnsResolvers' } };
    await bench.send('PUT', subnetId(path), { body: { properties: { ...body.properties, delegations: [delegation] } } });
  }
}
beforeEach(async () => {
  await bench.seed(WORLD);
  await delegate('hub/in', 'hub/out', 'hub/small', 'hub/large', 'spoke/in', 'reserved/in');
});

const createResolver = (vnet = 'hub', name = 'resolver') =>
  bench
    .dnsResolver()
    .dnsResolvers.beginCreateOrUpdateAndWait('network', name, { location: 'westeurope', virtualNetwork: { id: vnetId(vnet) } }, FAST);
const createInbound = (subnet = 'hub/in', more: object = {}, name = 'in') =>
  bench
    .dnsResolver()
    .inboundEndpoints.beginCreateOrUpdateAndWait(
      'network',
      'resolver',
      name,
      { location: 'westeurope', ipConfigurations: [{ subnet: { id: subnetId(subnet) }, ...more }] },
      FAST,
    );
const createOutbound = (name = 'out', subnet = 'hub/out') =>
  bench
    .dnsResolver()
    .outboundEndpoints.beginCreateOrUpdateAndWait(
      'network',
      'resolver',
      name,
      { location: 'westeurope', subnet: { id: subnetId(subnet) } },
      FAST,
    );
const createRuleset = (name = 'ruleset') =>
  bench
    .dnsResolver()
    .dnsForwardingRulesets.beginCreateOrUpdateAndWait(
      'network',
      name,
      { location: 'westeurope', dnsResolverOutboundEndpoints: [{ id: `${RESOLVER}/outboundEndpoints/out` }] },
      FAST,
    );
const linkVNet = (vnet: string, ruleset = 'ruleset') =>
  bench
    .dnsResolver()
    .virtualNetworkLinks.beginCreateOrUpdateAndWait('network', ruleset, vnet, { virtualNetwork: { id: vnetId(vnet) } }, FAST);
const errorOf = async (method: string, path: string, properties?: object, location = 'westeurope') => {
  const reply = await bench.send(method, path, properties && { body: { location, properties } });
  return [reply.status, reply.body?.error?.code, reply.body?.error?.message];
};

describe('a DNS resolver', () => {
  it('is created, read, listed, tagged and deleted by the SDK', async () => {
    const { dnsResolvers } = bench.dnsResolver();
    expect(await createResolver()).toMatchObject({
      id: RESOLVER,
      location: 'westeurope',
      dnsResolverState: 'Connected',
      virtualNetwork: { id: vnetId('hub') },
      provisioningState: 'Succeeded',
      resourceGuid: expect.any(String),
    });
    expect((await dnsResolvers.beginUpdateAndWait('network', 'resolver', { tags: { owner: 'net' } }, FAST)).tags).toEqual({ owner: 'net' });
    expect((await collectAll(dnsResolvers.list())).map(({ name }) => name)).toEqual(['resolver']);
    expect((await collectAll(dnsResolvers.listByVirtualNetwork('network', 'hub'))).map(({ id }) => id)).toEqual([RESOLVER]);
    await dnsResolvers.beginDeleteAndWait('network', 'resolver', FAST);
    expect(await collectAll(dnsResolvers.listByResourceGroup('network'))).toEqual([]);
  });

  it('answers a PUT with 202, and polls with 200 in its resource group and region', async () => {
    await bench.control('POST', 'clock', { pace: 'polls', polls: 1 });
    const body = { location: 'westeurope', properties: { virtualNetwork: { id: vnetId('hub') } } };
    const accepted = await bench.send('PUT', RESOLVER, { body });
    const status = new URL(String(accepted.headers['azure-asyncoperation']));
    const running = await bench.send('GET', status.pathname + status.search);
    await bench.control('POST', 'clock', { pace: 'instant' });
    expect([accepted.status, accepted.body, running.status, running.body]).toEqual([202, {}, 200, { status: 'InProgress' }]);
    expect(status.pathname).toContain(`${NETWORK}/locations/westeurope/dnsResolverOperationStatuses/`);
  });

  it.each([
    ['in another region than its VNet', 'other', { virtualNetwork: { id: vnetId('far') } }, 400, 'BadRequest'],
    ['for a VNet with a resolver', 'other', { virtualNetwork: { id: vnetId('hub') } }, 409, 'Conflict'],
    ['for another VNet than before', 'resolver', { virtualNetwork: { id: vnetId('spoke') } }, 409, 'Conflict'],
    ['for a VNet that does not exist', 'other', { virtualNetwork: { id: vnetId('none') } }, 400, 'InvalidResourceReference'],
    ['without a VNet', 'other', {}, 400, 'InvalidRequestFormat'],
  ])('is refused %s', async (_, name, properties, status, code) => {
    await createResolver();
    expect((await errorOf('PUT', `${NETWORK}/dnsResolvers/${name}`, properties)).slice(0, 2)).toEqual([status, code]);
  });

  it('is Disconnected when its VNet is gone', async () => {
    await createResolver('spoke');
    await bench.network().virtualNetworks.beginDeleteAndWait('network', 'spoke', FAST);
    expect((await bench.dnsResolver().dnsResolvers.get('network', 'resolver')).dnsResolverState).toBe('Disconnected');
  });

  it('is deleted after its rulesets and endpoints, in this order', async () => {
    await createResolver();
    await createOutbound();
    await createRuleset();
    await linkVNet('hub');
    const outbound = `${RESOLVER}/outboundEndpoints/out`;
    expect((await errorOf('DELETE', RESOLVER)).slice(0, 2)).toEqual([409, 'CannotDeleteResource']);
    expect((await errorOf('DELETE', outbound)).slice(0, 2)).toEqual([409, 'Conflict']);
    expect((await errorOf('DELETE', RULESET)).slice(0, 2)).toEqual([409, 'Conflict']);
    expect((await errorOf('DELETE', subnetId('hub/out'))).slice(0, 2)).toEqual([400, 'InUseSubnetCannotBeDeleted']);
    const statuses = [];
    for (const path of [`${RULESET}/virtualNetworkLinks/hub`, RULESET, outbound, RESOLVER])
      statuses.push((await bench.send('DELETE', path)).status);
    expect(statuses).toEqual([202, 202, 202, 202]);
  });
});

describe('an inbound endpoint', () => {
  beforeEach(() => createResolver());

  it('gets the first free address of its subnet, and keeps it', async () => {
    const created = await createInbound();
    const configuration = { subnet: { id: subnetId('hub/in') }, privateIpAddress: '10.8.1.4', privateIpAllocationMethod: 'Dynamic' };
    expect(created).toMatchObject({ location: 'westeurope', ipConfigurations: [configuration], provisioningState: 'Succeeded' });
    const { inboundEndpoints } = bench.dnsResolver();
    expect((await collectAll(inboundEndpoints.list('network', 'resolver'))).map(({ name }) => name)).toEqual(['in']);
    const { body } = await bench.send('GET', `${RESOLVER}/inboundEndpoints/in`);
    expect((await bench.send('PUT', `${RESOLVER}/inboundEndpoints/in`, { body })).status).toBe(202);
    expect((await inboundEndpoints.get('network', 'resolver', 'in')).ipConfigurations).toEqual([configuration]);
    await inboundEndpoints.beginDeleteAndWait('network', 'resolver', 'in', FAST);
    expect(await collectAll(inboundEndpoints.list('network', 'resolver'))).toEqual([]);
  });

  it('takes the address that it asks for, which nobody else gets', async () => {
    const fixed = { privateIpAddress: '10.8.1.10', privateIpAllocationMethod: 'Static' };
    expect((await createInbound('hub/in', fixed)).ipConfigurations).toMatchObject([fixed]);
    const check = await bench.network().virtualNetworks.checkIPAddressAvailability('network', 'hub', '10.8.1.10');
    expect(check.available).toBe(false);
  });

  it.each([
    ['a subnet that is not delegated', 'hub/plain', 'must be delegated'],
    ['a subnet smaller than /28', 'hub/small', 'could not be used to provision the inbound endpoint'],
    ['a subnet larger than /24', 'hub/large', 'could not be used to provision the inbound endpoint'],
    ['a subnet of another VNet', 'spoke/in', 'must be in the virtual network of the DNS resolver'],
    ['the subnet of another endpoint', 'hub/out', 'not currently in use by any other DNS resolver endpoint'],
  ])('is refused in %s', async (_, subnet, message) => {
    await createOutbound();
    const properties = { ipConfigurations: [{ subnet: { id: subnetId(subnet) } }] };
    expect(await errorOf('PUT', `${RESOLVER}/inboundEndpoints/in`, properties)).toEqual([
      400,
      'BadRequest',
      expect.stringContaining(message),
    ]);
  });

  it('is refused in the address space of the service', async () => {
    await createResolver('reserved', 'other');
    const properties = { ipConfigurations: [{ subnet: { id: subnetId('reserved/in') } }] };
    const refused = await errorOf('PUT', `${NETWORK}/dnsResolvers/other/inboundEndpoints/in`, properties);
    expect(refused).toEqual([400, 'BadRequest', expect.stringContaining("'10.0.1.0/24;10.0.2.0/24")]);
  });

  it.each([
    ['no IP configuration', { ipConfigurations: [] }, 'westeurope', 'BadRequest'],
    ['another region than its resolver', { ipConfigurations: [{ subnet: { id: subnetId('hub/in') } }] }, 'eastus', 'BadRequest'],
    [
      'an address outside its subnet',
      { ipConfigurations: [{ subnet: { id: subnetId('hub/in') }, privateIpAddress: '10.8.2.4', privateIpAllocationMethod: 'Static' }] },
      'westeurope',
      'PrivateIPAddressNotInSubnet',
    ],
  ])('is refused with %s', async (_, properties, location, code) => {
    expect((await errorOf('PUT', `${RESOLVER}/inboundEndpoints/in`, properties, location)).slice(0, 2)).toEqual([400, code]);
  });

  it('blocks the deletion of its VNet', async () => {
    await createInbound();
    expect((await errorOf('DELETE', vnetId('hub')))[1]).toBe('InUseSubnetCannotBeDeleted');
  });

  it('is in Resource Graph', async () => {
    await createInbound();
    const query = "Resources | where type startswith 'microsoft.network/dns' | project type, location";
    const { data } = (await bench.send('POST', '/providers/Microsoft.ResourceGraph/resources', { body: { query } })).body;
    expect(data.map(({ type }: { type: string }) => type)).toEqual([
      'microsoft.network/dnsresolvers',
      'microsoft.network/dnsresolvers/inboundendpoints',
    ]);
  });
});

describe('a DNS forwarding ruleset', () => {
  beforeEach(async () => {
    await createResolver();
    await createOutbound();
  });

  it('is created, read, listed and tagged by the SDK', async () => {
    const { dnsForwardingRulesets } = bench.dnsResolver();
    expect(await createRuleset()).toMatchObject({
      id: RULESET,
      location: 'westeurope',
      dnsResolverOutboundEndpoints: [{ id: `${RESOLVER}/outboundEndpoints/out` }],
      provisioningState: 'Succeeded',
    });
    const tagged = await dnsForwardingRulesets.beginUpdateAndWait('network', 'ruleset', { tags: { owner: 'net' } }, FAST);
    expect(tagged.tags).toEqual({ owner: 'net' });
    expect((await collectAll(dnsForwardingRulesets.list())).map(({ name }) => name)).toEqual(['ruleset']);
  });

  it.each([
    ['without an outbound endpoint', [], 'westeurope', 'BadRequest'],
    ['with three', ['out', 'out', 'out'], 'westeurope', 'BadRequest'],
    ['with one that does not exist', ['none'], 'westeurope', 'InvalidResourceReference'],
    ['in another region than its endpoint', ['out'], 'eastus', 'InvalidResourceReference'],
  ])('is refused %s', async (_, names, location, code) => {
    const dnsResolverOutboundEndpoints = names.map((name) => ({ id: `${RESOLVER}/outboundEndpoints/${name}` }));
    expect((await errorOf('PUT', RULESET, { dnsResolverOutboundEndpoints }, location)).slice(0, 2)).toEqual([400, code]);
  });

  it('is refused as the third one of an outbound endpoint', async () => {
    await createRuleset('first');
    await createRuleset('second');
    const dnsResolverOutboundEndpoints = [{ id: `${RESOLVER}/outboundEndpoints/out` }];
    expect((await errorOf('PUT', RULESET, { dnsResolverOutboundEndpoints })).slice(0, 2)).toEqual([409, 'Conflict']);
  });
});

describe('a forwarding rule', () => {
  const rule = (domainName: string, ipAddress = '192.168.0.4') => ({ domainName, targetDnsServers: [{ ipAddress }] });
  beforeEach(async () => {
    await createResolver();
    await createOutbound();
    await createRuleset();
  });

  it('is created, read, listed, changed and deleted by the SDK', async () => {
    const { forwardingRules } = bench.dnsResolver();
    const created = await forwardingRules.createOrUpdate('network', 'ruleset', 'corp', rule('corp.example.'));
    expect(created).toMatchObject({
      domainName: 'corp.example.',
      targetDnsServers: [{ ipAddress: '192.168.0.4', port: 53 }],
      forwardingRuleState: 'Enabled',
      provisioningState: 'Succeeded',
    });
    expect(await forwardingRules.update('network', 'ruleset', 'corp', { forwardingRuleState: 'Disabled' })).toMatchObject({
      domainName: 'corp.example.',
      forwardingRuleState: 'Disabled',
    });
    await forwardingRules.createOrUpdate('network', 'ruleset', 'all', rule('.'));
    expect((await collectAll(forwardingRules.list('network', 'ruleset'))).map(({ name }) => name)).toEqual(['corp', 'all']);
    await forwardingRules.delete('network', 'ruleset', 'corp');
    expect((await errorOf('GET', `${RULESET}/forwardingRules/corp`)).slice(0, 2)).toEqual([404, 'ResourceNotFound']);
  });

  it.each([
    ['no dot at the end of its domain', rule('corp.example'), 400, 'BadRequest'],
    ['the domain of another rule', rule('Taken.example.'), 409, 'Conflict'],
    ['an invalid server', rule('corp.example.', '192.168.0'), 400, 'BadRequest'],
    ['no server', { domainName: 'corp.example.', targetDnsServers: [] }, 400, 'BadRequest'],
    ['seven servers', { domainName: 'a.b.', targetDnsServers: Array(7).fill({ ipAddress: '192.168.0.4' }) }, 400, 'BadRequest'],
    ['an unknown state', { ...rule('corp.example.'), forwardingRuleState: 'On' }, 400, 'BadRequest'],
  ])('is refused with %s', async (_, properties, status, code) => {
    await bench.dnsResolver().forwardingRules.createOrUpdate('network', 'ruleset', 'taken', rule('taken.example.'));
    const reply = await bench.send('PUT', `${RULESET}/forwardingRules/corp`, { body: { properties } });
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  });
});

describe('a link of a ruleset', () => {
  beforeEach(async () => {
    await createResolver();
    await createOutbound();
    await createRuleset();
  });

  it('is created, read, listed and deleted by the SDK, and listed by its VNet', async () => {
    const { virtualNetworkLinks, dnsForwardingRulesets } = bench.dnsResolver();
    expect(await linkVNet('spoke')).toMatchObject({ virtualNetwork: { id: vnetId('spoke') }, provisioningState: 'Succeeded' });
    expect((await collectAll(virtualNetworkLinks.list('network', 'ruleset'))).map(({ name }) => name)).toEqual(['spoke']);
    const [listed] = await collectAll(dnsForwardingRulesets.listByVirtualNetwork('network', 'spoke'));
    expect([listed?.id, listed?.virtualNetworkLink?.id]).toEqual([RULESET, `${RULESET}/virtualNetworkLinks/spoke`]);
    await virtualNetworkLinks.beginDeleteAndWait('network', 'ruleset', 'spoke', FAST);
    expect(await collectAll(virtualNetworkLinks.list('network', 'ruleset'))).toEqual([]);
  });

  it('is refused to a VNet in another region, to a second ruleset, and to another VNet than before', async () => {
    const put = (vnet: string, path = RULESET, name = vnet) =>
      errorOf('PUT', `${path}/virtualNetworkLinks/${name}`, { virtualNetwork: { id: vnetId(vnet) } });
    expect((await put('far')).slice(0, 2)).toEqual([400, 'BadRequest']);
    await createRuleset('second');
    await linkVNet('spoke');
    expect((await put('spoke', `${NETWORK}/dnsForwardingRulesets/second`)).slice(0, 2)).toEqual([409, 'Conflict']);
    expect((await put('hub', RULESET, 'spoke')).slice(0, 2)).toEqual([409, 'Conflict']);
  });

  it('is deleted with its VNet', async () => {
    await linkVNet('spoke');
    await bench.network().virtualNetworks.beginDeleteAndWait('network', 'spoke', FAST);
    expect(await collectAll(bench.dnsResolver().virtualNetworkLinks.list('network', 'ruleset'))).toEqual([]);
  });
});
