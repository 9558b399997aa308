import { resourceKey } from '@peerscape/shared/arm';
import { containsAddress, parseAddress, parseCidr } from '@peerscape/shared/net';
import type { ApplianceRow } from '@peerscape/shared/topology';
import type { Store } from '../store/store.ts';
import { type ResourceBody, type ResourceKind, subnetOf } from './resource-kind.ts';

export const appliances: ResourceKind = {
  types: [
    { group: 'NetworkInterfaces', type: 'networkInterfaces', listInSubscription: 'ListAll' },
    { group: 'VirtualNetworkAppliances', type: 'virtualNetworkAppliances', listInSubscription: 'ListAll' },
  ],
  resourcesOf: (rows, store) => rows.appliances.map((row) => ({ id: row.id, vnetId: row.vnetId, ...toAppliance(store, row) })),
};

/** Converts a row to a virtual network appliance or to a network interface, depending on the type in its id. */
const toAppliance = (store: Store, row: ApplianceRow): ResourceBody =>
  /\/virtualNetworkAppliances\/[^/]+$/i.test(row.id) ? toVirtualNetworkAppliance(row) : toNetworkInterface(store, row);

/** Virtual network appliances are in a subnet of their own and have no network interface (template reference, API 2025-07-01). */
function toVirtualNetworkAppliance(row: ApplianceRow): ResourceBody {
  const subnet = subnetOf(row.vnetId, 'VirtualNetworkApplianceSubnet');
  return {
    type: 'Microsoft.Network/virtualNetworkAppliances',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      bandwidthInGbps: 50,
      privateIPAddressVersion: 'IPv4',
      subnet: { id: subnet.id },
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
function toNetworkInterface(store: Store, row: ApplianceRow): ResourceBody {
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
    type: 'Microsoft.Network/networkInterfaces',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      ipConfigurations: row.privateIps.map((privateIPAddress, i) => ({
        name: i === 0 ? 'default' : `ip-${i + 1}`,
        id: `${row.id}/ipConfigurations/${i === 0 ? 'default' : `ip-${i + 1}`}`,
        properties: {
          provisioningState: 'Succeeded',
          privateIPAddress,
          privateIPAllocationMethod: 'Static',
          subnet: { id: subnet.id },
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
