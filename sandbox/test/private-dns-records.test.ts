import type { RecordSet, RecordType } from '@azure/arm-privatedns';
import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll, createTestBench, GROUP, vnetId } from './harness.ts';

const WORLD = `
vnet hub 10.0.0.0/16 nva=10.0.0.36
vnet spoke 10.1.0.0/16
dns-zone corp.internal spoke
`;
const bench = createTestBench(WORLD);
const ZONE = `${GROUP}/providers/Microsoft.Network/privateDnsZones/corp.internal`;
beforeEach(() => bench.seed(WORLD));

const recordSets = () => bench.privateDns().recordSets;
const put = (path: string, properties: object, headers: Record<string, string> = {}) =>
  bench.send('PUT', `${ZONE}/${path}`, { body: { properties }, headers });
const errorOf = async (method: string, path: string, properties?: object, headers: Record<string, string> = {}) => {
  const { status, body } = await bench.send(method, `${ZONE}/${path}`, { ...(properties && { body: { properties } }), headers });
  return [status, body?.code ?? body?.error?.code, body?.message ?? body?.error?.message];
};
const namesOf = async (list: AsyncIterable<{ name?: string | undefined; type?: string | undefined }>) =>
  (await collectAll(list)).map(({ name, type }) => `${type?.split('/').pop()} ${name}`);

