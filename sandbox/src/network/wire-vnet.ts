import { resourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import { hideLaterProperties, type PropertyVersions, WITH_PART_TYPES } from '../arm/property-versions.ts';
import type { Reference } from '../store/references.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { toWireHalf } from './wire-half.ts';
import { toWireSpace, WITH_POOLS } from './wire-space.ts';

/** First api-version that does not show `enableVmProtection`, not even what a PUT sent (azure-semantics §12). */
const WITHOUT_VM_PROTECTION = '2020-11-01';

/** First api-version in which network policies do not apply to private endpoints unless a PUT says so; its exact date is from memory. */
const WITHOUT_ENDPOINT_POLICIES = '2022-01-01';

/** Api-versions of the properties of a subnet (recordings). */
const SUBNET_VERSIONS: PropertyVersions = {
  type: WITH_PART_TYPES,
  properties: {
    delegations: '2018-04-01',
    privateEndpointNetworkPolicies: '2019-06-01',
    privateLinkServiceNetworkPolicies: '2019-06-01',
    ipamPoolPrefixAllocations: WITH_POOLS,
  },
};

/** Api-versions of the properties of a VNet (recordings). */
const VNET_VERSIONS: PropertyVersions = {
  properties: { enableDdosProtection: '2017-08-01', enableVmProtection: '2017-08-01', privateEndpointVNetPolicies: WITH_POOLS },
};

/** Converts a VNet to its wire format: children are embedded in full and share the VNet's etag. */
export function toWireVNet(store: Store, vnet: StoredVNet, apiVersion: string): Record<string, unknown> {
  const shown = {
    name: vnet.name,
    id: vnet.id,
    etag: vnet.etag,
    type: VNET_TYPE,
    location: vnet.location,
    ...(vnet.tags && { tags: vnet.tags }),
    properties: {
      provisioningState: vnet.provisioning,
      resourceGuid: vnet.resourceGuid,
      addressSpace: toWireSpace(vnet.addressSpace, apiVersion),
      ...(vnet.dnsServers && { dhcpOptions: { dnsServers: vnet.dnsServers } }),
      subnets: vnet.subnets.map((subnet) => toWireSubnet(store, vnet, subnet, apiVersion)),
      virtualNetworkPeerings: store.halvesOf(vnet.key).map((half) => toWireHalf(store, half, apiVersion)),
      enableDdosProtection: false,
      ...(apiVersion < WITHOUT_VM_PROTECTION && { enableVmProtection: false }),
      privateEndpointVNetPolicies: 'Disabled',
      ...vnet.extra,
    },
  };
  return hideLaterProperties(shown, VNET_VERSIONS, apiVersion);
}

/** Converts a subnet to its wire format. */
export function toWireSubnet(store: Store, vnet: StoredVNet, subnet: StoredSubnet, apiVersion: string): Record<string, unknown> {
  const [prefix] = subnet.prefixes;
  const state = vnet.provisioning === 'Updating' ? 'Updating' : 'Succeeded';
  const residents = residentsOf(store, vnet, subnet);
  const endpoints = referencesTo(store, vnet, subnet).filter(isPrivateEndpoint);
  const shown = {
    name: subnet.name,
    id: subnetId(vnet, subnet.name),
    etag: vnet.etag,
    type: `${VNET_TYPE}/subnets`,
    properties: {
      provisioningState: state,
      ...(subnet.prefixes.length === 1 ? { addressPrefix: prefix } : { addressPrefixes: subnet.prefixes }),
      ...(subnet.routeTableId && { routeTable: { id: subnet.routeTableId } }),
      ...(subnet.networkSecurityGroupId && { networkSecurityGroup: { id: subnet.networkSecurityGroupId } }),
      ...(residents.length > 0 && { ipConfigurations: residents.map(({ at }) => ({ id: at })) }),
      ...(endpoints.length > 0 && { privateEndpoints: endpoints.map(({ at }) => ({ id: at })) }),
      privateEndpointNetworkPolicies: apiVersion < WITHOUT_ENDPOINT_POLICIES ? 'Enabled' : 'Disabled',
      privateLinkServiceNetworkPolicies: 'Enabled',
      ipamPoolPrefixAllocations: [],
      ...subnet.extra,
      delegations: partsOf(subnet.extra.delegations).map((each) => toWireDelegation(vnet, subnet, each)),
      ...(subnet.extra.serviceEndpoints !== undefined && {
        serviceEndpoints: partsOf(subnet.extra.serviceEndpoints).map((each) => toWireEndpoint(state, each)),
      }),
    },
  };
  return hideLaterProperties(shown, SUBNET_VERSIONS, apiVersion);
}

export const subnetId = (vnet: StoredVNet, name: string): string => `${vnet.id}/subnets/${name}`;
const subnetKey = (vnet: StoredVNet, name: string) => resourceKey(subnetId(vnet, name));

interface SubnetPart {
  readonly name?: string;
  readonly service?: string;
  readonly locations?: readonly string[];
  readonly properties?: { readonly serviceName?: string };
}

const partsOf = (given: unknown): readonly SubnetPart[] => (Array.isArray(given) ? given : []);

/** Adds what Azure shows of a delegation: ID, type, state, and the action that the service may take (azure-semantics §12). */
const toWireDelegation = (vnet: StoredVNet, subnet: StoredSubnet, { name = '', properties = {} }: SubnetPart) => ({
  name,
  id: `${subnetId(vnet, subnet.name)}/delegations/${name}`,
  etag: vnet.etag,
  properties: {
    provisioningState: 'Succeeded',
    serviceName: properties.serviceName,
    actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'],
  },
  type: `${VNET_TYPE}/subnets/delegations`,
});

/** Adds what Azure shows of a service endpoint: the state of the subnet; without `locations` it is for all regions. */
const toWireEndpoint = (provisioningState: string, { locations, ...endpoint }: SubnetPart) => ({
  ...endpoint,
  locations: locations?.length ? locations : ['*'],
  provisioningState,
});

const referencesTo = (store: Store, vnet: StoredVNet, subnet: StoredSubnet): readonly Reference[] =>
  store.resourcesOfVNet(vnet.key).length === 0 ? [] : store.referencesTo(subnetKey(vnet, subnet.name));

const isPrivateEndpoint = ({ at }: Reference): boolean => /\/privateEndpoints\/[^/]+$/i.test(at);

/** Returns the references to a subnet of what has addresses in it, such as the IP configurations of an interface; a private endpoint has one. */
export const residentsOf = (store: Store, vnet: StoredVNet, subnet: StoredSubnet): readonly Reference[] =>
  referencesTo(store, vnet, subnet).filter((reference) => !isPrivateEndpoint(reference));
