import { resourceKey } from '@peerscape/shared/arm';
import { type Call, list, noContent, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import { kindOf } from '../kinds/index.ts';
import type { EmbeddedChildKind, Properties, ResourceKind } from '../kinds/resource-kind.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { childNotFound, etagMismatch, invalidName, isChildName, operationInProgress, resourceNotFound } from './find.ts';
import { buildFrom } from './resource-body.ts';
import { idOf, nameParameterOf, storeResource } from './resource-handlers.ts';
import { viewProperties } from './resource-view.ts';

interface EmbeddedChild {
  readonly name: string;
  readonly properties?: Properties;
}

const isCalled =
  (name: string) =>
  (child: EmbeddedChild): boolean =>
    child.name.toLowerCase() === name.toLowerCase();

/**
 * Creates the handlers of children that are embedded in their parent, such as the routes of a route table. Writing one writes the parent with
 * all the checks of its kind.
 */
export function createChildHandlers(kind: ResourceKind, child: EmbeddedChildKind) {
  const { property } = child;
  const find = (store: Store, call: Call) => {
    const id = idOf(kind.type, call);
    const parent = store.resources.get(resourceKey(id));
    const missing = resourceNotFound(id.replace(/^.*\/providers\//, ''), call.params.resourceGroupName ?? '');
    const children = (parent ? viewProperties(store, parent, call.apiVersion)[property] : undefined) ?? [];
    const name = call.params[nameParameterOf(property)] ?? '';
    return { parent, missing, name, children: children as readonly EmbeddedChild[] };
  };
  /** Writes the parent with other children. */
  const write = (store: Store, clock: Clock, call: Call, parent: StoredResource, name: string, next?: Properties) => {
    const writing = kindOf(parent.type)?.write;
    if (!writing) throw new Error(`${parent.type} is read-only`);
    const problem = etagMismatch(call, parent.etag) ?? operationInProgress(store, parent.key, call);
    if (problem) return problem;
    const stored = (parent.properties[property] ?? []) as readonly EmbeddedChild[];
    const before = stored.find(isCalled(name));
    const entry = next && { name: before?.name ?? name, ...next };
    const replaced = before ? stored.flatMap((each) => (each === before ? (entry ?? []) : each)) : [...stored, ...(entry ? [entry] : [])];
    const body = { ...parent.topLevelProperties, tags: parent.tags, properties: { ...parent.properties, [property]: replaced } };
    const built = buildFrom(store, kind, writing, parent, body, parent, call.apiVersion);
    return built.kind === 'error' ? built : storeResource(store, clock, call, writing, built.resource, parent, next ? 'put' : 'delete');
  };
  return {
    list: (store, _, call) => {
      const { parent, missing, children } = find(store, call);
      return parent ? list(children, (each) => each) : missing;
    },
    get: (store, _, call) => {
      const { parent, missing, children, name } = find(store, call);
      if (!parent) return missing;
      const found = children.find(isCalled(name));
      return found ? value(found, parent.etag) : childNotFound(`${parent.id}/${property}/${name}`);
    },
    put: (store, clock, call) => {
      const { parent, missing, name, children } = find(store, call);
      if (!parent) return missing;
      const before = children.find(isCalled(name));
      if (!before && !isChildName(name)) return invalidName(name);
      const { properties } = call.body as { properties?: Properties };
      const result = write(store, clock, call, parent, name, { properties: properties ?? {} });
      if (result.kind === 'error') return result;
      const body = find(store, call).children.find(isCalled(name));
      if (result.kind === 'started') return { ...result, status: before ? 200 : 201, body };
      return value(body);
    },
    delete: (store, clock, call) => {
      const { parent, missing, name, children } = find(store, call);
      if (!parent) return missing;
      if (!children.some(isCalled(name))) return noContent;
      const result = write(store, clock, call, parent, name);
      return result.kind === 'started' ? { kind: 'started', status: 202, operation: result.operation } : result;
    },
  } satisfies Record<string, OperationHandler>;
}
