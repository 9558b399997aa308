import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Connections of VNets to the hubs of a Virtual WAN. */
export const hubConnections = defineVNetKind({
  armType: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
  label: 'connections to Virtual WAN hubs',
  isOnlyForPaths: true,
  fields: { id: 'id', hubId: 'id', vnetId: 'id' },
  vnetsOf: ({ vnetId }) => [vnetId],
});

export type HubConnectionRow = RowOf<typeof hubConnections.fields>;
