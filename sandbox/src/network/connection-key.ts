import { resourceKey } from '@peerscape/shared/arm';
import { type Call, type HandlerResult, type OperationHandler, value } from '../arm/operation-handler.ts';
import { connections } from '../kinds/connections.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { etagMismatch, operationInProgress, resourceNotFound } from './find.ts';
import { buildFrom } from './resource-body.ts';
import { idOf, storeResource } from './resource-handlers.ts';

const find = (store: Store, call: Call): StoredResource | undefined => store.resources.get(resourceKey(idOf(connections.type, call)));

const notFound = ({ params }: Call): HandlerResult =>
  resourceNotFound(`Microsoft.Network/connections/${params.connectionName ?? ''}`, params.resourceGroupName ?? '');

const keyOf = ({ properties }: StoredResource) => ({ value: properties.sharedKey ?? '' });

/** Returns the shared key of a connection. */
export const getSharedKey: OperationHandler = (store, _, call) => {
  const connection = find(store, call);
  return connection ? value(keyOf(connection)) : notFound(call);
};

/** Writes the connection with another key. */
export const setSharedKey: OperationHandler = (store, clock, call) => {
  const before = find(store, call);
  const { write } = connections;
  if (!before || !write) return notFound(call);
  const problem = etagMismatch(call, before.etag) ?? operationInProgress(store, before.key, call);
  if (problem) return problem;
  const { value: sharedKey = '' } = call.body as { readonly value?: string };
  const { tags, properties } = before;
  const built = buildFrom(store, connections, write, before, { tags, properties: { ...properties, sharedKey } }, before, call.apiVersion);
  if (built.kind === 'error') return built;
  const result = storeResource(store, clock, call, write, built.resource, before);
  return result.kind === 'started' ? { ...result, body: keyOf(built.resource) } : value(keyOf(built.resource));
};
