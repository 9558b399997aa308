import { resourceKey } from '@peerscape/shared/arm';
import { describe, expect, it } from 'vitest';
import { forwardingLinks, forwardingRules } from '../src/kinds/dns-forwarding-rulesets.ts';
import { dnsLinks } from '../src/kinds/dns-links.ts';
import { privateRecordSets, publicRecordSets } from '../src/kinds/dns-record-sets.ts';
import { inboundEndpoints, outboundEndpoints } from '../src/kinds/dns-resolver-endpoints.ts';
import { dnsZones } from '../src/kinds/dns-zones.ts';
import { publicDnsZones } from '../src/kinds/public-dns-zones.ts';
import type { ResourceKind } from '../src/kinds/resource-kind.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';
import type { Store } from '../src/store/store.ts';

const NETWORK = '/subscriptions/s/resourceGroups/network/providers/Microsoft.Network';
const ZONE = `${NETWORK}/privateDnsZones/corp.internal`;
const SUBSCRIPTION = 's';

const placeOf = (kind: ResourceKind, id: string) => ({
  id,
  key: resourceKey(id),
  name: id.split('/').pop() ?? '',
  subscriptionId: SUBSCRIPTION,
  resourceGroup: 'network',
  type: `Microsoft.Network/${kind.type}`,
  location: undefined,
});

function add(store: Store, kind: ResourceKind, id: string, properties: object = {}) {
  const resource = { ...placeOf(kind, id), etag: 'e', resourceGuid: 'g', provisioning: 'Succeeded' };
  store.putResource({ ...resource, properties: { ...properties } });
}

/** Returns the message with which one more resource is refused; empty if it is accepted. */
function refusalOf(store: Store, kind: ResourceKind | undefined, id: string, properties: object = {}) {
  if (!kind?.write) throw new Error('the kind is read-only');
  const draft = { ...placeOf(kind, id), properties: { ...properties }, body: {}, before: undefined, apiVersion: '2024-06-01' };
  const built = kind.write.build(store, draft);
  return 'kind' in built ? built.message : '';
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const link = (i: number, registrationEnabled: boolean) => ({
  virtualNetwork: { id: `${NETWORK}/virtualNetworks/v${i}` },
  registrationEnabled,
});

describe('DNS', () => {
  it('allows a hundred links with registration per zone', () => {
    const store = createMemoryStore();
    for (const i of numbers(99)) add(store, dnsLinks, `${ZONE}/virtualNetworkLinks/l${i}`, link(i, true));
    const last = `${ZONE}/virtualNetworkLinks/last`;
    expect(refusalOf(store, dnsLinks, last, link(100, true))).toBe('');
    add(store, dnsLinks, `${ZONE}/virtualNetworkLinks/l99`, link(99, true));
    expect(refusalOf(store, dnsLinks, last, link(100, true))).toMatch('100');
    expect(refusalOf(store, dnsLinks, last, link(100, false))).toBe('');
  });

  it('allows a thousand links per zone, and a thousand zones per VNet', () => {
    const store = createMemoryStore();
    for (const i of numbers(1000)) {
      add(store, dnsLinks, `${ZONE}/virtualNetworkLinks/l${i}`, link(i, false));
      add(store, dnsLinks, `${NETWORK}/privateDnsZones/z${i}.internal/virtualNetworkLinks/l`, link(5000, false));
    }
    expect(refusalOf(store, dnsLinks, `${ZONE}/virtualNetworkLinks/last`, link(1000, false))).toMatch(
      'maximum number of virtual network links',
    );
    const other = `${NETWORK}/privateDnsZones/last.internal/virtualNetworkLinks/l`;
    expect(refusalOf(store, dnsLinks, other, link(5000, false))).toMatch('maximum number of private DNS zones');
  });

  it.each([
    [1000, 'private', dnsZones],
    [250, 'public', publicDnsZones],
  ])('allows %d %s zones per subscription', (max, _, kind) => {
    const store = createMemoryStore();
    for (const i of numbers(max - 1)) add(store, kind, `${NETWORK}/${kind.type}/z${i}.internal`);
    const last = `${NETWORK}/${kind.type}/last.internal`;
    expect(refusalOf(store, kind, last)).toBe('');
    add(store, kind, `${NETWORK}/${kind.type}/z${max}.internal`);
    expect(refusalOf(store, kind, last)).toMatch(`limit of ${max} zones`);
  });

  it.each([
    [25_000, 'private', 1, 'privateDnsZones', privateRecordSets],
    [10_000, 'public', 2, 'dnszones', publicRecordSets],
  ])('allows %d record sets per %s zone, of which Azure maintains %d', (max, _, maintained, type, kinds) => {
    const store = createMemoryStore();
    const kind = kinds.find((each) => each.type.endsWith('/A'));
    if (!kind) throw new Error('there are no A records');
    const path = `${NETWORK}/${type}/corp.internal/A`;
    for (const i of numbers(max - maintained - 1)) add(store, kind, `${path}/r${i}`);
    expect(refusalOf(store, kind, `${path}/last`)).toBe('');
    add(store, kind, `${path}/r${max}`);
    expect(refusalOf(store, kind, `${path}/last`)).toMatch(`${max}`);
  });

  const ruleset = `${NETWORK}/dnsForwardingRulesets/r`;
  const resolver = `${NETWORK}/dnsResolvers/r`;
  const subnet = { id: `${NETWORK}/virtualNetworks/v/subnets/s` };
  const rule = (i: number) => ({ domainName: `d${i}.example.`, targetDnsServers: [{ ipAddress: '10.0.0.4' }] });
  it.each([
    [5, 'inbound endpoints per resolver', inboundEndpoints, resolver, () => ({ ipConfigurations: [{ subnet }] })],
    [5, 'outbound endpoints per resolver', outboundEndpoints, resolver, () => ({ subnet })],
    [1000, 'rules per ruleset', forwardingRules, ruleset, rule],
    [500, 'links per ruleset', forwardingLinks, ruleset, (i: number) => link(i, false)],
  ])('allows %d %s', (max, _, kind, parent, propertiesOf) => {
    const store = createMemoryStore();
    const path = `${parent}/${kind.type.split('/').pop()}`;
    for (const i of numbers(max - 1)) add(store, kind, `${path}/c${i}`, propertiesOf(i));
    expect(refusalOf(store, kind, `${path}/last`, propertiesOf(max))).not.toMatch('maximum number');
    add(store, kind, `${path}/c${max - 1}`, propertiesOf(max - 1));
    expect(refusalOf(store, kind, `${path}/last`, propertiesOf(max))).toMatch('maximum number of');
  });
});
