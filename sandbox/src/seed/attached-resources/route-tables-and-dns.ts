import { resourceKey } from '@peerscape/shared/arm';
import type { DnsLinkRow, DnsZoneRow, RouteTableRow, TopologyRows } from '@peerscape/shared/topology';
import type { ResourceBody } from './resource-body.ts';

/** Converts a row to a route table with its routes and associated subnets. */
export const toRouteTable = (row: RouteTableRow): ResourceBody => ({
  type: 'Microsoft.Network/routeTables',
  properties: {
    provisioningState: 'Succeeded',
    disableBgpRoutePropagation: row.disableBgpPropagation ?? false,
    routes: row.routes.map((route) => ({
      name: route.name,
      id: `${row.id}/routes/${route.name}`,
      type: 'Microsoft.Network/routeTables/routes',
      properties: {
        provisioningState: 'Succeeded',
        addressPrefix: route.prefix,
        nextHopType: route.nextHopType,
        ...(route.nextHopIp && { nextHopIpAddress: route.nextHopIp }),
        hasBgpOverride: false,
      },
    })),
    subnets: row.subnetIds.map((id) => ({ id })),
  },
});

/** Converts a row to a private DNS zone with the number of its links. */
export function toDnsZone(row: DnsZoneRow, { dnsLinks }: TopologyRows): ResourceBody {
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

/** Converts a row to the virtual network link of a private DNS zone. */
export const toDnsLink = (row: DnsLinkRow): ResourceBody => ({
  type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  properties: {
    virtualNetwork: { id: row.vnetId },
    registrationEnabled: row.registration,
    virtualNetworkLinkState: row.state ?? 'Completed',
    provisioningState: 'Succeeded',
  },
});
