import { resourceKey } from '@peerscape/shared/arm';
import type { DnsZoneRow, TopologyRows } from '@peerscape/shared/topology';
import type { ResourceKind, SeededContent } from './resource-kind.ts';

export const dnsZones: ResourceKind = {
  group: 'PrivateZones',
  type: 'privateDnsZones',
  listInSubscription: 'List',
  location: 'global',
  fromRows: (rows) => rows.dnsZones.map((row) => ({ id: row.id, ...toDnsZone(row, rows) })),
};

/** Converts a row to a private DNS zone with the number of its links. */
function toDnsZone(row: DnsZoneRow, { dnsLinks }: TopologyRows): SeededContent {
  const links = dnsLinks.filter((link) => resourceKey(link.zoneId) === resourceKey(row.id));
  return {
    properties: {
      maxNumberOfRecordSets: 25000,
      maxNumberOfVirtualNetworkLinks: 1000,
      maxNumberOfVirtualNetworkLinksWithRegistration: 100,
      numberOfRecordSets: 1,
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter((link) => link.registration).length,
    },
  };
}
