import { resourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import type { Store, StoredResource, StoredSubnet, StoredVNet } from '../store/store.ts';
import { toWireHalf } from './wire-half.ts';

/** Converts a VNet to its wire format: children are embedded in full and share the VNet's etag. */
export function toWireVNet(store: Store, vnet: StoredVNet, apiVersion: string): Record<string, unknown> {
  const residents = store.resourcesOfVNet(vnet.key);
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
      subnets: vnet.subnets.map((subnet) => toWireSubnet(vnet, subnet, residents)),
      virtualNetworkPeerings: store.halvesOf(vnet.key).map((half) => toWireHalf(store, half, apiVersion)),
      enableDdosProtection: false,
      enableVmProtection: false,
      ...vnet.extra,
    },
  };
}

/** Converts a subnet to its wire format, with the `residents` of the VNet that are in it. */
export function toWireSubnet(vnet: StoredVNet, subnet: StoredSubnet, residents: readonly StoredResource[]): Record<string, unknown> {
  const [prefix] = subnet.prefixes;
  const key = residents.length > 0 ? subnetKey(vnet, subnet.name) : undefined;
  const occupants = residents.filter((resource) => resource.inSubnet === key);
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
      ...(occupants.length > 0 && { ipConfigurations: occupants.flatMap(configurationsOf) }),
      delegations: [],
      privateEndpointNetworkPolicies: 'Disabled',
      privateLinkServiceNetworkPolicies: 'Enabled',
      ...subnet.extra,
    },
  };
}

export const subnetId = (vnet: StoredVNet, name: string): string => `${vnet.id}/subnets/${name}`;
export const subnetKey = (vnet: StoredVNet, name: string) => resourceKey(subnetId(vnet, name));

/** Returns the ids of the IP configurations of a resource. */
const configurationsOf = ({ properties }: StoredResource): { id: string }[] =>
  ((properties.ipConfigurations ?? []) as readonly { readonly id: string }[]).map(({ id }) => ({ id }));
