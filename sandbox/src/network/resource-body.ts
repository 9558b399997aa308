import { lastName, type ResourceKey, resourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import { referenceNotFound } from '../arm/network-errors.ts';
import type { ArmError, Call } from '../arm/operation-handler.ts';
import { globalLocationProblem, movedProblem, regionNameOf, regionProblem } from '../arm/regions.ts';
import { kindOf } from '../kinds/index.ts';
import type { Draft, Properties, ResourceKind, Writing } from '../kinds/resource-kind.ts';
import { collectReferences, parentKey, topLevelKey } from '../store/references.ts';
import { groupKey, type ResourceRef, type Store, type StoredResource } from '../store/store.ts';
import { invalidName, isChildName } from './find.ts';

interface ResourceBody extends Properties {
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly properties?: Properties;
}

type Built = { readonly kind: 'built'; readonly resource: StoredResource } | ArmError;

/** Builds the resource that a PUT results in, or returns Azure's refusal. */
export function buildResource(
  store: Store,
  kind: ResourceKind,
  write: Writing,
  call: Call,
  pathId: string,
  before: StoredResource | undefined,
): Built {
  const body = call.body as ResourceBody;
  const ref = before ?? placeOf(store, kind, call, pathId);
  const problem =
    (before || write.checksName || isChildName(ref.name) ? undefined : invalidName(ref.name)) ?? locationProblem(kind, ref, body, before);
  if (problem) return problem;
  const built = buildFrom(store, kind, write, ref, body, before, call.apiVersion);
  return built.kind === 'error' ? built : (referenceProblem(store, built.resource) ?? built);
}

/** Builds the resource that a PATCH results in: what is there with the tags and properties of the body. */
export function buildUpdate(store: Store, kind: ResourceKind, write: Writing, call: Call, before: StoredResource): Built {
  const { tags = before.tags, properties } = call.body as ResourceBody;
  const body = { ...before.topLevelProperties, tags, properties: { ...before.properties, ...properties } };
  const built = buildFrom(store, kind, write, before, body, before, call.apiVersion);
  return built.kind === 'error' ? built : (referenceProblem(store, built.resource) ?? built);
}

/** Builds a resource from a body whose place was checked; used for PUTs and for the resources of a fixture. */
export function buildFrom(
  store: Store,
  kind: ResourceKind,
  write: Writing,
  ref: ResourceRef,
  body: ResourceBody,
  before: StoredResource | undefined,
  apiVersion: string,
): Built {
  const { id, key, name, subscriptionId, resourceGroup } = ref;
  const ownLocation = hasLocation(kind) ? (before?.location ?? regionNameOf(body.location ?? '')) : undefined;
  const location = kind.location === 'global' ? 'global' : ownLocation;
  const draft: Draft = {
    id,
    key,
    name,
    subscriptionId,
    resourceGroup,
    type: `Microsoft.Network/${kind.type}`,
    location,
    properties: body.properties ?? {},
    body,
    before,
    apiVersion,
  };
  const built = write.build(store, draft);
  if ('kind' in built) return built;
  const resource: StoredResource = {
    id,
    key,
    name,
    subscriptionId,
    resourceGroup,
    type: draft.type,
    location,
    tags: body.tags,
    etag: newEtagOf(store, kind),
    resourceGuid: before?.resourceGuid ?? store.newGuid(),
    provisioning: 'Succeeded',
    properties: built.properties,
    topLevelProperties: built.topLevelProperties,
    inVNet: built.inVNet ?? vnetOf(store, draft, built.properties),
  };
  return { kind: 'built', resource };
}

/** Returns whether each resource of the kind has a location of its own. */
const hasLocation = ({ type, location }: ResourceKind): boolean => location === 'own' || (location === undefined && !type.includes('/'));

/** Returns a new etag in the format of the service. */
export const newEtagOf = (store: Store, kind: ResourceKind | undefined): string => kind?.service?.newEtag(store) ?? store.newEtag();

/**
 * Returns an error for the first reference to a resource, or to a part of one, that does not exist. Types that the sandbox does not serve are not
 * checked.
 */
export function referenceProblem(store: Store, { key, id, properties }: StoredResource): ArmError | undefined {
  const missing = collectReferences(key, id, properties).find(({ to }) =>
    to.startsWith(`${key}/`) ? !hasPart(properties, to) && !store.resources.has(to) : !mayExist(store, to),
  );
  return missing && referenceNotFound(missing.id, missing.at);
}

/** Returns whether one of the lists in the properties contains the part, such as a front end of a load balancer. */
const hasPart = (properties: Properties, key: ResourceKey): boolean =>
  Object.values(properties).some(
    (content) =>
      Array.isArray(content) &&
      content.some((entry: unknown) => {
        const id: unknown = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
        return typeof id === 'string' && resourceKey(id) === key;
      }),
  );

const TYPE = /\/providers\/([^/]+\/[^/]+)/;
const SUBNET = /\/subnets\/([^/]+)$/;

function mayExist(store: Store, key: ResourceKey): boolean {
  const owner = topLevelKey(key);
  const type = TYPE.exec(owner)?.[1] ?? '';
  if (type !== VNET_TYPE.toLowerCase()) {
    const resource = store.resources.get(owner);
    if (!resource) return kindOf(type) === undefined;
    return key === owner || store.resources.has(key) || hasPart(resource.properties, key);
  }
  const vnet = store.vnets.get(owner);
  const subnet = SUBNET.exec(key)?.[1];
  return vnet !== undefined && (subnet === undefined || vnet.subnets.some(({ name }) => name.toLowerCase() === subnet));
}

/** Returns the VNet of the first subnet that the properties refer to. */
export function vnetOf(store: Store, { key, id }: ResourceRef, properties: Properties): ResourceKey | undefined {
  const subnet = collectReferences(key, id, properties).find(({ to }) => SUBNET.test(to));
  const owner = subnet && topLevelKey(subnet.to);
  return owner && store.vnets.has(owner) ? owner : undefined;
}

/** Returns the identity of a new resource, in the casing of its parent or of its resource group. */
function placeOf(store: Store, kind: ResourceKind, { params }: Call, pathId: string): ResourceRef {
  const { subscriptionId = '', resourceGroupName = '' } = params;
  const group = store.groups.get(groupKey(subscriptionId, resourceGroupName));
  const resourceGroup = group?.name ?? resourceGroupName;
  const place = pathId.replace(/\/resourceGroups\/[^/]+/, `/resourceGroups/${resourceGroup}`);
  const above = store.resources.get(parentKey(resourceKey(place)))?.id ?? place.replace(/\/[^/]+\/[^/]+$/, '');
  const name = kind.hasLowerCaseNames ? lastName(place).toLowerCase() : lastName(place);
  const id = `${above}/${kind.type.split('/').pop()}/${name}`;
  return { id, key: resourceKey(id), name, subscriptionId: group?.subscriptionId ?? subscriptionId, resourceGroup };
}

function locationProblem(
  kind: ResourceKind,
  { name, resourceGroup }: ResourceRef,
  body: ResourceBody,
  before: StoredResource | undefined,
): ArmError | undefined {
  const type = `Microsoft.Network/${kind.type}`;
  if (kind.location === 'global') return globalLocationProblem(type, body.location);
  if (!hasLocation(kind)) return undefined;
  return regionProblem(type, body.location) ?? movedProblem(name, resourceGroup, body.location ?? '', before?.location);
}
