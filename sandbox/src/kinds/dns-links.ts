import type { DnsLinkRow } from '@peerscape/shared/topology';
import type { ResourceBody, ResourceKind } from './resource-kind.ts';

export const dnsLinks: ResourceKind = {
  types: [{ group: 'VirtualNetworkLinks', type: 'privateDnsZones/virtualNetworkLinks' }],
  resourcesOf: (rows) => rows.dnsLinks.map((row) => ({ id: row.id, location: 'global', ...toDnsLink(row) })),
};

/** Converts a row to the virtual network link of a private DNS zone. */
const toDnsLink = (row: DnsLinkRow): ResourceBody => ({
  type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  properties: {
    virtualNetwork: { id: row.vnetId },
    registrationEnabled: row.registration,
    virtualNetworkLinkState: row.state ?? 'Completed',
    provisioningState: 'Succeeded',
  },
});
