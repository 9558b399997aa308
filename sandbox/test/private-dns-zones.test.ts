import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16 nva=10.0.0.36
vnet spoke 10.1.0.0/16
`;
const bench = createTestBench(WORLD);
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const ZONE = `${NETWORK}/privateDnsZones/corp.internal`;
const FAST = { updateIntervalInMs: 5 };
beforeEach(() => bench.seed(WORLD));

const createZone = (name = 'corp.internal') =>
  bench.privateDns().privateZones.beginCreateOrUpdateAndWait('network', name, { location: 'global' }, FAST);
const link = (vnet: string, more: object = {}) => ({ location: 'global', virtualNetwork: { id: vnetId(vnet) }, ...more });
const linkBody = (vnet: string, more: object = {}) => ({
  location: 'global',
  properties: { virtualNetwork: { id: vnetId(vnet) }, ...more },
});
const createLink = (vnet: string, more: object = {}, zone = 'corp.internal', name = vnet) =>
  bench.privateDns().virtualNetworkLinks.beginCreateOrUpdateAndWait('network', zone, name, link(vnet, more), FAST);
const get = async (path: string, version = '2024-06-01') => (await bench.send('GET', `${path}?api-version=${version}`)).body;
const errorOf = async (method: string, path: string, body?: object, headers?: Record<string, string>) => {
  const reply = await bench.send(method, path, { ...(body && { body }), ...(headers && { headers }) });
  return [reply.status, reply.body?.error?.code ?? reply.body?.code, reply.body?.error?.message ?? reply.body?.message];
};
/** Sends a change that Azure accepts and returns the final state of its operation. */
const outcomeOf = async (method: string, path: string, headers: Record<string, string>, body?: object) => {
  const accepted = await bench.send(method, path, { headers, ...(body && { body }) });
  const status = new URL(String(accepted.headers['azure-asyncoperation']));
  return [accepted.status, (await bench.send('GET', status.pathname + status.search)).body];
};

describe('a private DNS zone', () => {
  it('is created, read, listed, tagged and deleted by the SDK', async () => {
    const { privateZones } = bench.privateDns();
    expect(await createZone('Corp.Internal')).toMatchObject({
      id: ZONE,
      name: 'corp.internal',
      location: 'global',
      maxNumberOfRecordSets: 25000,
      numberOfRecordSets: 1,
      numberOfVirtualNetworkLinks: 0,
      provisioningState: 'Succeeded',
    });
    expect((await privateZones.beginUpdateAndWait('network', 'corp.internal', { tags: { owner: 'net' } }, FAST)).tags).toEqual({
      owner: 'net',
    });
    expect((await collectAll(privateZones.list())).map(({ name, tags }) => [name, tags])).toEqual([['corp.internal', { owner: 'net' }]]);
    await privateZones.beginDeleteAndWait('network', 'corp.internal', FAST);
    expect(await collectAll(privateZones.listByResourceGroup('network'))).toEqual([]);
  });

  it('answers a PUT with 202, and polls with 202 while it is in progress, in its resource group', async () => {
    await bench.control('POST', 'clock', { pace: 'polls', polls: 1 });
    const accepted = await bench.send('PUT', ZONE, { body: { location: 'global' } });
    const status = new URL(String(accepted.headers['azure-asyncoperation']));
    const poll = () => bench.send('GET', status.pathname + status.search);
    const [running, done] = [await poll(), await poll()];
    await bench.control('POST', 'clock', { pace: 'instant' });
    expect([accepted.status, accepted.body, accepted.headers.location]).toEqual([
      202,
      {},
      expect.stringContaining(`${NETWORK}/privateDnsOperationResults/`),
    ]);
    expect(status.pathname).toContain(`${NETWORK}/privateDnsOperationStatuses/`);
    expect([running.status, running.body, done.status, done.body]).toEqual([202, { status: 'InProgress' }, 200, { status: 'Succeeded' }]);
    expect(running.headers['azure-asyncoperation']).toBeDefined();
  });

  it('counts its links and record sets', async () => {
    await createZone();
    await createLink('hub', { registrationEnabled: true });
    await createLink('spoke');
    expect(await bench.privateDns().privateZones.get('network', 'corp.internal')).toMatchObject({
      numberOfRecordSets: 2,
      numberOfVirtualNetworkLinks: 2,
      numberOfVirtualNetworkLinksWithRegistration: 1,
    });
  });

  it('is changed only if its preconditions are met, which the operation reports', async () => {
    await createZone();
    const { etag } = await get(ZONE);
    const modified = { code: 'PreconditionFailed', message: 'The Zone corp.internal has been modified (etag mismatch).' };
    expect(await outcomeOf('DELETE', ZONE, { 'if-match': 'other' })).toEqual([202, { status: 'Failed', error: modified }]);
    const exists = { code: 'PreconditionFailed', message: 'The Zone corp.internal exists already and hence cannot be created again.' };
    const body = { location: 'global' };
    expect(await outcomeOf('PUT', ZONE, { 'if-none-match': '*' }, body)).toEqual([202, { status: 'Failed', error: exists }]);
    expect(await outcomeOf('PATCH', ZONE, { 'if-match': etag }, { tags: { a: 'b' } })).toEqual([202, { status: 'Succeeded' }]);
    expect((await get(ZONE)).etag).not.toBe(etag);
  });

  it.each([
    ['one label', 'internal', 'must have between 2 and 34 labels'],
    ['35 labels', 'a.'.repeat(34).concat('a'), 'must have between 2 and 34 labels'],
    ['an invalid character', 'corp!.internal', "The domain name 'corp!.internal' is invalid"],
    ['a name of Azure', 'core.windows.net', 'is reserved'],
  ])('is refused with %s', async (_, name, message) => {
    expect(await errorOf('PUT', `${NETWORK}/privateDnsZones/${name}`, { location: 'global' })).toEqual([
      400,
      'BadRequest',
      expect.stringContaining(message),
    ]);
  });

  it.each([
    ['privatelink.blob.core.windows.net', { location: 'global' }, 202, undefined],
    ['corp.internal', { location: 'westeurope' }, 400, 'LocationNotAvailableForResourceType'],
    ['corp.internal', {}, 400, 'LocationRequired'],
    ['corp.internal', { location: 'global', properties: { zoneType: 'Private' } }, 400, 'InvalidRequestFormat'],
  ])('%s with %j is answered with %d %s', async (name, body, status, code) => {
    expect((await errorOf('PUT', `${NETWORK}/privateDnsZones/${name}`, body)).slice(0, 2)).toEqual([status, code]);
  });

  it('cannot be deleted before its links', async () => {
    await createZone();
    await createLink('hub');
    expect(await errorOf('DELETE', ZONE)).toEqual([
      409,
      'CannotDeleteResource',
      "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'Microsoft.Network/privateDnsZones/corp.internal/virtualNetworkLinks/hub'. Please delete all nested resources before deleting this resource.",
    ]);
    await bench.privateDns().virtualNetworkLinks.beginDeleteAndWait('network', 'corp.internal', 'hub', FAST);
    expect((await bench.send('DELETE', ZONE)).status).toBe(202);
  });

  it('is deleted with its resource group, with links and the SOA record', async () => {
    await createZone();
    await bench.send('PATCH', `${ZONE}/SOA/@`, { body: { properties: { ttl: 60 } } });
    await createLink('hub');
    await bench.resources().resourceGroups.beginDeleteAndWait('network', FAST);
    expect((await bench.send('GET', GROUP)).status).toBe(404);
  });
});

describe('a virtual network link', () => {
  beforeEach(() => createZone());

  it('is created, read, listed, changed and deleted by the SDK', async () => {
    const { virtualNetworkLinks } = bench.privateDns();
    const created = await createLink('hub');
    expect(created).toMatchObject({ location: 'global', registrationEnabled: false, virtualNetworkLinkState: 'Completed' });
    expect(created.virtualNetwork?.id).toBe(vnetId('hub'));
    const changed = { registrationEnabled: true, tags: { owner: 'net' } };
    expect(await virtualNetworkLinks.beginUpdateAndWait('network', 'corp.internal', 'hub', changed, FAST)).toMatchObject({
      ...changed,
      virtualNetwork: { id: vnetId('hub') },
    });
    expect((await collectAll(virtualNetworkLinks.list('network', 'corp.internal'))).map(({ name }) => name)).toEqual(['hub']);
    await virtualNetworkLinks.beginDeleteAndWait('network', 'corp.internal', 'hub', FAST);
    expect(await collectAll(virtualNetworkLinks.list('network', 'corp.internal'))).toEqual([]);
  });

  it('shows a resolution policy from 2024-06-01 on, for privatelink zones only', async () => {
    const zone = 'privatelink.blob.core.windows.net';
    const path = `${NETWORK}/privateDnsZones/${zone}/virtualNetworkLinks/hub`;
    await createZone(zone);
    expect((await bench.send('PUT', path, { body: linkBody('hub', { resolutionPolicy: 'NxDomainRedirect' }) })).status).toBe(202);
    const shown = await Promise.all(['2020-06-01', '2024-06-01'].map((version) => get(path, version)));
    expect(shown.map(({ properties }) => properties.resolutionPolicy)).toEqual([undefined, 'NxDomainRedirect']);
    const refused = await errorOf('PUT', `${ZONE}/virtualNetworkLinks/hub`, linkBody('hub', { resolutionPolicy: 'NxDomainRedirect' }));
    expect(refused.slice(0, 2)).toEqual([400, 'BadRequest']);
    await createLink('hub');
    expect((await get(`${ZONE}/virtualNetworkLinks/hub`)).properties).not.toHaveProperty('resolutionPolicy');
  });

  it('is refused to a second zone of the same name, in the words of Azure', async () => {
    const groups = bench.resources().resourceGroups;
    await groups.createOrUpdate('other', { location: 'westeurope' });
    await createLink('hub');
    await bench.privateDns().privateZones.beginCreateOrUpdateAndWait('other', 'corp.internal', { location: 'global' }, FAST);
    const path = ZONE.replace('/network/', '/other/');
    expect(await errorOf('PUT', `${path}/virtualNetworkLinks/hub`, linkBody('hub'))).toEqual([
      400,
      'BadRequest',
      "A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with 'corp.internal' and 'corp.internal' zones.",
    ]);
  });

  it('is accepted to a parent zone beside its child', async () => {
    await createZone('west.corp.internal');
    await createLink('hub');
    expect((await createLink('hub', {}, 'west.corp.internal')).provisioningState).toBe('Succeeded');
  });

  it('is refused for a second zone with registration, also by a PATCH', async () => {
    await createZone('other.internal');
    await createLink('hub', { registrationEnabled: true });
    const second = `${NETWORK}/privateDnsZones/other.internal/virtualNetworkLinks/hub`;
    const message =
      'A virtual network can only be linked to 1 Private DNS zone(s) with auto-registration enabled; conflicting Private DNS zone is "corp.internal".';
    expect(await errorOf('PUT', second, linkBody('hub', { registrationEnabled: true }))).toEqual([409, 'Conflict', message]);
    await createLink('hub', {}, 'other.internal');
    expect(await errorOf('PATCH', second, { properties: { registrationEnabled: true } })).toEqual([409, 'Conflict', message]);
  });

  it.each([
    ['a second link to its VNet', 'hub-2', linkBody('hub'), 409, 'Conflict'],
    ['another VNet', 'hub', linkBody('spoke'), 409, 'Conflict'],
    ['no VNet', 'spoke', { location: 'global', properties: {} }, 400, 'BadRequest'],
    ['a VNet that does not exist', 'none', linkBody('none'), 400, 'InvalidResourceReference'],
    ['an unknown resolution policy', 'spoke', linkBody('spoke', { resolutionPolicy: 'Other' }), 400, 'BadRequest'],
    ['an invalid name', 'spoke!', linkBody('spoke'), 400, 'InvalidResourceName'],
  ])('is refused with %s', async (_, name, body, status, code) => {
    await createLink('hub');
    expect((await errorOf('PUT', `${ZONE}/virtualNetworkLinks/${name}`, body)).slice(0, 2)).toEqual([status, code]);
  });

  it('is not changed while another operation changes it', async () => {
    await createLink('hub');
    await bench.control('POST', 'clock', { pace: 'polls', polls: 1 });
    const path = `${ZONE}/virtualNetworkLinks/hub`;
    const accepted = await bench.send('PATCH', path, { body: { tags: { a: 'b' } } });
    const refused = await errorOf('PATCH', path, { tags: { a: 'c' } });
    await bench.control('POST', 'clock', { pace: 'instant' });
    const status = new URL(String(accepted.headers['azure-asyncoperation'])).pathname;
    expect(refused).toEqual([409, 'AnotherOperationInProgress', expect.stringContaining(status)]);
  });

  it('names the link if it does not exist, and the zone if a PUT misses that', async () => {
    const missing = await errorOf('GET', `${NETWORK}/privateDnsZones/no.zone/virtualNetworkLinks/hub`);
    expect(missing).toEqual([404, 'ResourceNotFound', expect.stringContaining('privateDnsZones/no.zone/virtualNetworkLinks/hub')]);
    const put = await errorOf('PUT', `${NETWORK}/privateDnsZones/no.zone/virtualNetworkLinks/hub`, linkBody('hub'));
    expect(put).toEqual([404, 'ParentResourceNotFound', expect.stringContaining("of type 'privateDnsZones/virtualNetworkLinks'")]);
    expect((await bench.send('DELETE', `${ZONE}/virtualNetworkLinks/none`)).status).toBe(204);
    expect((await bench.send('DELETE', `${NETWORK}/privateDnsZones/no.zone/virtualNetworkLinks/hub`)).status).toBe(204);
  });

  it('is deleted with its VNet', async () => {
    await createLink('spoke', { registrationEnabled: true });
    await bench.network().virtualNetworks.beginDeleteAndWait('network', 'spoke', FAST);
    expect(await collectAll(bench.privateDns().virtualNetworkLinks.list('network', 'corp.internal'))).toEqual([]);
    expect((await bench.send('DELETE', ZONE)).status).toBe(202);
  });

  it('is in Resource Graph and in the list of resources, unlike record sets', async () => {
    await createLink('hub');
    const query = "Resources | where type startswith 'microsoft.network/privatednszones' | project type, properties";
    const rows = (await bench.send('POST', '/providers/Microsoft.ResourceGraph/resources', { body: { query } })).body.data;
    expect(rows.map(({ type }: { type: string }) => type)).toEqual([
      'microsoft.network/privatednszones',
      'microsoft.network/privatednszones/virtualnetworklinks',
    ]);
    expect(rows[0].properties.numberOfVirtualNetworkLinks).toBe(1);
    const filter = encodeURIComponent("resourceType eq 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'");
    const listed = await bench.send('GET', `/subscriptions/${SUBSCRIPTION}/resources?$filter=${filter}&api-version=2021-04-01`);
    expect(listed.body.value.map(({ id }: { id: string }) => id)).toEqual([`${ZONE}/virtualNetworkLinks/hub`]);
  });
});
