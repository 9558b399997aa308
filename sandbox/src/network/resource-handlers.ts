import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import {
  type ArmError,
  type Call,
  dnsError,
  frontEndError,
  type HandlerResult,
  list,
  noContent,
  type OperationHandler,
  value,
} from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import { kindOf } from '../kinds/index.ts';
import { childrenOfKind, type ResourceKind, type Service, type Writing } from '../kinds/resource-kind.ts';
import { type OperationDraft, startOperation } from '../store/operations.ts';
import { sameContent } from '../store/same-content.ts';
import { groupKey, type Store, type StoredResource } from '../store/store.ts';
import { childNotFound, etagMismatch, operationInProgress, resourceNotFound } from './find.ts';
import { buildResource, buildUpdate, newEtagOf } from './resource-body.ts';
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
  /** Changes tags and properties. */
  readonly update: OperationHandler;
  readonly delete: OperationHandler;
}

/** Creates the operation handlers of a kind. */
export function createResourceHandlers(kind: ResourceKind): ResourceHandlers {
  const { type, write, service } = kind;
  const isChild = type.includes('/');
  const parentIdOf = (call: Call): string => idOf(type.slice(0, type.lastIndexOf('/')), call);
  const findParent = (store: Store, call: Call): StoredResource | undefined => store.resources.get(resourceKey(parentIdOf(call)));
  const isParentMissing = (store: Store, call: Call): boolean => isChild && !findParent(store, call);
  const listMatching = (store: Store, call: Call, matches: (resource: StoredResource) => boolean): HandlerResult =>
    listReadable(store, call, store.resourcesOfType(`Microsoft.Network/${type}`).filter(matches));
  const find = (store: Store, call: Call): StoredResource | undefined => {
    const key = resourceKey(idOf(type, call));
    return store.resources.get(key) ?? findDerived(store, kind, findParent(store, call), key);
  };
  const notFound = (store: Store, call: Call): HandlerResult => {
    const id = idOf(type, call);
    if (service) return (!isParentMissing(store, call) && service.notFound?.(lastName(id), call.params)) || missing(id, call);
    if (isParentMissing(store, call)) return missing(parentIdOf(call), call);
    return isChild ? childNotFound(id) : missing(id, call);
  };
  /** Returns the response to a change whose precondition fails, or during another operation; undefined if it can proceed. */
  const conflictProblem = (store: Store, clock: Clock, call: Call, before: StoredResource | undefined): HandlerResult | undefined => {
    const failed = service ? preconditionProblem(service, call, idOf(type, call), before) : etagMismatch(call, before?.etag);
    if (failed && service?.checksPreconditionsLater) return failLater(store, clock, service, call, failed);
    return failed ?? operationInProgress(store, before?.key ?? resourceKey(idOf(type, call)), call);
  };
  return {
    listInSubscription: (store, _, call) => {
      const subscription = call.params.subscriptionId?.toLowerCase();
      return listMatching(store, call, (resource) => resource.subscriptionId.toLowerCase() === subscription);
    },
    list: (store, _, call) => {
      if (isParentMissing(store, call)) return missing(parentIdOf(call), call);
      const parent = isChild ? findParent(store, call) : undefined;
      if (parent) return listChildren(store, call, [kind], parent);
      const group = groupKey(call.params.subscriptionId ?? '', call.params.resourceGroupName ?? '');
      return listMatching(store, call, (resource) => groupKey(resource.subscriptionId, resource.resourceGroup) === group);
    },
    get: (store, _, call) => {
      const resource = find(store, call);
      if (!resource) return notFound(store, call);
      return value(toWireResource(store, resource, call.apiVersion), kind.hasNoEtagHeader ? undefined : resource.etag);
    },
    put: (store, clock, call) => {
      if (!write) throw new Error(`${type} is read-only`);
      if (isParentMissing(store, call)) return service ? parentNotFound(type, parentIdOf(call)) : missing(parentIdOf(call), call);
      const before = find(store, call);
      const problem = conflictProblem(store, clock, call, before);
      if (problem) return problem;
      const built = buildResource(store, kind, write, call, idOf(type, call), before);
      return built.kind === 'error' ? built : storeResource(store, clock, call, write, built.resource, before);
    },
    update: (store, clock, call) => {
      if (!write) throw new Error(`${type} is read-only`);
      const before = find(store, call);
      if (!before) return notFound(store, call);
      const problem = conflictProblem(store, clock, call, before);
      if (problem) return problem;
      const built = buildUpdate(store, kind, write, call, before);
      return built.kind === 'error' ? built : storeResource(store, clock, call, write, built.resource, before);
    },
    updateTags: (store, clock, call) => {
      const before = find(store, call);
      if (!before) return notFound(store, call);
      const problem = conflictProblem(store, clock, call, before);
      if (problem) return problem;
      const { tags } = call.body as { tags?: Readonly<Record<string, string>> };
      const after = { ...before, tags, etag: newEtagOf(store, kind) };
      if (write?.tagsTakeOperation) return storeResource(store, clock, call, write, after, before);
      store.putResource(after);
      return value(toWireResource(store, after, call.apiVersion), service && after.etag);
    },
    delete: (store, clock, call) => {
      const resource = find(store, call);
      if (!resource) return isParentMissing(store, call) && !service ? missing(parentIdOf(call), call) : noContent;
      const problem = conflictProblem(store, clock, call, resource) ?? write?.deletionProblem?.(store, resource);
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
  const service = kindOf(resource.type)?.service;
  const areTagsDone = !write.tagsTakeOperation || sameContent(before?.tags ?? {}, resource.tags ?? {});
  if (before && !service && areTagsDone && isUnchanged(before, resource)) {
    const retagged = { ...before, tags: resource.tags };
    store.putResource(retagged);
    return value(show(retagged));
  }
  if (write.takes === 'synchronous') {
    store.putResource(resource);
    write.afterPut?.(store, resource);
    return { kind: 'value', status: before ? 200 : 201, body: show(resource), etag: resource.etag };
  }
  const isImmediate = verb === 'put' && (write.isImmediate?.(resource, before) ?? false);
  const updating: StoredResource = isImmediate ? resource : { ...resource, provisioning: 'Updating', isNew: !before };
  store.putResource(updating);
  write.afterPut?.(store, updating);
  const operation = startOperation(store, clock, {
    ...operationOf(resource, write.takes, verb),
    isImmediate,
    retryAfter: write.retryAfter,
    finish: isImmediate ? () => undefined : (memory) => finish(memory, resource, 'Succeeded'),
    fail: (memory) => finish(memory, resource, 'Failed'),
    ...(service && { result: () => show(store.resources.get(resource.key) ?? resource) }),
  });
  if (service) return { kind: 'started', status: 202, body: {}, operation };
  return { kind: 'started', status: before ? 200 : 201, body: show(updating), operation };
}

function deleteResource(store: Store, clock: Clock, write: Writing | undefined, resource: StoredResource): HandlerResult {
  const takes = write?.deletionTakes ?? write?.takes ?? 'synchronous';
  if (takes === 'synchronous') {
    removeResource(store, resource);
    return { kind: 'value', body: undefined };
  }
  store.putResource({ ...resource, provisioning: 'Deleting' });
  const operation = startOperation(store, clock, {
    ...operationOf(resource, takes, 'delete'),
    finish: (memory) => removeResource(memory, resource),
    fail: (memory) => finish(memory, resource, 'Failed'),
    ...(kindOf(resource.type)?.service && { result: () => ({}) }),
  });
  return { kind: 'started', status: 202, operation };
}

/** Removes a resource with its children. */
export function removeResource(store: Store, resource: StoredResource): void {
  for (const child of store.childrenOf(resource.key)) removeResource(store, child);
  store.dropResource(resource.key);
  kindOf(resource.type)?.write?.afterDelete?.(store, resource);
}

function finish(store: Store, { key }: StoredResource, provisioning: StoredResource['provisioning']): void {
  const resource = store.resources.get(key);
  if (resource) store.putResource({ ...resource, provisioning, isNew: false, etag: newEtagOf(store, kindOf(resource.type)) });
}

/** Returns what the operations on a resource have in common. Network names them after the type: `PutRouteTableOperation`. */
function operationOf(
  resource: StoredResource,
  operationClass: OperationDraft['operationClass'],
  verb: 'put' | 'delete',
): Omit<OperationDraft, 'finish' | 'fail'> {
  const type = resource.type.split('/').pop() ?? '';
  const service = kindOf(resource.type)?.service;
  return {
    subscriptionId: resource.subscriptionId,
    ...(service && { polledAt: service.polledAt, resourceGroup: resource.resourceGroup }),
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

/** Creates the handler of a list of children of several kinds. */
export const createChildListHandler =
  (parentKind: ResourceKind, kinds: readonly ResourceKind[]): OperationHandler =>
  (store, _, call) => {
    const id = idOf(parentKind.type, call);
    const parent = store.resources.get(resourceKey(id));
    return parent ? listChildren(store, call, kinds, parent) : missing(id, call);
  };

/** Lists the children of the given kinds, filtered by name and with the page size that the query asks for, as lists of record sets are. */
function listChildren(store: Store, call: Call, kinds: readonly ResourceKind[], parent: StoredResource): HandlerResult {
  const children = kinds.flatMap((kind) => childrenOfKind(store, kind, parent));
  if (!kinds.some(({ listQuery }) => listQuery)) return listReadable(store, call, children);
  const suffix = call.query.get('$recordsetnamesuffix')?.toLowerCase() ?? '';
  const top = Number(call.query.get('$top'));
  const matching = children.filter(({ name }) => name.toLowerCase().endsWith(suffix));
  return { ...listReadable(store, call, matching), ...(Number.isInteger(top) && top > 0 && { pageSize: top }) };
}

function listReadable(store: Store, call: Call, resources: readonly StoredResource[]) {
  const readable = resources.filter(({ id, type }) => store.access.isAllowed(call.caller, `${type}/read`, id));
  return list(readable, (resource) => toWireResource(store, resource, call.apiVersion));
}

const findDerived = (store: Store, kind: ResourceKind, parent: StoredResource | undefined, key: ResourceKey) =>
  parent && kind.derived?.(store, parent).find((resource) => resource.key === key);

function preconditionProblem(service: Service, call: Call, id: string, before: StoredResource | undefined): ArmError | undefined {
  const subject = service.subject(before?.id ?? id);
  if (before && call.ifNoneMatch === '*')
    return dnsError(412, 'PreconditionFailed', `${subject} exists already and hence cannot be created again.`);
  if (call.ifMatch && (before ? call.ifMatch !== '*' && call.ifMatch !== before.etag : true))
    return dnsError(412, 'PreconditionFailed', `${subject} has been modified (etag mismatch).`);
  return undefined;
}

/** Starts an operation that fails, as Azure accepts some requests before it checks their preconditions (recordings of private zones and links). */
function failLater(store: Store, clock: Clock, { polledAt }: Service, { params }: Call, { code, message }: ArmError): HandlerResult {
  const operation = startOperation(store, clock, {
    subscriptionId: params.subscriptionId ?? '',
    resourceGroup: params.resourceGroupName ?? '',
    location: 'global',
    verb: 'put',
    operationClass: 'dns',
    polledAt,
    name: 'CheckPreconditionOperation',
    locks: undefined,
    finish: (_, running) => {
      running.failure = { status: 'Failed', code, message };
    },
    fail: () => undefined,
  });
  return { kind: 'started', status: 202, body: {}, operation };
}

const parentNotFound = (type: string, parentId: string): ArmError =>
  frontEndError(
    404,
    'ParentResourceNotFound',
    `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parentId}' could not be found.`,
  );

const missing = (id: string, call: Call): ArmError =>
  resourceNotFound(id.replace(/^.*\/providers\//, ''), call.params.resourceGroupName ?? '');