describe('a record set of a private zone', () => {
  it('is created, read, changed and deleted by the SDK', async () => {
    const created = await recordSets().createOrUpdate('network', 'corp.internal', 'A', 'Web', {
      ttl: 60,
      aRecords: [{ ipv4Address: '10.0.0.4' }],
    });
    expect(created).toMatchObject({
      id: `${ZONE}/A/web`,
      name: 'web',
      type: 'Microsoft.Network/privateDnsZones/A',
      fqdn: 'web.corp.internal.',
      ttl: 60,
      aRecords: [{ ipv4Address: '10.0.0.4' }],
      isAutoRegistered: false,
    });
    expect(await recordSets().get('network', 'corp.internal', 'A', 'WEB')).toEqual(created);
    const updated = await recordSets().update('network', 'corp.internal', 'A', 'web', { metadata: { owner: 'net' } });
    expect(updated).toMatchObject({ metadata: { owner: 'net' }, ttl: 60, aRecords: [{ ipv4Address: '10.0.0.4' }] });
    expect(updated.etag).not.toBe(created.etag);
    await recordSets().delete('network', 'corp.internal', 'A', 'web');
    expect(await errorOf('GET', 'A/web')).toEqual([404, 'NotFound', expect.stringContaining("The resource record 'web' does not exist")]);
    expect((await bench.send('DELETE', `${ZONE}/A/web`)).status).toBe(204);
  });

  it.each<[RecordType, RecordSet]>([
    ['AAAA', { aaaaRecords: [{ ipv6Address: '2001:db8::1' }] }],
    ['CNAME', { cnameRecord: { cname: 'web.corp.internal' } }],
    ['MX', { mxRecords: [{ preference: 10, exchange: 'mail.corp.internal' }] }],
    ['PTR', { ptrRecords: [{ ptrdname: 'web.corp.internal' }] }],
    ['SRV', { srvRecords: [{ priority: 1, weight: 2, port: 389, target: 'dc.corp.internal' }] }],
    ['TXT', { txtRecords: [{ value: ['a', 'b'] }] }],
  ])('of type %s has the records that were written', async (type, properties) => {
    const created = await recordSets().createOrUpdate('network', 'corp.internal', type, '_x._tcp', { ttl: 300, ...properties });
    expect(created).toMatchObject({ ...properties, fqdn: '_x._tcp.corp.internal.' });
  });

  it('is listed by type and with all others, filtered by the end of its name, on pages of the size asked for', async () => {
    for (const name of ['web', 'web.west', 'db.west']) await put(`A/${name}`, { ttl: 60, aRecords: [] });
    await put('TXT/@', { ttl: 60, txtRecords: [{ value: ['v=spf1 -all'] }] });
    const all = ['A web', 'A web.west', 'A db.west', 'SOA @', 'TXT @'];
    expect(await namesOf(recordSets().list('network', 'corp.internal'))).toEqual(all);
    expect(await namesOf(recordSets().list('network', 'corp.internal', { top: 2 }))).toEqual(all);
    const page = await bench.send('GET', `${ZONE}/ALL?$top=2`);
    expect([page.body.value.length, page.body.nextLink]).toEqual([2, expect.stringContaining('$skipToken')]);
    const west = { recordsetnamesuffix: '.west' };
    expect(await namesOf(recordSets().listByType('network', 'corp.internal', 'A', west))).toEqual(['A web.west', 'A db.west']);
    expect(await namesOf(recordSets().listByType('network', 'corp.internal', 'MX'))).toEqual([]);
    expect((await bench.privateDns().privateZones.get('network', 'corp.internal')).numberOfRecordSets).toBe(5);
  });

  it('answers 201 and then 200, with the etag in a header', async () => {
    const replies = [await put('A/web', { ttl: 60 }), await put('A/web', { ttl: 60 })];
    expect(replies.map(({ status }) => status)).toEqual([201, 200]);
    expect(replies.map(({ headers, body }) => headers.etag === body.etag)).toEqual([true, true]);
    expect(replies[0]?.body.etag).not.toBe(replies[1]?.body.etag);
    expect(replies[0]?.body.properties.aRecords).toEqual([]);
  });

  it('is written only if its preconditions are met', async () => {
    const { body } = await put('A/web', { ttl: 60 }, { 'if-none-match': '*' });
    expect(await errorOf('PUT', 'A/web', { ttl: 60 }, { 'if-none-match': '*' })).toEqual([
      412,
      'PreconditionFailed',
      'The Record set web exists already and hence cannot be created again.',
    ]);
    const modified = [412, 'PreconditionFailed', 'The Record set web has been modified (etag mismatch).'];
    expect(await errorOf('PUT', 'A/web', { ttl: 60 }, { 'if-match': 'other' })).toEqual(modified);
    expect(await errorOf('DELETE', 'A/web', undefined, { 'if-match': 'other' })).toEqual(modified);
    expect((await put('A/web', { ttl: 90 }, { 'if-match': body.etag })).status).toBe(200);
  });

  it('excludes a CNAME of the same name, and the other way round', async () => {
    await put('A/web', { ttl: 60 });
    await put('CNAME/www', { ttl: 60, cnameRecord: { cname: 'web.corp.internal' } });
    expect(await errorOf('PUT', 'CNAME/web', { ttl: 60, cnameRecord: { cname: 'a.b' } })).toEqual([
      409,
      'Conflict',
      'The CNAME record could not be created because another record with the same name already exists in this zone.',
    ]);
    expect((await errorOf('PUT', 'TXT/www', { ttl: 60, txtRecords: [] })).slice(0, 2)).toEqual([409, 'Conflict']);
  });

  it.each([
    ['a CNAME at the apex', 'CNAME/@', { ttl: 60, cnameRecord: { cname: 'a.b' } }, 'zone apex'],
    ['an SOA record below the apex', 'SOA/web', { ttl: 60, soaRecord: { email: 'a.b' } }, 'zone apex'],
    ['another host of the SOA record', 'SOA/@', { ttl: 60, soaRecord: { host: 'a.b' } }, 'host'],
    ['an IPv6 address in an A record', 'A/web', { ttl: 60, aRecords: [{ ipv4Address: '::1' }] }, "IPv4 address '::1'"],
    ['an IPv4 address in an AAAA record', 'AAAA/web', { ttl: 60, aaaaRecords: [{ ipv6Address: '10.0.0.4' }] }, 'IPv6 address'],
    ['an invalid target', 'CNAME/web', { ttl: 60, cnameRecord: { cname: '"a"' } }, `The domain name '"a"' is invalid`],
    ['no time to live', 'A/web', { ttl: 0 }, 'TTL'],
    ['21 records', 'A/web', { ttl: 60, aRecords: Array.from({ length: 21 }, (_, i) => ({ ipv4Address: `10.0.0.${i}` })) }, '21 records'],
    ['a record twice', 'A/web', { ttl: 60, aRecords: [{ ipv4Address: '10.0.0.4' }, { ipv4Address: '10.0.0.4' }] }, 'more than once'],
    ['a preference out of range', 'MX/web', { ttl: 60, mxRecords: [{ preference: 70_000, exchange: 'a.b' }] }, 'preference'],
    ['a long text', 'TXT/web', { ttl: 60, txtRecords: [{ value: ['a'.repeat(256)] }] }, '255'],
    ['too many texts', 'TXT/web', { ttl: 60, txtRecords: [{ value: Array(5).fill('a'.repeat(250)) }] }, '1024'],
    ['an invalid name', 'A/a..b', { ttl: 60 }, 'relative record set name'],
  ])('is refused with %s', async (_, path, properties, message) => {
    expect(await errorOf('PUT', path, properties)).toEqual([400, 'BadRequest', expect.stringContaining(message)]);
  });

  it('is refused with records of another type, and in a zone that does not exist', async () => {
    expect((await errorOf('PUT', 'A/web', { ttl: 60, aaaaRecords: [] })).slice(0, 2)).toEqual([400, 'InvalidRequestFormat']);
    const elsewhere = await bench.send('PUT', `${ZONE.replace('corp', 'none')}/A/web`, { body: { properties: { ttl: 60 } } });
    expect([elsewhere.status, elsewhere.body.error.message]).toEqual([
      404,
      `Failed to perform 'write' on resource(s) of type 'privateDnsZones/A', because the parent resource '${ZONE.replace('corp', 'none')}' could not be found.`,
    ]);
  });

  it('accepts a wildcard and the apex as its name', async () => {
    expect([(await put('A/*', { ttl: 60 })).status, (await put('A/@', { ttl: 60 })).body.properties.fqdn]).toEqual([201, 'corp.internal.']);
  });
});

