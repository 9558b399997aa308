import { resourceKey } from '@peerscape/shared/arm';
import type { DnsZoneRow, TopologyRows } from '@peerscape/shared/topology';
import type { ResourceBody, ResourceKind } from './resource-kind.ts';

export const dnsZones: ResourceKind = {
  types: [{ group: 'PrivateZones', type: 'privateDnsZones', listInSubscription: 'List' }],
  resourcesOf: (rows) => rows.dnsZones.map((row) => ({ id: row.id, location: 'global', ...toDnsZone(row, rows) })),
};

/** Converts a row to a private DNS zone with the number of its links. */
function toDnsZone(row: DnsZoneRow, { dnsLinks }: TopologyRows): ResourceBody {
  const links = dnsLinks.filter((link) => resourceKey(link.zoneId) === resourceKey(row.id));
  return {
    type: 'Microsoft.Network/privateDnsZones',
    properties: {
      maxNumberOfRecordSets: 25000,
      maxNumberOfVirtualNetworkLinks: 1000,
      maxNumberOfVirtualNetworkLinksWithRegistration: 100,
      numberOfRecordSets: 1,
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter((link) => link.registration).length,
      provisioningState: 'Succeeded',
    },
  };
}
