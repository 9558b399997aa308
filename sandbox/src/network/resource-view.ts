import { hideLaterProperties, WITH_PART_TYPES } from '../arm/property-versions.ts';
import { kindOf } from '../kinds/index.ts';
import type { Properties } from '../kinds/resource-kind.ts';
import type { Store, StoredResource } from '../store/store.ts';

/** Returns the properties of a resource as Azure shows them in the given api-version. */
export function viewProperties(store: Store, resource: StoredResource, apiVersion: string): Properties {
  const kind = kindOf(resource.type);
  const properties = {
    ...(!kind?.hasNoProvisioningState && { provisioningState: resource.provisioning }),
    ...(kind?.hasResourceGuid && { resourceGuid: resource.resourceGuid }),
    ...withEtags(resource, kind?.view?.(store, resource, apiVersion) ?? resource.properties, apiVersion),
  };
  return hideLaterProperties({ properties }, kind?.versions ?? {}, apiVersion).properties;
}

interface PartLike {
  readonly name?: unknown;
  readonly id: string;
  readonly properties: Properties;
}

/** Adds what Azure shows of each part of a resource that has an ID of its own: the etag and provisioning state of the resource. */
const withEtags = ({ id, etag, provisioning }: StoredResource, properties: Properties, apiVersion: string): Properties => {
  const isPart = (entry: unknown): entry is PartLike =>
    typeof entry === 'object' &&
    entry !== null &&
    'id' in entry &&
    'properties' in entry &&
    typeof entry.id === 'string' &&
    entry.id.startsWith(`${id}/`);
  const show = (entry: unknown): unknown => {
    if (!isPart(entry)) return entry;
    const { name, id: partId, properties: own, ...more } = hideLaterProperties(entry, { type: WITH_PART_TYPES }, apiVersion);
    return { name, id: partId, etag, ...more, properties: { provisioningState: provisioning, ...own } };
  };
  return mapLists(properties, show);
};

/** Maps the entries of the lists in the properties, and of those in objects in them such as the certificates for clients of a gateway. */
const mapLists = (properties: Properties, show: (entry: unknown) => unknown): Properties =>
  Object.fromEntries(
    Object.entries(properties).map(([name, content]) => {
      if (Array.isArray(content)) return [name, content.map(show)];
      return [name, typeof content === 'object' && content !== null ? mapLists(content as Properties, show) : content];
    }),
  );

/** Converts a resource to its wire format. */
export function toWireResource(store: Store, resource: StoredResource, apiVersion: string): Record<string, unknown> {
  const { name, id, etag, type, location, tags, topLevelProperties } = resource;
  return {
    name,
    id,
    etag,
    type,
    ...(location !== undefined && { location }),
    ...(tags && { tags }),
    ...(topLevelProperties && hideLaterProperties(topLevelProperties, kindOf(type)?.versions ?? {}, apiVersion)),
    properties: viewProperties(store, resource, apiVersion),
  };
}
