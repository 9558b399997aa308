import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const dnsLinks = defineVNetKind({
  armType: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  label: 'private DNS zone links',
  fields: { id: 'id', zoneId: 'id', vnetId: 'id', registration: 'flag', state: 'text?' },
  vnetsOf: ({ vnetId }) => [vnetId],
});

export type DnsLinkRow = RowOf<typeof dnsLinks.fields>;
