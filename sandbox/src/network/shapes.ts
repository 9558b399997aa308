import type { Shape } from '../arm/shape.ts';
import { ADDRESS_SPACE_SHAPE } from '../kinds/shapes.ts';
import { HALF_SETTINGS } from '../store/half-settings.ts';

const REFERENCE = { id: 'string' } as const;

/** Shape of a half's body. Clients may send back a GET response, so read-only properties are tolerated. */
export const HALF_SHAPE: Shape = {
  id: 'string',
  name: 'string',
  type: 'string',
  etag: 'string',
  properties: {
    remoteVirtualNetwork: REFERENCE,
    ...Object.fromEntries(HALF_SETTINGS.map(({ property, type }) => [property, type === 'names' ? ['string'] : type] as const)),
    peeringState: 'string',
    peeringSyncLevel: 'string',
    remoteAddressSpace: ADDRESS_SPACE_SHAPE,
    remoteVirtualNetworkAddressSpace: ADDRESS_SPACE_SHAPE,
    localAddressSpace: ADDRESS_SPACE_SHAPE,
    localVirtualNetworkAddressSpace: ADDRESS_SPACE_SHAPE,
    remoteBgpCommunities: 'any',
    remoteVirtualNetworkEncryption: 'any',
    resourceGuid: 'string',
    provisioningState: 'string',
    routeServiceVips: 'any',
    remoteGateways: 'any',
  },
};

export const SUBNET_SHAPE: Shape = {
  id: 'string',
  name: 'string',
  type: 'string',
  etag: 'string',
  properties: {
    addressPrefix: 'string',
    addressPrefixes: ['string'],
    routeTable: 'any',
    networkSecurityGroup: 'any',
    natGateway: 'any',
    serviceEndpoints: 'any',
    serviceEndpointPolicies: 'any',
    serviceGateway: 'any',
    delegations: 'any',
    privateEndpoints: 'any',
    ipConfigurations: 'any',
    ipConfigurationProfiles: 'any',
    ipAllocations: 'any',
    resourceNavigationLinks: 'any',
    serviceAssociationLinks: 'any',
    purpose: 'string',
    provisioningState: 'string',
    privateEndpointNetworkPolicies: 'string',
    privateLinkServiceNetworkPolicies: 'string',
    applicationGatewayIPConfigurations: 'any',
    sharingScope: 'string',
    defaultOutboundAccess: 'boolean',
    ipamPoolPrefixAllocations: 'any',
  },
};

export const VNET_SHAPE: Shape = {
  id: 'string',
  name: 'string',
  type: 'string',
  etag: 'string',
  location: 'string',
  extendedLocation: 'any',
  tags: 'any',
  properties: {
    addressSpace: ADDRESS_SPACE_SHAPE,
    dhcpOptions: { dnsServers: ['string'] },
    subnets: [SUBNET_SHAPE],
    virtualNetworkPeerings: 'any',
    flowTimeoutInMinutes: 'number',
    resourceGuid: 'string',
    provisioningState: 'string',
    enableDdosProtection: 'boolean',
    enableVmProtection: 'boolean',
    ddosProtectionPlan: REFERENCE,
    bgpCommunities: 'any',
    encryption: 'any',
    ipAllocations: 'any',
    flowLogs: 'any',
    privateEndpointVNetPolicies: 'string',
    defaultPublicNatGateway: 'any',
    summarizedGatewayPrefixes: 'any',
  },
};
