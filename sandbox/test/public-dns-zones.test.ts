import type { RecordSet, RecordType } from '@azure/arm-dns';
import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16';
const bench = createTestBench(WORLD);
const ZONE = `${GROUP}/providers/Microsoft.Network/dnszones/contoso.com`;
beforeEach(() => bench.seed(WORLD));

const zones = () => bench.publicDns().zones;
const recordSets = () => bench.publicDns().recordSets;
const createZone = (group = 'network') => zones().createOrUpdate(group, 'contoso.com', { location: 'global' });
const errorOf = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
  const reply = await bench.send(method, `${ZONE}${path}`, { ...(body && { body }), headers });
  return [reply.status, reply.body?.code ?? reply.body?.error?.code, reply.body?.message ?? reply.body?.error?.message];
};

describe('a public DNS zone', () => {
  it('is created, read, listed, tagged and deleted by the SDK', async () => {
    const nameServers = ['ns1-01.azure-dns.com.', 'ns2-01.azure-dns.net.', 'ns3-01.azure-dns.org.', 'ns4-01.azure-dns.info.'];
    expect(await createZone()).toMatchObject({
      id: ZONE,
      type: 'Microsoft.Network/dnszones',
      location: 'global',
      maxNumberOfRecordSets: 10000,
      numberOfRecordSets: 2,
      nameServers,
      zoneType: 'Public',
    });
    expect((await zones().update('network', 'contoso.com', { tags: { owner: 'net' } })).tags).toEqual({ owner: 'net' });
    expect((await collectAll(zones().list())).map(({ name }) => name)).toEqual(['contoso.com']);
    await zones().beginDeleteAndWait('network', 'contoso.com', { updateIntervalInMs: 5 });
    expect(await collectAll(zones().listByResourceGroup('network'))).toEqual([]);
  });

  it('answers at once, except for the deletion', async () => {
    const put = () => bench.send('PUT', ZONE, { body: { location: 'global' } });
    expect([(await put()).status, (await put()).status]).toEqual([201, 200]);
    const deleted = await bench.send('DELETE', ZONE);
    expect([deleted.status, deleted.headers['azure-asyncoperation']]).toEqual([202, expect.stringContaining('/dnsOperationStatuses/')]);
  });

  it('is written and deleted only if its preconditions are met', async () => {
    await createZone();
    expect(await errorOf('PUT', '', { location: 'global' }, { 'if-none-match': '*' })).toEqual([
      412,
      'PreconditionFailed',
      'The Zone contoso.com exists already and hence cannot be created again.',
    ]);
    const modified = [412, 'PreconditionFailed', 'The Zone contoso.com has been modified (etag mismatch).'];
    expect(await errorOf('DELETE', '', undefined, { 'if-match': 'other' })).toEqual(modified);
  });

  it('has other name servers than a zone of the same name', async () => {
    await bench.resources().resourceGroups.createOrUpdate('other', { location: 'westeurope' });
    const [first, second] = [await createZone(), await createZone('other')];
    expect(second.nameServers).toHaveLength(4);
    expect(first.nameServers?.filter((server) => second.nameServers?.includes(server))).toEqual([]);
  });

  it.each([
    ['one label', 'com', {}],
    ['a name of Azure', 'azure.com', {}],
    ['the type of a private zone', 'contoso.com', { zoneType: 'Private' }],
  ])('is refused with %s', async (_, name, properties) => {
    const reply = await bench.send('PUT', ZONE.replace('contoso.com', name), { body: { location: 'global', properties } });
    expect([reply.status, reply.body.code]).toEqual([400, 'BadRequest']);
  });

  it('is deleted with its record sets', async () => {
    await createZone();
    await recordSets().createOrUpdate('network', 'contoso.com', 'www', 'A', { ttl: 60, aRecords: [{ ipv4Address: '198.51.100.1' }] });
    await zones().beginDeleteAndWait('network', 'contoso.com', { updateIntervalInMs: 5 });
    expect((await createZone()).numberOfRecordSets).toBe(2);
  });
});

