import { resourceKey } from '@peerscape/shared/arm';
import { type Call, created, type HandlerResult, list, noContent, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import { kindOf, RESOURCE_KINDS } from '../kinds/index.ts';
import type { ResourceKind, Writing } from '../kinds/resource-kind.ts';
import { type OperationDraft, startOperation } from '../store/operations.ts';
import { sameContent } from '../store/same-content.ts';
import { groupKey, type Store, type StoredResource } from '../store/store.ts';
import { childNotFound, etagMismatch, operationInProgress, resourceNotFound } from './find.ts';
import { buildResource } from './resource-body.ts';
import { toWireResource } from './resource-view.ts';

/** Returns the path parameter with the name of a resource: `virtualHubs` → `virtualHubName`. */
export const nameParameterOf = (segment: string): string => `${segment.replace(/s$/, '')}Name`;

interface ResourceHandlers {
  readonly listInSubscription: OperationHandler;
  /** Lists the resources of a group, or the children of a resource. */
  readonly list: OperationHandler;
  readonly get: OperationHandler;
  readonly put: OperationHandler;
  readonly updateTags: OperationHandler;
  readonly delete: OperationHandler;
}

/** Creates the operation handlers of a kind. */
export function createResourceHandlers(kind: ResourceKind): ResourceHandlers {
  const { type, write } = kind;
  const isChild = type.includes('/');
  const parentIdOf = (call: Call): string => idOf(type.slice(0, type.lastIndexOf('/')), call);
  const isParentMissing = (store: Store, call: Call): boolean => isChild && !store.resources.has(resourceKey(parentIdOf(call)));
  const listMatching = (store: Store, call: Call, matches: (resource: StoredResource) => boolean): HandlerResult => {
    const readable = store
      .resourcesOfType(`Microsoft.Network/${type}`)
      .filter((resource) => matches(resource) && store.access.isAllowed(call.caller, `Microsoft.Network/${type}/read`, resource.id));
    return list(readable, (resource) => toWireResource(store, resource, call.apiVersion));
  };
  const find = (store: Store, call: Call): StoredResource | undefined => store.resources.get(resourceKey(idOf(type, call)));
  const notFound = (store: Store, call: Call): HandlerResult => {
    if (isParentMissing(store, call)) return missing(parentIdOf(call), call);
    return isChild ? childNotFound(idOf(type, call)) : missing(idOf(type, call), call);
  };
  return {
    listInSubscription: (store, _, call) => {
      const subscription = call.params.subscriptionId?.toLowerCase();
      return listMatching(store, call, (resource) => resource.subscriptionId.toLowerCase() === subscription);
    },
    list: (store, _, call) => {
      if (isParentMissing(store, call)) return missing(parentIdOf(call), call);
      if (isChild) {
        const prefix = `${resourceKey(parentIdOf(call))}/`;
        return listMatching(store, call, (resource) => resource.key.startsWith(prefix));
      }
      const group = groupKey(call.params.subscriptionId ?? '', call.params.resourceGroupName ?? '');
      return listMatching(store, call, (resource) => groupKey(resource.subscriptionId, resource.resourceGroup) === group);
    },
    get: (store, _, call) => {
      const resource = find(store, call);
      return resource ? value(toWireResource(store, resource, call.apiVersion), resource.etag) : notFound(store, call);
    },
    put: (store, clock, call) => {
      if (!write) throw new Error(`${type} is read-only`);
      if (isParentMissing(store, call)) return missing(parentIdOf(call), call);
      const before = find(store, call);
      const problem = etagMismatch(call, before?.etag) ?? operationInProgress(store, before?.key ?? resourceKey(idOf(type, call)), call);
      if (problem) return problem;
      const built = buildResource(store, kind, write, call, idOf(type, call), before);
      return built.kind === 'error' ? built : storeResource(store, clock, call, write, built.resource, before);
    },
    updateTags: (store, _, call) => {
      const before = find(store, call);
      if (!before) return notFound(store, call);
      const problem = etagMismatch(call, before.etag) ?? operationInProgress(store, before.key, call);
      if (problem) return problem;
      const { tags } = call.body as { tags?: Readonly<Record<string, string>> };
      const after = { ...before, tags, etag: store.newEtag() };
      store.putResource(after);
      return value(toWireResource(store, after, call.apiVersion), after.etag);
    },
    delete: (store, clock, call) => {
      const resource = find(store, call);
      if (!resource) return isParentMissing(store, call) ? missing(parentIdOf(call), call) : noContent;
      const problem =
        etagMismatch(call, resource.etag) ?? operationInProgress(store, resource.key, call) ?? write?.deletionProblem?.(store, resource);
      return problem ?? deleteResource(store, clock, write, resource);
    },
  };
}

/** Stores what a PUT resulted in and starts its operation. A PUT that changes nothing is done at once, as in the recordings (azure-semantics §12). */
export function storeResource(
  store: Store,
  clock: Clock,
  call: Call,
  write: Writing,
  resource: StoredResource,
  before: StoredResource | undefined,
  verb: 'put' | 'delete' = 'put',
): HandlerResult {
  const show = (stored: StoredResource) => toWireResource(store, stored, call.apiVersion);
  if (before && isUnchanged(before, resource)) {
    const retagged = { ...before, tags: resource.tags };
    store.putResource(retagged);
    return value(show(retagged));
  }
  if (write.takes === 'synchronous') {
    store.putResource(resource);
    write.afterPut?.(store, resource);
    return before ? value(show(resource)) : created(show(resource));
  }
  const updating: StoredResource = { ...resource, provisioning: 'Updating' };
  store.putResource(updating);
  write.afterPut?.(store, updating);
  const operation = startOperation(store, clock, {
    ...operationOf(resource, write.takes, verb),
    finish: (memory) => finish(memory, resource, 'Succeeded'),
    fail: (memory) => finish(memory, resource, 'Failed'),
  });
  return { kind: 'started', status: before ? 200 : 201, body: show(updating), operation };
}

function deleteResource(store: Store, clock: Clock, write: Writing | undefined, resource: StoredResource): HandlerResult {
  if (write === undefined || write.takes === 'synchronous') {
    removeResource(store, resource);
    return { kind: 'value', body: undefined };
  }
  store.putResource({ ...resource, provisioning: 'Deleting' });
  const operation = startOperation(store, clock, {
    ...operationOf(resource, write.takes, 'delete'),
    finish: (memory) => removeResource(memory, resource),
    fail: (memory) => finish(memory, resource, 'Failed'),
  });
  return { kind: 'started', status: 202, operation };
}

/** Removes a resource with its children. */
export function removeResource(store: Store, resource: StoredResource): void {
  for (const { type } of RESOURCE_KINDS) {
    if (!`microsoft.network/${type}`.toLowerCase().startsWith(`${resource.type.toLowerCase()}/`)) continue;
    const children = store.resourcesOfType(`Microsoft.Network/${type}`).filter(({ key }) => key.startsWith(`${resource.key}/`));
    for (const child of children) store.dropResource(child.key);
  }
  store.dropResource(resource.key);
  kindOf(resource.type)?.write?.afterDelete?.(store, resource);
}

function finish(store: Store, { key }: StoredResource, provisioning: StoredResource['provisioning']): void {
  const resource = store.resources.get(key);
  if (resource) store.putResource({ ...resource, provisioning, etag: store.newEtag() });
}

/** Returns what the operations on a resource have in common. Network names them after the type: `PutRouteTableOperation`. */
function operationOf(
  resource: StoredResource,
  operationClass: OperationDraft['operationClass'],
  verb: 'put' | 'delete',
): Omit<OperationDraft, 'finish' | 'fail'> {
  const type = resource.type.split('/').pop() ?? '';
  return {
    subscriptionId: resource.subscriptionId,
    location: resource.location ?? 'global',
    verb,
    operationClass,
    name: `${verb === 'put' ? 'Put' : 'Delete'}${type.charAt(0).toUpperCase()}${type.slice(1).replace(/s$/, '')}Operation`,
    locks: resource.key,
  };
}

const isUnchanged = ({ location, properties, topLevelProperties = {}, provisioning }: StoredResource, after: StoredResource): boolean =>
  provisioning === 'Succeeded' &&
  location === after.location &&
  sameContent(properties, after.properties) &&
  sameContent(topLevelProperties, after.topLevelProperties ?? {});

/** Builds the ID of a resource of the given type from the path parameters. */
export function idOf(type: string, { params }: Call): string {
  const names = type.split('/').map((segment) => `/${segment}/${params[nameParameterOf(segment)] ?? ''}`);
  return `/subscriptions/${params.subscriptionId}/resourceGroups/${params.resourceGroupName}/providers/Microsoft.Network${names.join('')}`;
}

const missing = (id: string, call: Call): HandlerResult =>
  resourceNotFound(id.replace(/^.*\/providers\//, ''), call.params.resourceGroupName ?? '');
