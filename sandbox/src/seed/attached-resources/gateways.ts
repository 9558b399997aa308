import type { ConnectionRow, GatewayRow } from '@peerscape/shared/topology';
import { publicAddressOf, type ResourceBody, subnetOf } from './resource-body.ts';

/** Converts a row to a virtual network gateway, VPN or ExpressRoute. */
export function toGateway(row: GatewayRow): ResourceBody {
  const subnet = subnetOf(row.vnetId, 'GatewaySubnet');
  const isVpn = row.kind === 'Vpn';
  return {
    type: 'Microsoft.Network/virtualNetworkGateways',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/ipConfigurations/default`,
          properties: {
            provisioningState: 'Succeeded',
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: publicAddressOf(row.id),
            subnet: { id: subnet.id },
          },
        },
      ],
      natRules: [],
      sku: { name: row.sku ?? 'VpnGw1', tier: row.sku ?? 'VpnGw1', capacity: 2 },
      gatewayType: row.kind,
      vpnType: row.vpnType ?? 'RouteBased',
      ...(isVpn && { vpnGatewayGeneration: 'Generation1' }),
      activeActive: row.activeActive ?? false,
      enableBgp: isVpn,
      enablePrivateIpAddress: false,
      bgpSettings: { asn: row.asn ?? 65515, peerWeight: 0 },
      allowRemoteVnetTraffic: false,
      allowVirtualWanTraffic: false,
    },
  };
}

/** Property for the remote end by connection type. */
const REMOTE_PROPERTIES: Readonly<Record<string, string>> = {
  Vnet2Vnet: 'virtualNetworkGateway2',
  IPsec: 'localNetworkGateway2',
  ExpressRoute: 'peer',
};

/** Converts a row to the connection of a gateway to another gateway, a site or a circuit. */
export function toConnection(row: ConnectionRow): ResourceBody {
  const remoteProperty = REMOTE_PROPERTIES[row.kind];
  return {
    type: 'Microsoft.Network/connections',
    properties: {
      provisioningState: 'Succeeded',
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
