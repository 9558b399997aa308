import type { DnsLinkRow } from '@peerscape/shared/topology';
import type { ResourceKind, SeededContent } from './resource-kind.ts';

export const dnsLinks: ResourceKind = {
  group: 'VirtualNetworkLinks',
  type: 'privateDnsZones/virtualNetworkLinks',
  location: 'global',
  fromRows: (rows) => rows.dnsLinks.map((row) => ({ id: row.id, ...toDnsLink(row) })),
};

/** Converts a row to the virtual network link of a private DNS zone. */
const toDnsLink = (row: DnsLinkRow): SeededContent => ({
  properties: {
    virtualNetwork: { id: row.vnetId },
    registrationEnabled: row.registration,
    virtualNetworkLinkState: row.state ?? 'Completed',
  },
});
