import { describe, expect, it } from 'vitest';
import { resourceKey } from '../arm/index.ts';
import { runRules } from '../health/index.ts';
import { fixtureRows } from '../testing/fixture-rows.ts';
import { toFixture } from '../testing/fixtures.ts';
import {
  ATTACHED_KINDS,
  type AttachedRows,
  buildTopology,
  collectKinds,
  type Fields,
  type FieldType,
  type FieldValues,
  NO_ROWS,
  parseField,
  type Snapshot,
  type TopologyRows,
} from '../topology/index.ts';
import { loadWorld, visibleRows } from '../world/index.ts';
import { anonymise, formatSnapshot } from './index.ts';

const snapshotOf = (rows: TopologyRows): Snapshot => ({
  format: 1,
  revision: 1,
  readAt: '2026-01-02T03:04:05.000Z',
  source: { kind: 'sandbox', name: 'contoso' },
  unread: [],
  rows,
});

const seeded = (start = 7) => {
  let seed = start;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % 3 === 0;
  };
};

const rowsOf = (name: string): TopologyRows => {
  const world = loadWorld(name);
  if (!world.ok) throw new Error(world.problem);
  return visibleRows(world.value);
};

/** Returns the new key of each VNet, ghost and connected group: the rows are in the same order. */
function keyMap(before: TopologyRows, after: TopologyRows): ReadonlyMap<string, string> {
  const idsOf = ({ vnets, halves, connectedGroups }: TopologyRows) => [
    ...vnets.map(({ id }) => id),
    ...halves.flatMap(({ id, remoteId }) => [remoteId, id.replace(/\/virtualNetworkPeerings\/[^/]+$/, '')]),
    ...connectedGroups.map(({ id }) => id),
  ];
  const ids = idsOf(after);
  return new Map(idsOf(before).map((id, i) => [resourceKey(id), resourceKey(ids[i] ?? '')]));
}

const verdicts = (rows: TopologyRows, keyOf: (key: string) => string) => {
  const { findings, unknown } = runRules(buildTopology(rows));
  const format = ({ code, about: { kind, keys } }: Pick<(typeof unknown)[number], 'code' | 'about'>) =>
    `${code} ${kind} ${keys.map(keyOf).sort().join(' ')}`;
  return { findings: findings.map(format).sort(), unknown: unknown.map(format).sort() };
};

describe.each([
  ...fixtureRows(),
  ['generated:300', rowsOf('generated:300')] as const,
  ['contoso as it is visible', rowsOf('contoso')] as const,
])('%s', (_, rows) => {
  it('has the same findings and open questions when it is anonymised', () => {
    const { rows: anonymous } = anonymise(snapshotOf(rows), seeded());
    const keys = keyMap(rows, anonymous);
    expect(verdicts(anonymous, (key) => key)).toEqual(verdicts(rows, (key) => keys.get(key) ?? key));
  });
});

describe('an anonymised export of contoso', () => {
  const { rows } = anonymise(snapshotOf(rowsOf('contoso')), seeded());
  const text = formatSnapshot(anonymise(snapshotOf(rowsOf('contoso')), seeded()));
  const original = rowsOf('contoso');

  /** All strings in a value, with the names of properties left out. */
  const stringsIn = (value: unknown): readonly string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];

  it('contains no address of contoso', () => {
    const addresses = new Set(stringsIn(original).flatMap((one) => one.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? []));
    expect(addresses.size).toBeGreaterThan(60);
    addresses.delete('0.0.0.0');
    addresses.delete('10.0.0.0');
    expect([...addresses].filter((address) => new RegExp(`(?<![\\d.])${address.replaceAll('.', '\\.')}(?!\\d)`).test(text))).toEqual([]);
  });

  it('contains no GUID, name or tag of contoso', () => {
    const known = new Set(stringsIn(anonymise(snapshotOf(original), seeded())).flatMap((one) => one.split(/[/"]/)));
    const guids = stringsIn(original).flatMap((one) => one.match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g) ?? []);
    const names = [
      ...original.vnets.flatMap(({ id, subnets, tags = {} }) => [id, ...subnets.map(({ name }) => name), ...Object.entries(tags).flat()]),
      ...original.halves.flatMap(({ id, remoteId }) => [id, remoteId]),
      ...original.subscriptions.map(({ name }) => name),
      ...stringsIn([
        original.connectedGroups,
        original.dnsLinks,
        original.routeTables,
        original.connections,
        original.gateways,
        original.bastionHosts,
      ]),
    ].flatMap((one) => one.split('/'));
    const shared = names.filter((name) => /[a-z]/i.test(name) && known.has(name));
    expect(guids.filter((guid) => text.includes(guid))).toEqual([]);
    expect([...new Set(shared)].sort()).toEqual([
      'AzureBastionSubnet',
      'AzureFirewallSubnet',
      'Completed',
      'Connected',
      'ErGw1AZ',
      'ExpressRoute',
      'GatewaySubnet',
      'IPsec',
      'Microsoft.Network',
      'RouteBased',
      'RouteServerSubnet',
      'Standard',
      'VirtualAppliance',
      'Vpn',
      'VpnGw1AZ',
      ...['bastionHosts', 'connections', 'connectivityConfigurations', 'expressRouteCircuits', 'localNetworkGateways', 'networkManagers'],
      ...['privateDnsZones', 'privatelink.database.windows.net', 'providers', 'resourceGroups', 'routeTables', 'subnets', 'subscriptions'],
      ...['virtualNetworkGateways', 'virtualNetworkLinks', 'virtualNetworkPeerings', 'virtualNetworks'],
    ]);
    expect(text).not.toMatch(/contoso|fabrikam|shop|legacy|amsterdam|boston/i);
  });

  it('keeps regions, states and the names that Azure gives', () => {
    expect(new Set(rows.vnets.map(({ location }) => location))).toEqual(new Set(original.vnets.map(({ location }) => location)));
    expect(rows.halves.map(({ state }) => state)).toEqual(original.halves.map(({ state }) => state));
    expect(rows.vnets.find(({ tags }) => tags?.['managed-by'])?.tags?.['managed-by']).toBe('Terraform');
  });
});

/** Values of each type of field that identify their owner, or that Azure defines. */
const SECRET_ID = '/subscriptions/5ec4e700-0000-4000-8000-000000000000/resourceGroups/secret-rg/providers/Microsoft.Network/things/secret';
const VALUES: { readonly [Type in FieldType]: FieldValues[Type] } = {
  id: SECRET_ID,
  ids: [SECRET_ID, `${SECRET_ID}/parts/secret-part`],
  text: 'Succeeded',
  texts: ['22', '8000-8010'],
  number: 100,
  flag: true,
  asn: 64_999,
  address: '20.77.78.79',
  addresses: ['10.77.78.79', 'fd77::78:79'],
  'route-name': 'secret-route',
  'route-prefix': '10.77.0.0/16',
  prefixes: ['*', 'VirtualNetwork', 'Storage.WestEurope', '10.77.78.0/24', '20.77.78.80', SECRET_ID],
  'rule-name': 'secret-rule',
  'group-name': 'secret / secret-group',
};

const rowWith = (fields: Fields): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const parsed = parseField(field);
      return [name, 'each' in parsed ? [rowWith(parsed.each)] : VALUES[parsed.type]];
    }),
  );

