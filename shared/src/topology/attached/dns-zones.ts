import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const dnsZones = defineKind({
  armType: 'Microsoft.Network/privateDnsZones',
  label: 'private DNS zones',
  fields: { id: 'id' },
});

export type DnsZoneRow = RowOf<typeof dnsZones.fields>;
