import type { Store } from '../store/store.ts';
import { zoneBadRequest } from './dns-errors.ts';
import { zoneCountProblem, zoneNameProblem } from './dns-names.ts';
import { countRecordSets, MAX_PUBLIC_RECORD_SETS, publicRecordSets } from './dns-record-sets.ts';
import { PUBLIC_ZONES } from './dns-services.ts';
import type { Draft, ResourceKind } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

const ZONE_SHAPE = {
  ...RESOURCE_SHAPE,
  properties: {
    zoneType: 'string',
    maxNumberOfRecordSets: 'number',
    maxNumberOfRecordsPerRecordSet: 'number',
    nameServers: ['string'],
    numberOfRecordSets: 'number',
  },
} as const;

/** Public zones; Azure writes their type in lower case (recordings). */
export const publicDnsZones: ResourceKind = {
  group: 'Zones',
  type: 'dnszones',
  listInSubscription: 'List',
  location: 'global',
  service: PUBLIC_ZONES,
  hasLowerCaseNames: true,
  hasNoProvisioningState: true,
  write: { body: ZONE_SHAPE, takes: 'synchronous', deletionTakes: 'dns', checksName: true, build: buildZone },
  childLists: [
    { operation: 'RecordSets_ListByDnsZone', segment: 'recordsets', kinds: publicRecordSets },
    { operation: 'RecordSets_ListAllByDnsZone', segment: 'all', kinds: publicRecordSets },
  ],
  view: (store, zone) => ({
    maxNumberOfRecordSets: MAX_PUBLIC_RECORD_SETS,
    maxNumberOfRecordsPerRecordSet: null,
    nameServers: zone.properties.nameServers,
    numberOfRecordSets: countRecordSets(store, zone, publicRecordSets),
    zoneType: 'Public',
  }),
};

const MAX_ZONES = 250;

function buildZone(store: Store, { name, before, subscriptionId, properties: { zoneType = 'Public' } }: Draft) {
  if (String(zoneType).toLowerCase() !== 'public')
    return zoneBadRequest(
      `The zone type '${String(zoneType)}' is not supported. Private zones are of the type Microsoft.Network/privateDnsZones.`,
    );
  if (before) return { properties: { nameServers: before.properties.nameServers } };
  const problem = zoneNameProblem(name) ?? zoneCountProblem(store, publicDnsZones.type, subscriptionId, MAX_ZONES);
  if (problem) return problem;
  const zones = store.resourcesOfType(`Microsoft.Network/${publicDnsZones.type}`);
  const used = zones.filter((zone) => zone.name === name).map(({ properties }) => String(properties.nameServers));
  return { properties: { nameServers: nameServersFor(used) } };
}

/** Returns four name servers that no zone of the same name has, so that each can be delegated to (Microsoft's page on DNS zones). */
function nameServersFor(used: readonly string[]): readonly string[] {
  for (let n = 1; ; n++) {
    const number = String(n).padStart(2, '0');
    const servers = ['com', 'net', 'org', 'info'].map((domain, i) => `ns${i + 1}-${number}.azure-dns.${domain}.`);
    if (!used.includes(String(servers))) return servers;
  }
}