describe('a row of each kind with all its fields', () => {
  const vnet = {
    id: SECRET_ID,
    location: 'westeurope',
    addressSpace: ['10.77.0.0/16'],
    summarizedGatewayPrefixes: ['10.77.64.0/18'],
    subnets: [
      {
        name: 'secret-subnet',
        prefixes: ['10.77.78.0/24'],
        natGatewayId: SECRET_ID,
        defaultOutboundAccess: false,
        serviceEndpoints: ['Microsoft.Storage'],
        privateEndpointNetworkPolicies: 'Disabled',
      },
    ],
  };
  const kinds = collectKinds<AttachedRows>(({ fields }) => [rowWith(fields)]);
  const { rows } = anonymise(snapshotOf({ ...NO_ROWS, vnets: [vnet], ...kinds }), seeded());

  it.each(ATTACHED_KINDS)('%s: has no name, address or number that identifies its owner', (kind) => {
    const text = JSON.stringify(rows[kind]);
    expect(text).not.toMatch(/secret|5ec4e700|\b(?:10|20)\.77\.|fd77|64999/);
    expect(rows[kind]).toHaveLength(1);
  });

  it('keeps what Azure defines, so that rules of security groups stay what they are', () => {
    expect(rows.networkSecurityGroups[0]?.rules[0]).toMatchObject({
      name: 'rule-1',
      priority: 100,
      direction: 'Succeeded',
      sources: ['*', 'VirtualNetwork', 'Storage.WestEurope', expect.stringMatching(/^10\..*\/24$/), expect.any(String), expect.any(String)],
      destinationPorts: ['22', '8000-8010'],
    });
    expect(JSON.stringify(rows.vnets)).not.toMatch(/secret|\b10\.77\./);
    expect(rows.vnets[0]).toMatchObject({
      summarizedGatewayPrefixes: [expect.stringMatching(/\/18$/)],
      subnets: [{ defaultOutboundAccess: false, serviceEndpoints: ['Microsoft.Storage'], privateEndpointNetworkPolicies: 'Disabled' }],
    });
  });
});

it('keeps the beginnings of names by which Virtual Network Manager and Virtual WAN are recognised', () => {
  const { rows } = toFixture('vnet HV_hub_1 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nHV_hub_1 <-> spoke name=RemoteVnetToHubPeering_7');
  const [half] = anonymise(snapshotOf(rows), seeded()).rows.halves;
  expect(half?.id).toMatch(/virtualNetworks\/HV_vnet-1\/virtualNetworkPeerings\/RemoteVnetToHubPeering_peering-\d$/);
});

it('removes the texts of read errors, and keeps their codes', () => {
  const message = 'The client alice@contoso.com does not have authorization';
  const unread = [{ scope: '/subscriptions/1/resourceGroups/secret', name: 'contoso-prod', code: 'AuthorizationFailed', message }];
  const result = anonymise({ ...snapshotOf(rowsOf('course')), unread, messages: ['contoso.json: old'] }, seeded());
  expect(result.unread).toMatchObject([{ code: 'AuthorizationFailed' }]);
  expect(JSON.stringify(result)).not.toMatch(/contoso|secret|alice/);
});
