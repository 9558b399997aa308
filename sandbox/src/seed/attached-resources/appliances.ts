import { resourceKey } from '@peerscape/shared/arm';
import { containsAddress, parseAddress, parseCidr } from '@peerscape/shared/net';
import type { ApplianceRow, FirewallRow, RouteServerRow } from '@peerscape/shared/topology';
import type { Store } from '../../store/store.ts';
import { publicAddressOf, type ResourceBody, subnetOf } from './resource-body.ts';

/** Converts a row to an Azure Firewall in its subnet. */
export function toFirewall(row: FirewallRow): ResourceBody {
  const subnet = subnetOf(row.vnetId, 'AzureFirewallSubnet');
  return {
    type: 'Microsoft.Network/azureFirewalls',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      sku: { name: 'AZFW_VNet', tier: row.sku ?? 'Standard' },
      threatIntelMode: 'Alert',
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/azureFirewallIpConfigurations/default`,
          properties: {
            provisioningState: 'Succeeded',
            ...(row.privateIp && { privateIPAddress: row.privateIp }),
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: publicAddressOf(row.id),
            subnet: { id: subnet.id },
          },
        },
      ],
      networkRuleCollections: [],
      applicationRuleCollections: [],
      natRuleCollections: [],
    },
  };
}

/** Converts a row to a virtual network appliance or to a network interface, as its id says. */
export const toAppliance = (store: Store, row: ApplianceRow): ResourceBody =>
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

/** Converts a row to a Route Server: a virtual hub whose only ipConfiguration points at `RouteServerSubnet`. */
export function toRouteServer(row: RouteServerRow): ResourceBody {
  const subnet = subnetOf(row.vnetId, 'RouteServerSubnet');
  return {
    type: 'Microsoft.Network/virtualHubs',
    inSubnet: subnet.key,
    topLevelProperties: { kind: 'RouteServer' },
    properties: {
      provisioningState: 'Succeeded',
      sku: 'Standard',
      virtualRouterAsn: 65515,
      virtualRouterIps: [],
      routingState: 'Provisioned',
      allowBranchToBranchTraffic: false,
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/ipConfigurations/default`,
          properties: { provisioningState: 'Succeeded', privateIPAllocationMethod: 'Dynamic', subnet: { id: subnet.id } },
        },
      ],
    },
  };
}
