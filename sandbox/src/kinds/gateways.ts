import type { GatewayRow } from '@peerscape/shared/topology';
import { publicAddressOf, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';

export const gateways: ResourceKind = {
  group: 'VirtualNetworkGateways',
  type: 'virtualNetworkGateways',
  hasResourceGuid: true,
  fromRows: (rows) => rows.gateways.map((row) => ({ id: row.id, ...toGateway(row) })),
};

/** Converts a row to a virtual network gateway, VPN or ExpressRoute. */
function toGateway(row: GatewayRow): SeededContent {
  const subnet = subnetOf(row.vnetId, 'GatewaySubnet');
  const isVpn = row.kind === 'Vpn';
  return {
    properties: {
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/ipConfigurations/default`,
          properties: {
            provisioningState: 'Succeeded',
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: publicAddressOf(row.id),
            subnet,
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
