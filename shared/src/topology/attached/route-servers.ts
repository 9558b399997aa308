import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const routeServers = defineVNetKind({
  armType: 'Microsoft.Network/virtualHubs',
  label: 'Route Servers',
  fields: { id: 'id', vnetId: 'id' },
  vnetsOf: ({ vnetId }) => [vnetId],
});

export type RouteServerRow = RowOf<typeof routeServers.fields>;
