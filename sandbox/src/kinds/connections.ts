import type { ConnectionRow } from '@peerscape/shared/topology';
import type { ResourceKind, SeededContent } from './resource-kind.ts';

export const connections: ResourceKind = {
  group: 'VirtualNetworkGatewayConnections',
  type: 'connections',
  hasResourceGuid: true,
  fromRows: (rows) => rows.connections.map((row) => ({ id: row.id, ...toConnection(row) })),
};

/** Property for the remote end by connection type. */
const REMOTE_PROPERTIES: Readonly<Record<string, string>> = {
  Vnet2Vnet: 'virtualNetworkGateway2',
  IPsec: 'localNetworkGateway2',
  ExpressRoute: 'peer',
};

/** Converts a row to the connection of a gateway to another gateway, a site or a circuit. */
function toConnection(row: ConnectionRow): SeededContent {
  const remoteProperty = REMOTE_PROPERTIES[row.kind];
  return {
    properties: {
      virtualNetworkGateway1: { id: row.gatewayId },
      ...(remoteProperty && row.toId && { [remoteProperty]: { id: row.toId } }),
      connectionType: row.kind,
      ...(row.kind !== 'ExpressRoute' && { connectionProtocol: 'IKEv2' }),
      connectionMode: 'Default',
      connectionStatus: row.status ?? 'Unknown',
      routingWeight: 0,
      enableBgp: false,
      ingressBytesTransferred: 0,
      egressBytesTransferred: 0,
      tunnelConnectionStatus: [],
      ...(row.kind === 'ExpressRoute' && { expressRouteGatewayBypass: false }),
    },
  };
}
