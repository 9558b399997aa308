import type { Store, StoredResource } from '../store/store.ts';
import { zoneCountProblem, zoneNameProblem } from './dns-names.ts';
import { countRecordSets, privateRecordSets } from './dns-record-sets.ts';
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

const MAX_ZONES = 1000;

function buildZone(store: Store, { name, before, subscriptionId }: Draft) {
  if (before) return { properties: {} };
  return zoneNameProblem(name) ?? zoneCountProblem(store, dnsZones.type, subscriptionId, MAX_ZONES) ?? { properties: {} };
}
