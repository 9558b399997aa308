import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { DnsLinkRow } from '@peerscape/shared/topology';
import type { ArmError } from '../arm/operation-handler.ts';
import { parentKey } from '../store/references.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { zoneBadRequest, zoneConflict } from './dns-errors.ts';
import { PRIVATE_LINKS } from './dns-services.ts';
import { type Draft, type ResourceKind, referringResources, type SeededContent } from './resource-kind.ts';
import { REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

const LINK_SHAPE = {
  ...RESOURCE_SHAPE,
  properties: {
    virtualNetwork: REFERENCE_SHAPE,
    registrationEnabled: 'boolean',
    resolutionPolicy: 'string',
    virtualNetworkLinkState: 'string',
    provisioningState: 'string',
  },
} as const;

/** First api-version that shows the resolution policy (reach.md §3.2). */
const FIRST_WITH_POLICY = '2024-06-01';

export const dnsLinks: ResourceKind = {
  group: 'VirtualNetworkLinks',
  type: 'privateDnsZones/virtualNetworkLinks',
  location: 'global',
  service: PRIVATE_LINKS,
  isDeletedWithVNet: true,
  write: { body: LINK_SHAPE, patch: LINK_SHAPE, takes: 'dns', build: buildLink },
  view: (_, { id, properties: { resolutionPolicy, ...properties } }, apiVersion) => ({
    ...properties,
    ...(isPrivateLink(zoneNameOf(id)) && apiVersion >= FIRST_WITH_POLICY && { resolutionPolicy }),
  }),
  fromRows: (rows) => rows.dnsLinks.map((row) => ({ id: row.id, ...toDnsLink(row) })),
};

const zoneNameOf = (linkId: string): string => linkId.split('/').at(-3)?.toLowerCase() ?? '';

/** Returns whether a zone belongs to a service behind private endpoints; only its links have a resolution policy. */
const isPrivateLink = (zone: string): boolean => /^(?:.*\.)?privatelink\./.test(zone);

const POLICIES = ['Default', 'NxDomainRedirect'];

function buildLink(store: Store, draft: Draft) {
  const { id, properties, before } = draft;
  const { virtualNetwork, registrationEnabled = false, resolutionPolicy = 'Default' } = properties;
  const vnetId = vnetIdOf(properties);
  if (vnetId === undefined) return zoneBadRequest(`The virtual network link '${draft.name}' must specify a virtual network.`);
  const policy = POLICIES.find((name) => name.toLowerCase() === String(resolutionPolicy).toLowerCase());
  const problem =
    movedProblem(draft, vnetId) ??
    (policy ? undefined : zoneBadRequest(`The resolution policy '${String(resolutionPolicy)}' is invalid.`)) ??
    (policy === 'NxDomainRedirect' && !isPrivateLink(zoneNameOf(id))
      ? zoneBadRequest("The resolution policy 'NxDomainRedirect' is only supported for links of 'privatelink' zones.")
      : undefined) ??
    otherLinkProblem(store, draft, resourceKey(vnetId), registrationEnabled === true) ??
    countProblem(store, draft, registrationEnabled === true);
  if (problem) return problem;
  return {
    properties: {
      registrationEnabled,
      resolutionPolicy: policy,
      virtualNetwork,
      virtualNetworkLinkState: before ? before.properties.virtualNetworkLinkState : (properties.virtualNetworkLinkState ?? 'Completed'),
    },
  };
}

function vnetIdOf(properties: StoredResource['properties']): string | undefined {
  const { id } = (properties.virtualNetwork ?? {}) as { readonly id?: string };
  return id;
}

function movedProblem({ name, before }: Draft, vnetId: string): ArmError | undefined {
  const linked = before && vnetIdOf(before.properties);
  if (linked === undefined || resourceKey(linked) === resourceKey(vnetId)) return undefined;
  return zoneConflict(`The virtual network of the virtual network link '${name}' cannot be changed.`);
}

/** Returns the other links of a VNet. */
const linksOfVNet = (store: Store, vnet: ResourceKey, { key }: Draft): readonly StoredResource[] =>
  referringResources(store, vnet, `Microsoft.Network/${dnsLinks.type}`).filter((link) => link.key !== key);

/** A VNet has one link per zone, none to two zones of one name, and registers its machines in one zone only (reach.md §3.2). */
function otherLinkProblem(store: Store, draft: Draft, vnet: ResourceKey, registers: boolean): ArmError | undefined {
  const zone = zoneNameOf(draft.id);
  const others = linksOfVNet(store, vnet, draft);
  const sameZone = others.find(({ key }) => parentKey(key) === parentKey(draft.key));
  if (sameZone) return zoneConflict(`The virtual network is already linked to the zone '${zone}' by the link '${sameZone.name}'.`);
  if (others.some(({ id }) => zoneNameOf(id) === zone))
    return zoneBadRequest(
      `A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with '${zone}' and '${zone}' zones.`,
    );
  const registering = registers ? others.find(isRegistering) : undefined;
  if (registering)
    return zoneConflict(
      `A virtual network can only be linked to 1 Private DNS zone(s) with auto-registration enabled; conflicting Private DNS zone is "${zoneNameOf(registering.id)}".`,
    );
  if (others.length >= MAX_ZONES_OF_VNET)
    return zoneBadRequest(
      `The virtual network '${lastName(vnet)}' is linked to the maximum number of private DNS zones, ${MAX_ZONES_OF_VNET}.`,
    );
  return undefined;
}

const MAX_ZONES_OF_VNET = 1000;
export const MAX_LINKS = 1000;
export const MAX_REGISTERING_LINKS = 100;

/** Returns the virtual network links of a zone. */
export const linksOfZone = (store: Store, zone: ResourceKey): readonly StoredResource[] =>
  store.childrenOf(zone).filter(({ type }) => type === `Microsoft.Network/${dnsLinks.type}`);

/** Returns whether a link registers the names of the machines in its VNet. */
export const isRegistering = ({ properties }: StoredResource): boolean => properties.registrationEnabled === true;

function countProblem(store: Store, { key }: Draft, registers: boolean): ArmError | undefined {
  const others = linksOfZone(store, parentKey(key)).filter((link) => link.key !== key);
  if (others.length >= MAX_LINKS) return zoneBadRequest(`The zone has reached the maximum number of virtual network links, ${MAX_LINKS}.`);
  if (!registers || others.filter(isRegistering).length < MAX_REGISTERING_LINKS) return undefined;
  return zoneBadRequest(
    `The zone has reached the maximum number of virtual network links with auto-registration, ${MAX_REGISTERING_LINKS}.`,
  );
}

/** Converts a row to the body of a virtual network link. */
const toDnsLink = (row: DnsLinkRow): SeededContent => ({
  properties: {
    virtualNetwork: { id: row.vnetId },
    registrationEnabled: row.registration,
    ...(row.state && { virtualNetworkLinkState: row.state }),
  },
});
