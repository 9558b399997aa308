import type { Store } from '../store/store.ts';
import { isRegistering, linksOfZone, MAX_LINKS, MAX_REGISTERING_LINKS } from './dns-links.ts';
import { zoneCountProblem, zoneNameProblem } from './dns-names.ts';
import { countRecordSets, MAX_PRIVATE_RECORD_SETS, privateRecordSets } from './dns-record-sets.ts';
import { PRIVATE_ZONES } from './dns-services.ts';
import { type Draft, nestedResourceProblem, type ResourceKind } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

const LIMITS = {
  maxNumberOfRecordSets: MAX_PRIVATE_RECORD_SETS,
  maxNumberOfVirtualNetworkLinks: MAX_LINKS,
  maxNumberOfVirtualNetworkLinksWithRegistration: MAX_REGISTERING_LINKS,
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
    const links = linksOfZone(store, zone.key);
    return {
      ...LIMITS,
      numberOfRecordSets: countRecordSets(store, zone, privateRecordSets),
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter(isRegistering).length,
    };
  },
  fromRows: (rows) => rows.dnsZones.map(({ id }) => ({ id, properties: {} })),
};

const MAX_ZONES = 1000;

function buildZone(store: Store, { name, before, subscriptionId }: Draft) {
  if (before) return { properties: {} };
  return zoneNameProblem(name) ?? zoneCountProblem(store, dnsZones.type, subscriptionId, MAX_ZONES) ?? { properties: {} };
}
