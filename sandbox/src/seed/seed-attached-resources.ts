import { lastName, parentId, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { TopologyRows } from '@peerscape/shared/topology';
import type { World, WorldResource } from '@peerscape/shared/world';
import { RESOURCE_KINDS } from '../kinds/index.ts';
import type { ResourceKind, SeededResource } from '../kinds/resource-kind.ts';
import { buildFrom, referenceProblem, vnetOf } from '../network/resource-body.ts';
import { missingReference } from '../network/vnet-checks.ts';
import { connectionStatus, readConnection } from '../routing/connection.ts';
import { parentKey } from '../store/references.ts';
import { groupKey, type ResourceRef, type Store, type StoredVNet } from '../store/store.ts';
import { parseResourceRef, registerGroup } from './resource-ref.ts';

const API_VERSION = '2025-05-01';

/**
 * Adds the resources in and around the VNets to the store: those that can be written as a PUT would. Rejects what Azure would refuse, two
 * resources of one ID, and properties of resources that do not exist.
 */
export function seedAttachedResources(store: Store, world: World): ParseResult<undefined> {
  const { rows, resources, properties } = world;
  declareSites(store, world);
  const unserved = resources.find(({ id }) => !SERVED_TYPES.has(typeOf(id)));
  if (unserved) return parseFailure(`the sandbox does not serve the type of ${unserved.id}`);
  const byKey = new Map(resources.map((resource) => [resourceKey(resource.id), resource]));
  const twice = resources.find((resource) => byKey.get(resourceKey(resource.id)) !== resource);
  if (twice) return parseFailure(`there are two resources with the ID ${twice.id}`);
  const unused = new Set(properties);
  const withProperties = (resource: SeededResource): SeededResource => {
    const more = properties.filter(({ path }) => resource.id.toLowerCase().endsWith(`/${path}`.toLowerCase()));
    for (const each of more) unused.delete(each);
    return more.length === 0
      ? resource
      : { ...resource, properties: Object.assign({}, resource.properties, ...more.map((each) => each.properties)) };
  };
  for (const kind of RESOURCE_KINDS) {
    const explicit = resources.filter(({ id }) => typeOf(id) === kind.type.toLowerCase()).map(toSeeded);
    for (const resource of [...explicit, ...(kind.fromRows?.(rows, store) ?? [])]) {
      const added = add(store, kind, withProperties(withChildren(kind, resource, resources)));
      if (!added.ok) return added;
    }
  }
  const vnetPaths = unused.size === 0 ? new Set() : new Set([...store.vnets.values()].flatMap(pathsOf));
  const lost = [...unused].find(({ path }) => !vnetPaths.has(path.toLowerCase()));
  if (lost) return parseFailure(`there is no resource ${lost.path} that could have properties`);
  return rejectMissingReference(store, resources) ?? rejectImpossibleConnection(store, rows) ?? parseSuccess(undefined);
}

const childType = (kind: ResourceKind, property: string): string => `${kind.type}/${property}`.toLowerCase();

/** Types of resources and of the children that are embedded in them. */
const SERVED_TYPES: ReadonlySet<string> = new Set(
  RESOURCE_KINDS.flatMap((kind) => [kind.type.toLowerCase(), ...(kind.children ?? []).map(({ property }) => childType(kind, property))]),
);

/** Adds the children that are resources of their own in the fixture, such as the BGP connections of a Route Server. */
function withChildren(kind: ResourceKind, resource: SeededResource, resources: readonly WorldResource[]): SeededResource {
  const key = resourceKey(resource.id);
  const added = (kind.children ?? []).flatMap(({ property }) => {
    const own = resources.filter(({ id }) => typeOf(id) === childType(kind, property) && parentKey(resourceKey(id)) === key);
    const embedded = (resource.properties[property] ?? []) as readonly unknown[];
    return own.length === 0 ? [] : [[property, [...embedded, ...own.map(({ id, body }) => ({ ...body, name: lastName(id) }))]] as const];
  });
  return added.length === 0 ? resource : { ...resource, properties: { ...resource.properties, ...Object.fromEntries(added) } };
}

/** Returns the paths by which further properties name a VNet and its subnets, in lower case. */
const pathsOf = ({ name, subnets }: StoredVNet): string[] =>
  ['', ...subnets.map((subnet) => `/subnets/${subnet.name}`)].map((end) => `virtualNetworks/${name}${end}`.toLowerCase());

/** Returns the refusal for the first subnet or resource that refers to what is missing, or whose parent is missing, if any. */
function rejectMissingReference(store: Store, resources: readonly WorldResource[]): ParseResult<never> | undefined {
  for (const vnet of store.vnets.values()) {
    const problem = missingReference(store, vnet);
    if (problem) return impossible(vnet.id, problem.message);
  }
  for (const { id } of resources) {
    const key = resourceKey(id);
    const resource = store.resources.get(key);
    if (typeOf(id).includes('/') && !store.resources.has(parentKey(key))) return impossible(id, 'its parent does not exist');
    const problem = resource && referenceProblem(store, resource);
    if (problem) return impossible(id, problem.message);
  }
  return undefined;
}

const impossible = (subject: string, reason: string): ParseResult<never> =>
  parseFailure(`the world is not possible in Azure: ${subject}: ${reason}`);

/** Declares what is behind the local network gateways and circuits of the world. The circuits that connections lead to announce a prefix. */
function declareSites(store: Store, { rows, resources }: World): void {
  for (const { id } of resources)
    if (/^(localnetworkgateways|expressroutecircuits)$/.test(typeOf(id)))
      store.putSite(resourceKey(id), { sharedKey: undefined, isDown: false, announces: [] });
  for (const [i, { kind, status, toId }] of rows.connections.entries()) {
    if (kind === 'Vnet2Vnet' || toId === undefined || status === 'Connecting') continue;
    const announces = kind === 'ExpressRoute' ? [{ prefix: `172.20.${i % 256}.0/24`, asPath: [] }] : [];
    store.putSite(resourceKey(toId), { sharedKey: undefined, isDown: status === 'NotConnected', announces });
  }
}

/** Returns the refusal for the first connection whose derived status differs from its row, if any. */
function rejectImpossibleConnection(store: Store, { connections }: TopologyRows): ParseResult<never> | undefined {
  for (const { id, status } of connections) {
    const resource = store.resources.get(resourceKey(id));
    const derived = resource && connectionStatus(store, readConnection(resource));
    if (derived !== undefined && status !== undefined && status !== derived)
      return parseFailure(
        `the world is not possible in Azure: the connection ${lastName(id)} is ${status}, but Azure would show ${derived}`,
      );
  }
  return undefined;
}

/** Returns the type in an ID of Microsoft.Network, in lower case: `routetables`, `privatednszones/a`. */
const typeOf = (id: string): string => {
  const segments = id.toLowerCase().split('/providers/microsoft.network/')[1]?.split('/') ?? [];
  return segments.filter((_, i) => i % 2 === 0).join('/');
};

const toSeeded = ({ id, location, body: { properties = {}, ...topLevelProperties } }: WorldResource): SeededResource => ({
  id,
  location,
  properties: properties as SeededResource['properties'],
  topLevelProperties,
});

function add(store: Store, kind: ResourceKind, resource: SeededResource): ParseResult<undefined> {
  const ref = parseResourceRef(resource.id);
  if (!ref || store.resources.has(ref.key)) return parseSuccess(undefined);
  const location = resource.location ?? locationOf(store, ref, resource);
  registerGroup(store, ref, location);
  if (kind.write) {
    const body = { ...resource.topLevelProperties, tags: resource.tags, location, properties: resource.properties };
    const built = buildFrom(store, kind, kind.write, ref, body, undefined, API_VERSION);
    if (built.kind === 'error') return impossible(resource.id, built.message);
    store.putResource(built.resource);
    kind.write.afterPut?.(store, built.resource);
    return parseSuccess(undefined);
  }
  const parsed = parseResourceId(resource.id);
  const isChild = parsed.ok && parentId(parsed.value) !== undefined && kind.location !== 'global';
  const { tags, properties, topLevelProperties } = resource;
  store.putResource({
    ...ref,
    type: `Microsoft.Network/${kind.type}`,
    etag: store.newEtag(),
    resourceGuid: store.newGuid(),
    provisioning: 'Succeeded',
    location: kind.location ?? (isChild ? undefined : location),
    tags,
    properties,
    topLevelProperties,
    inVNet: vnetOf(store, ref, properties),
  });
  return parseSuccess(undefined);
}

function locationOf(store: Store, ref: ResourceRef, { properties, locatedWith }: SeededResource): string {
  const vnet = locatedWith === undefined ? vnetOf(store, ref, properties) : resourceKey(locatedWith);
  const group = store.groups.get(groupKey(ref.subscriptionId, ref.resourceGroup));
  return (vnet && store.vnets.get(vnet)?.location) ?? group?.location ?? 'westeurope';
}
