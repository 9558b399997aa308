import type { GatewayRow } from '@peerscape/shared/topology';
import { publicAddressOf, type ResourceBody, type ResourceKind, subnetOf } from './resource-kind.ts';

export const gateways: ResourceKind = {
  types: [{ group: 'VirtualNetworkGateways', type: 'virtualNetworkGateways' }],
  resourcesOf: (rows) => rows.gateways.map((row) => ({ id: row.id, vnetId: row.vnetId, ...toGateway(row) })),
};

/** Converts a row to a virtual network gateway, VPN or ExpressRoute. */
function toGateway(row: GatewayRow): ResourceBody {
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
