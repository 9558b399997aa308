import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const routeServers = defineVNetKind({
  armType: 'Microsoft.Network/virtualHubs',
  label: 'Route Servers',
  fields: { id: 'id', vnetId: 'id' },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'route-server', means: 'a Route Server' }],
  badges: [{ text: 'RS', meaning: 'Route Server', category: 'routing' }],
  section: { title: 'Route Servers', details: () => [] },
});

export type RouteServerRow = RowOf<typeof routeServers.fields>;