describe('the SOA record of a private zone', () => {
  it('is made with the zone, and can be changed but not deleted', async () => {
    const soa = await recordSets().get('network', 'corp.internal', 'SOA', '@');
    expect(soa).toMatchObject({ fqdn: 'corp.internal.', ttl: 3600, soaRecord: { host: 'azureprivatedns.net', minimumTtl: 10 } });
    const changed = await recordSets().update('network', 'corp.internal', 'SOA', '@', {
      soaRecord: { ...soa.soaRecord, email: 'dns.corp.internal' },
    });
    expect(changed.soaRecord).toEqual({ ...soa.soaRecord, email: 'dns.corp.internal' });
    expect((await collectAll(recordSets().listByType('network', 'corp.internal', 'SOA'))).length).toBe(1);
    expect(await errorOf('DELETE', 'SOA/@')).toEqual([400, 'BadRequest', expect.stringContaining('cannot be deleted')]);
  });
});

describe('registration', () => {
  const register = () =>
    bench.privateDns().virtualNetworkLinks.beginCreateOrUpdateAndWait('network', 'corp.internal', 'hub', {
      location: 'global',
      virtualNetwork: { id: vnetId('hub') },
      registrationEnabled: true,
    });
  const addresses = async () =>
    (await collectAll(recordSets().listByType('network', 'corp.internal', 'A'))).map(({ name, aRecords, isAutoRegistered }) => [
      name,
      aRecords?.[0]?.ipv4Address,
      isAutoRegistered,
    ]);

  it('adds an A record for each interface of the linked VNet, until the link is gone', async () => {
    expect(await addresses()).toEqual([]);
    await register();
    expect(await addresses()).toEqual([['nva-hub-nic', '10.0.0.36', true]]);
    expect(await recordSets().get('network', 'corp.internal', 'A', 'nva-hub-nic')).toMatchObject({ ttl: 10, isAutoRegistered: true });
    await bench.privateDns().virtualNetworkLinks.beginDeleteAndWait('network', 'corp.internal', 'hub');
    expect(await addresses()).toEqual([]);
  });

  it('is overwritten by a record of the same name, and comes back when that is deleted', async () => {
    await register();
    expect((await put('A/nva-hub-nic', { ttl: 60, aRecords: [{ ipv4Address: '10.9.9.9' }] })).status).toBe(200);
    expect(await addresses()).toEqual([['nva-hub-nic', '10.9.9.9', false]]);
    expect((await bench.send('DELETE', `${ZONE}/A/nva-hub-nic`)).status).toBe(200);
    expect(await addresses()).toEqual([['nva-hub-nic', '10.0.0.36', true]]);
  });
});
