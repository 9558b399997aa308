import type { ApplianceRow } from '@peerscape/shared/topology';
import { type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';

/** Returns whether a row is a virtual network appliance, and not a network interface. */
export const isVirtualNetworkAppliance = (row: ApplianceRow): boolean => /\/virtualNetworkAppliances\/[^/]+$/i.test(row.id);

export const virtualNetworkAppliances: ResourceKind = {
  group: 'VirtualNetworkAppliances',
  type: 'virtualNetworkAppliances',
  listInSubscription: 'ListAll',
  fromRows: (rows) => rows.appliances.filter(isVirtualNetworkAppliance).map((row) => ({ id: row.id, ...toVirtualNetworkAppliance(row) })),
};

/** Virtual network appliances are in a subnet of their own and have no network interface (template reference, API 2025-07-01). */
function toVirtualNetworkAppliance(row: ApplianceRow): SeededContent {
  const subnet = subnetOf(row.vnetId, 'VirtualNetworkApplianceSubnet');
  return {
    properties: {
      bandwidthInGbps: 50,
      privateIPAddressVersion: 'IPv4',
      subnet,
      ipConfigurations: row.privateIps.map((privateIPAddress, i) => ({
        name: `ip-${i + 1}`,
        id: `${row.id}/ipConfigurations/ip-${i + 1}`,
        properties: {
          provisioningState: 'Succeeded',
          privateIPAddress,
          privateIPAllocationMethod: 'Dynamic',
          primary: i === 0,
          privateIPAddressVersion: 'IPv4',
        },
      })),
    },
  };
}
