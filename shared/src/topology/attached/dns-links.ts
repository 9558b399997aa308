import { lastName } from '../../arm/index.ts';
import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const dnsLinks = defineVNetKind({
  armType: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  label: 'private DNS zone links',
  fields: { id: 'id', zoneId: 'id', vnetId: 'id', registration: 'flag', state: 'text?' },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'dns', means: 'a linked private DNS zone' }],
  badges: [{ text: 'DNS', meaning: 'Private DNS zone links', category: 'dns' }],
  section: {
    title: 'Private DNS zones',
    nameOf: ({ zoneId }) => lastName(zoneId),
    details: ({ registration, state }) => [registration ? 'Auto-registration on' : 'Resolution only', state !== 'Completed' && state],
  },
});

export type DnsLinkRow = RowOf<typeof dnsLinks.fields>;
