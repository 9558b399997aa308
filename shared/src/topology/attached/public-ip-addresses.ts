import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const publicIpAddresses = defineKind({
  armType: 'Microsoft.Network/publicIPAddresses',
  label: 'public IP addresses',
  isOnlyForPaths: true,
  fields: { id: 'id', address: 'address?' },
});

export type PublicIpAddressRow = RowOf<typeof publicIpAddresses.fields>;
