import { parentId, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { TopologyRows } from '@peerscape/shared/topology';
import { RESOURCE_KINDS } from '../kinds/index.ts';
import type { ResourceKind, SeededResource } from '../kinds/resource-kind.ts';
import { buildFrom, vnetOf } from '../network/resource-body.ts';
import { groupKey, type ResourceRef, type Store } from '../store/store.ts';
import { parseResourceRef, registerGroup } from './resource-ref.ts';

const API_VERSION = '2025-05-01';

/** Adds the resources in and around the VNets to the store: those that can be written as a PUT would. Rejects what Azure would refuse. */
export function seedAttachedResources(store: Store, rows: TopologyRows): ParseResult<undefined> {
  for (const kind of RESOURCE_KINDS) {
    for (const resource of kind.fromRows?.(rows, store) ?? []) {
      const added = add(store, kind, resource);
      if (!added.ok) return added;
    }
  }
  return parseSuccess(undefined);
}

function add(store: Store, kind: ResourceKind, resource: SeededResource): ParseResult<undefined> {
  const ref = parseResourceRef(resource.id);
  if (!ref || store.resources.has(ref.key)) return parseSuccess(undefined);
  const location = resource.location ?? locationOf(store, ref, resource);
  registerGroup(store, ref, location);
  if (kind.write) {
    const body = { ...resource.topLevelProperties, tags: resource.tags, location, properties: resource.properties };
    const built = buildFrom(store, kind, kind.write, ref, body, undefined, API_VERSION);
    if (built.kind === 'error') return parseFailure(`the world is not possible in Azure: ${resource.id}: ${built.message}`);
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
