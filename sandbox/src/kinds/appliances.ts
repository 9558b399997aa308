import { resourceKey } from '@peerscape/shared/arm';
import { containsAddress, parseAddress, parseCidr } from '@peerscape/shared/net';
import type { ApplianceRow } from '@peerscape/shared/topology';
import type { Store } from '../store/store.ts';
import { type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';

const isVirtualNetworkAppliance = (row: ApplianceRow): boolean => /\/virtualNetworkAppliances\/[^/]+$/i.test(row.id);

export const networkInterfaces: ResourceKind = {
  group: 'NetworkInterfaces',
  type: 'networkInterfaces',
  listInSubscription: 'ListAll',
  fromRows: (rows, store) =>
    rows.appliances.filter((row) => !isVirtualNetworkAppliance(row)).map((row) => ({ id: row.id, ...toNetworkInterface(store, row) })),
};

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

/** Converts a row to the network interface of a network virtual appliance, with IP forwarding, in the subnet that contains its first address. */
function toNetworkInterface(store: Store, row: ApplianceRow): SeededContent {
  const vnet = store.vnets.get(resourceKey(row.vnetId));
  const first = parseAddress(row.privateIps[0] ?? '');
  const containing = vnet?.subnets.find((subnet) =>
    subnet.prefixes.some((prefix) => {
      const cidr = parseCidr(prefix);
      return cidr.ok && first.ok && containsAddress(cidr.value, first.value);
    }),
  );
  const subnet = subnetOf(row.vnetId, containing?.name ?? 'default');
  return {
    properties: {
      ipConfigurations: row.privateIps.map((privateIPAddress, i) => ({
        name: i === 0 ? 'default' : `ip-${i + 1}`,
        id: `${row.id}/ipConfigurations/${i === 0 ? 'default' : `ip-${i + 1}`}`,
        properties: {
          provisioningState: 'Succeeded',
          privateIPAddress,
          privateIPAllocationMethod: 'Static',
          subnet,
          primary: i === 0,
          privateIPAddressVersion: privateIPAddress.includes(':') ? 'IPv6' : 'IPv4',
        },
      })),
      dnsSettings: { dnsServers: [], appliedDnsServers: [] },
      enableAcceleratedNetworking: false,
      enableIPForwarding: true,
      primary: true,
    },
  };
}
