import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const firewalls = defineVNetKind({
  armType: 'Microsoft.Network/azureFirewalls',
  label: 'firewalls',
  fields: { id: 'id', vnetId: 'id', privateIp: 'address?', sku: 'text?' },
  vnetsOf: ({ vnetId }) => [vnetId],
});

export type FirewallRow = RowOf<typeof firewalls.fields>;
