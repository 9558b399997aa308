import { resourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import type { Reference } from '../store/references.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { toWireHalf } from './wire-half.ts';

/** Converts a VNet to its wire format: children are embedded in full and share the VNet's etag. */
export function toWireVNet(store: Store, vnet: StoredVNet, apiVersion: string): Record<string, unknown> {
  return {
    name: vnet.name,
    id: vnet.id,
    etag: vnet.etag,
    type: VNET_TYPE,
    location: vnet.location,
    ...(vnet.tags && { tags: vnet.tags }),
    properties: {
      provisioningState: vnet.provisioning,
      resourceGuid: vnet.resourceGuid,
      addressSpace: { addressPrefixes: vnet.addressSpace },
      ...(vnet.dnsServers && { dhcpOptions: { dnsServers: vnet.dnsServers } }),
      subnets: vnet.subnets.map((subnet) => toWireSubnet(store, vnet, subnet)),
      virtualNetworkPeerings: store.halvesOf(vnet.key).map((half) => toWireHalf(store, half, apiVersion)),
      enableDdosProtection: false,
      enableVmProtection: false,
      ...vnet.extra,
    },
  };
}

/** Converts a subnet to its wire format. */
export function toWireSubnet(store: Store, vnet: StoredVNet, subnet: StoredSubnet): Record<string, unknown> {
  const [prefix] = subnet.prefixes;
  const residents = residentsOf(store, vnet, subnet);
  return {
    name: subnet.name,
    id: subnetId(vnet, subnet.name),
    etag: vnet.etag,
    type: `${VNET_TYPE}/subnets`,
    properties: {
      provisioningState: vnet.provisioning === 'Updating' ? 'Updating' : 'Succeeded',
      ...(subnet.prefixes.length === 1 ? { addressPrefix: prefix } : { addressPrefixes: subnet.prefixes }),
      ...(subnet.routeTableId && { routeTable: { id: subnet.routeTableId } }),
      ...(subnet.networkSecurityGroupId && { networkSecurityGroup: { id: subnet.networkSecurityGroupId } }),
      ...(residents.length > 0 && { ipConfigurations: residents.map(({ at }) => ({ id: at })) }),
      delegations: [],
      privateEndpointNetworkPolicies: 'Disabled',
      privateLinkServiceNetworkPolicies: 'Enabled',
      ...subnet.extra,
    },
  };
}

export const subnetId = (vnet: StoredVNet, name: string): string => `${vnet.id}/subnets/${name}`;
const subnetKey = (vnet: StoredVNet, name: string) => resourceKey(subnetId(vnet, name));

/** Returns the references to a subnet of the resources in it, such as the IP configurations of an interface. */
export const residentsOf = (store: Store, vnet: StoredVNet, subnet: StoredSubnet): readonly Reference[] =>
  store.resourcesOfVNet(vnet.key).length === 0 ? [] : store.referencesTo(subnetKey(vnet, subnet.name));
