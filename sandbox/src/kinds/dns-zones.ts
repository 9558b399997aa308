import type { ArmError } from '../arm/operation-handler.ts';
import { dnsError } from '../arm/operation-handler.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { countRecordSets, isDomainName, privateRecordSets } from './dns-record-sets.ts';
import { PRIVATE_ZONES } from './dns-services.ts';
import { type Draft, nestedResourceProblem, type ResourceKind } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

const LIMITS = {
  maxNumberOfRecordSets: 25_000,
  maxNumberOfVirtualNetworkLinks: 1000,
  maxNumberOfVirtualNetworkLinksWithRegistration: 100,
} as const;

const ZONE_SHAPE = {
  ...RESOURCE_SHAPE,
  properties: {
    maxNumberOfRecordSets: 'number',
    numberOfRecordSets: 'number',
    maxNumberOfVirtualNetworkLinks: 'number',
    numberOfVirtualNetworkLinks: 'number',
    maxNumberOfVirtualNetworkLinksWithRegistration: 'number',
    numberOfVirtualNetworkLinksWithRegistration: 'number',
    provisioningState: 'string',
    internalId: 'string',
  },
} as const;

export const dnsZones: ResourceKind = {
  group: 'PrivateZones',
  type: 'privateDnsZones',
  listInSubscription: 'List',
  location: 'global',
  service: PRIVATE_ZONES,
  hasLowerCaseNames: true,
  write: {
    body: ZONE_SHAPE,
    patch: ZONE_SHAPE,
    takes: 'dns',
    checksName: true,
    build: buildZone,
    deletionProblem: (store, zone) => nestedResourceProblem(store, zone, ['virtualNetworkLinks']),
  },
  childLists: [{ operation: 'RecordSets_List (private)', segment: 'ALL', kinds: privateRecordSets }],
  view: (store, zone) => {
    const links = linksOf(store, zone);
    return {
      ...LIMITS,
      numberOfRecordSets: countRecordSets(store, zone, privateRecordSets),
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter(({ properties }) => properties.registrationEnabled === true).length,
    };
  },
  fromRows: (rows) => rows.dnsZones.map(({ id }) => ({ id, properties: {} })),
};

const linksOf = (store: Store, { key }: StoredResource) =>
  store.childrenOf(key).filter(({ type }) => type.endsWith('/virtualNetworkLinks'));

/** Names that Azure reserves for its own services; names below them are accepted (Microsoft's page on private DNS zones). */
const RESERVED_NAMES = [
  'azclient.ms',
  'azure.com',
  'cloudapp.net',
  'core.windows.net',
  'microsoft.com',
  'msidentity.com',
  'trafficmanager.net',
  'windows.net',
];

const MAX_ZONES = 1000;

function buildZone(store: Store, { id, name, before, subscriptionId }: Draft) {
  if (before) return { properties: {} };
  return nameProblem(name) ?? countProblem(store, id, subscriptionId) ?? { properties: {} };
}

/** Returns the error for the name of a zone: 2 to 34 labels, none reserved (reach.md §3.2). */
function nameProblem(name: string): ArmError | undefined {
  const labels = name.split('.').length;
  if (!isDomainName(name) || name.length > 253 || labels < 2 || labels > 34)
    return dnsError(
      400,
      'BadRequest',
      `The domain name '${name}' is invalid. The name must contain no more than 253 characters, excluding a trailing period and must have between 2 and 34 labels.`,
    );
  if (RESERVED_NAMES.includes(name)) return dnsError(400, 'BadRequest', `The zone name '${name}' is reserved and cannot be used.`);
  return undefined;
}

function countProblem(store: Store, id: string, subscriptionId: string): ArmError | undefined {
  const zones = store.resourcesOfType(`Microsoft.Network/${dnsZones.type}`).filter((zone) => zone.subscriptionId === subscriptionId);
  if (zones.length < MAX_ZONES) return undefined;
  return dnsError(
    400,
    'BadRequest',
    `The zone ${id} cannot be created: subscription '${subscriptionId}' has reached the limit of ${MAX_ZONES} private DNS zones.`,
  );
}
