import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { cidrOf, findOverlappingPrefixes } from '../addressing/prefixes.ts';
import { missingReferenceId } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import { parentKey } from '../store/references.ts';
import type { Store, StoredResource, StoredSubnet } from '../store/store.ts';
import { resolverBadRequest, resolverConflict } from './dns-errors.ts';
import { RESOLVER } from './dns-services.ts';
import { buildIpConfigurations, referenceIn, subnetAt } from './ip-configurations.ts';
import { partsIn } from './parts.ts';
import { type Draft, type Properties, type ResourceKind, referringResources } from './resource-kind.ts';
import { REFERENCE_SHAPE, RESOLVER_RESOURCE_SHAPE } from './shapes.ts';

const READ_ONLY = { provisioningState: 'string', resourceGuid: 'string' } as const;

export const inboundEndpoints: ResourceKind = {
  group: 'InboundEndpoints',
  type: 'dnsResolvers/inboundEndpoints',
  location: 'own',
  hasResourceGuid: true,
  service: RESOLVER,
  write: {
    body: {
      ...RESOLVER_RESOURCE_SHAPE,
      properties: {
        ipConfigurations: [{ subnet: REFERENCE_SHAPE, privateIpAddress: 'string', privateIpAllocationMethod: 'string' }],
        ...READ_ONLY,
      },
    },
    takes: 'dns',
    build: buildInbound,
  },
  view: (_, { properties }) => ({
    ipConfigurations: partsIn(properties, 'ipConfigurations').map((part) => ({
      privateIpAllocationMethod: part.properties.privateIPAllocationMethod,
      privateIpAddress: part.properties.privateIPAddress,
      subnet: part.properties.subnet,
    })),
  }),
};

export const outboundEndpoints: ResourceKind = {
  group: 'OutboundEndpoints',
  type: 'dnsResolvers/outboundEndpoints',
  location: 'own',
  hasResourceGuid: true,
  service: RESOLVER,
  write: {
    body: { ...RESOLVER_RESOURCE_SHAPE, properties: { subnet: REFERENCE_SHAPE, ...READ_ONLY } },
    takes: 'dns',
    build: buildOutbound,
    deletionProblem: (store, endpoint) => {
      const [ruleset] = rulesetsOf(store, endpoint.key);
      return ruleset && resolverConflict(`The outbound endpoint '${endpoint.id}' is used by the DNS forwarding ruleset '${ruleset.id}'.`);
    },
  },
};

/** Returns the rulesets that use an outbound endpoint. */
export const rulesetsOf = (store: Store, endpoint: ResourceKey): readonly StoredResource[] =>
  referringResources(store, endpoint, 'Microsoft.Network/dnsForwardingRulesets');

/** Stores the address in the form of the other IP configurations, so that no other resource gets it. */
function buildInbound(store: Store, draft: Draft) {
  const [sent, ...more] = (draft.properties.ipConfigurations ?? []) as readonly Properties[];
  if (!sent || more.length > 0) return resolverBadRequest(`The inbound endpoint '${draft.id}' must have exactly one IP configuration.`);
  const { subnet, privateIpAddress, privateIpAllocationMethod } = sent;
  const problem = placeProblem(store, draft, subnet);
  if (problem) return problem;
  const configuration = {
    name: 'default',
    properties: { subnet, privateIPAddress: privateIpAddress, privateIPAllocationMethod: privateIpAllocationMethod },
  };
  const built = buildIpConfigurations(store, { ...draft, properties: { ipConfigurations: [configuration] } }, 'ipConfigurations');
  return 'kind' in built ? built : { properties: { ipConfigurations: built.parts } };
}

function buildOutbound(store: Store, draft: Draft) {
  const subnet = referenceIn(draft.properties.subnet);
  return placeProblem(store, draft, subnet) ?? { properties: { subnet } };
}

const MAX_ENDPOINTS = 5;

/** Returns the error for an endpoint that cannot be where it should be: in a subnet of its own in the VNet of its resolver. */
function placeProblem(store: Store, draft: Draft, reference: unknown): ArmError | undefined {
  const { id, key, type, location } = draft;
  const subnetId = referenceIn(reference)?.id;
  if (subnetId === undefined) return missingReferenceId('properties.subnet');
  const resolver = store.resources.get(parentKey(key));
  const siblings = store.childrenOf(parentKey(key)).filter((child) => child.type === type && child.key !== key);
  if (siblings.length >= MAX_ENDPOINTS)
    return resolverBadRequest(`The DNS resolver '${resolver?.id}' has the maximum number of ${formatType(type)}s, ${MAX_ENDPOINTS}.`);
  if (resolver && resolver.location !== location)
    return resolverBadRequest(`The ${formatType(type)} '${id}' must be in the region '${resolver.location}' of its DNS resolver.`);
  if (resolver && resourceKey(referenceIn(resolver.properties.virtualNetwork)?.id ?? '') !== parentKey(resourceKey(subnetId)))
    return resolverBadRequest(`The subnet '${subnetId}' must be in the virtual network of the DNS resolver '${resolver.id}'.`);
  const place = subnetAt(store, reference);
  return place && subnetProblem(store, draft, subnetId, place.subnet);
}

/** Returns the type of an endpoint as messages name it. */
const formatType = (type: string): string => (type.endsWith('inboundEndpoints') ? 'inbound endpoint' : 'outbound endpoint');

const DELEGATION = 'Microsoft.Network/dnsResolvers';

/** Address space of the service, of which an endpoint cannot be a part (azure-rest-api-specs issue 21744). */
const RESERVED = Array.from({ length: 16 }, (_, i) => `10.0.${i + 1}.0/24`);

function subnetProblem(store: Store, { key, type }: Draft, subnetId: string, subnet: StoredSubnet): ArmError | undefined {
  const delegations = (subnet.extra.delegations ?? []) as readonly { readonly properties?: { readonly serviceName?: string } }[];
  if (!delegations.some(({ properties }) => properties?.serviceName?.toLowerCase() === DELEGATION.toLowerCase()))
    return resolverBadRequest(`The subnet '${subnetId}' must be delegated to '${DELEGATION}' to be used by an ${formatType(type)}.`);
  const cidrs = subnet.prefixes.flatMap((prefix) => cidrOf(prefix) ?? []);
  const isSized = cidrs.every(({ family, length }) => family === 6 || (length >= 24 && length <= 28));
  const isUsed = store.referencesTo(resourceKey(subnetId)).some(({ from }) => from !== key);
  const isReserved = findOverlappingPrefixes(subnet.prefixes, RESERVED).length > 0;
  if (isSized && !isUsed && !isReserved) return undefined;
  return resolverBadRequest(
    `The specified subnet ${subnetId} could not be used to provision the ${formatType(type)}. Please make sure you use a subnet of at least /28 and at most /24 size, which is not currently in use by any other DNS resolver endpoint or any other Azure service workloads, and does not collide with the reserved subnet spaces of '${RESERVED.join(';')}'.`,
  );
}
