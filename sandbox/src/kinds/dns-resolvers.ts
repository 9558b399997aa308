import { resourceKey } from '@peerscape/shared/arm';
import { missingReferenceId } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { resolverBadRequest, resolverConflict } from './dns-errors.ts';
import { RESOLVER } from './dns-services.ts';
import { referenceIn } from './ip-configurations.ts';
import { type Draft, nestedResourceProblem, type ResourceKind, referringResources } from './resource-kind.ts';
import { REFERENCE_SHAPE, RESOLVER_RESOURCE_SHAPE } from './shapes.ts';

export const dnsResolvers: ResourceKind = {
  group: 'DnsResolvers',
  type: 'dnsResolvers',
  listInSubscription: 'List',
  hasResourceGuid: true,
  service: RESOLVER,
  write: {
    body: {
      ...RESOLVER_RESOURCE_SHAPE,
      properties: {
        virtualNetwork: REFERENCE_SHAPE,
        dnsResolverState: 'string',
        provisioningState: 'string',
        resourceGuid: 'string',
      },
    },
    takes: 'dns',
    build: buildResolver,
    deletionProblem: (store, resolver) => nestedResourceProblem(store, resolver, ['inboundEndpoints', 'outboundEndpoints']),
  },
  view: (store, { properties }) => {
    const vnet = referenceIn(properties.virtualNetwork);
    const isConnected = vnet !== undefined && store.vnets.has(resourceKey(vnet.id));
    return { ...properties, dnsResolverState: isConnected ? 'Connected' : 'Disconnected' };
  },
};

function buildResolver(store: Store, draft: Draft) {
  const virtualNetwork = referenceIn(draft.properties.virtualNetwork);
  if (!virtualNetwork) return missingReferenceId('properties.virtualNetwork');
  return vnetProblem(store, draft, virtualNetwork.id) ?? { properties: { virtualNetwork } };
}

/** A resolver stays with the VNet that it was made for, in its region, and is the only one there (Microsoft's page on Private Resolver). */
function vnetProblem(store: Store, { id, key, location, before }: Draft, vnetId: string): ArmError | undefined {
  const vnet = resourceKey(vnetId);
  const linked = referenceIn(before?.properties.virtualNetwork);
  if (linked && resourceKey(linked.id) !== vnet)
    return resolverConflict(`The virtual network of the DNS resolver '${id}' cannot be changed.`);
  const region = store.vnets.get(vnet)?.location;
  if (region !== undefined && region !== location)
    return resolverBadRequest(`The DNS resolver '${id}' must be in the region '${region}' of the virtual network '${vnetId}'.`);
  const other = resolversOf(store, vnet).find((resolver) => resolver.key !== key);
  return other && resolverConflict(`The virtual network '${vnetId}' is already linked to the DNS resolver '${other.id}'.`);
}

/** Returns the resolvers of a VNet. */
export const resolversOf = (store: Store, vnet: StoredResource['key']): readonly StoredResource[] =>
  referringResources(store, vnet, `Microsoft.Network/${dnsResolvers.type}`);