describe('a record set of a public zone', () => {
  beforeEach(() => createZone());

  it.each<[RecordType, RecordSet]>([
    ['A', { aRecords: [{ ipv4Address: '198.51.100.1' }] }],
    ['AAAA', { aaaaRecords: [{ ipv6Address: '2001:db8::1' }] }],
    ['CAA', { caaRecords: [{ flags: 0, tag: 'issue', value: 'ca.contoso.com' }] }],
    ['CNAME', { cnameRecord: { cname: 'www.contoso.com' } }],
    ['MX', { mxRecords: [{ preference: 10, exchange: 'mail.contoso.com' }] }],
    ['NS', { nsRecords: [{ nsdname: 'ns1.contoso.com' }] }],
    ['PTR', { ptrRecords: [{ ptrdname: 'www.contoso.com' }] }],
    ['SRV', { srvRecords: [{ priority: 1, weight: 2, port: 5060, target: 'sip.contoso.com' }] }],
    ['TXT', { txtRecords: [{ value: ['v=spf1', ' -all'] }] }],
  ])('of type %s is created, read, changed and deleted by the SDK', async (type, records) => {
    const args = ['network', 'contoso.com', 'x', type] as const;
    const created = await recordSets().createOrUpdate(...args, { ttl: 60, ...records });
    expect(created).toMatchObject({ ...records, name: 'x', fqdn: 'x.contoso.com.', ttl: 60, provisioningState: 'Succeeded' });
    expect(created.type).toBe(`Microsoft.Network/dnszones/${type}`);
    expect(await recordSets().update(...args, { ttl: 90 })).toMatchObject({ ...records, ttl: 90 });
    await recordSets().delete(...args);
    expect((await errorOf('GET', `/${type}/x`)).slice(0, 2)).toEqual([404, 'NotFound']);
  });

  it('is listed with the NS and SOA records of the zone', async () => {
    await recordSets().createOrUpdate('network', 'contoso.com', 'www', 'A', { ttl: 60, aRecords: [] });
    const typesOf = async (list: AsyncIterable<RecordSet>) =>
      (await collectAll(list)).map(({ type, name }) => `${type?.split('/').pop()} ${name}`);
    const all = ['A www', 'NS @', 'SOA @'];
    expect(await typesOf(recordSets().listByDnsZone('network', 'contoso.com'))).toEqual(all);
    expect(await typesOf(recordSets().listAllByDnsZone('network', 'contoso.com', { top: 1 }))).toEqual(all);
    expect(await typesOf(recordSets().listByType('network', 'contoso.com', 'NS'))).toEqual(['NS @']);
    expect(await typesOf(recordSets().listByDnsZone('network', 'contoso.com', { recordsetnamesuffix: 'www' }))).toEqual(['A www']);
  });

  it('shows its state from 2018-05-01 on, and accepts the names of private zones in a body', async () => {
    const body = { properties: { ttl: 60, aRecords: [{ ipv4Address: '198.51.100.1' }] } };
    const { properties } = (await bench.send('PUT', `${ZONE}/A/www?api-version=2018-03-01-preview`, { body })).body;
    expect(properties).toEqual({ fqdn: 'www.contoso.com.', TTL: 60, ARecords: [{ ipv4Address: '198.51.100.1' }] });
    const shown = (await bench.send('GET', `${ZONE}/A/www?api-version=2018-05-01`)).body.properties;
    expect(shown).toEqual({ ...properties, targetResource: {}, provisioningState: 'Succeeded' });
    expect((await bench.send('PUT', `${ZONE}/A/www`, { body: { properties: shown } })).status).toBe(200);
  });

  it('answers a PUT with the IPv6 addresses that were sent, and then shows their short form', async () => {
    const sent = [{ ipv6Address: '2001:0db8:0000:0000:0000:0000:0000:0001' }];
    const { body } = await bench.send('PUT', `${ZONE}/AAAA/www`, { body: { properties: { TTL: 60, AAAARecords: sent } } });
    expect(body.properties.AAAARecords).toEqual(sent);
    const shown = (await bench.send('GET', `${ZONE}/AAAA/www`)).body;
    expect([shown.etag, shown.properties.AAAARecords]).toEqual([body.etag, [{ ipv6Address: '2001:db8::1' }]]);
  });

  it.each([
    ['the deletion of the NS records of the zone', 'DELETE', '/NS/@', undefined, 'cannot be deleted'],
    ['the deletion of the SOA record', 'DELETE', '/SOA/@', undefined, 'cannot be deleted'],
    ['the loss of a name server of Azure', 'PUT', '/NS/@', { TTL: 60, NSRecords: [{ nsdname: 'ns1.contoso.com' }] }, 'cannot be removed'],
    ['an unknown tag', 'PUT', '/CAA/@', { TTL: 60, caaRecords: [{ flags: 0, tag: 'x', value: 'y' }] }, "tag 'x'"],
    ['a CNAME at the apex', 'PUT', '/CNAME/@', { TTL: 60, CNAMERecord: { cname: 'a.b' } }, 'zone apex'],
  ])('refuses %s', async (_, method, path, properties, message) => {
    const body = properties && { properties };
    expect(await errorOf(method, path, body)).toEqual([400, 'BadRequest', expect.stringContaining(message)]);
  });

  it('may add name servers to those of Azure', async () => {
    const { nsRecords = [] } = await recordSets().get('network', 'contoso.com', '@', 'NS');
    expect(nsRecords).toHaveLength(4);
    const more = [...nsRecords, { nsdname: 'ns1.fabrikam.com.' }];
    expect((await recordSets().update('network', 'contoso.com', '@', 'NS', { nsRecords: more })).nsRecords).toEqual(more);
  });
});
