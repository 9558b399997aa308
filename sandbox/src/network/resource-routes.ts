import type { Route } from '../arm/route.ts';
import { RESOURCE_KINDS } from '../kinds/index.ts';
import type { EmbeddedChildKind, ResourceKind } from '../kinds/resource-kind.ts';
import { createChildHandlers } from './embedded-children.ts';
import { createChildListHandler, createResourceHandlers, nameParameterOf } from './resource-handlers.ts';

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const PROVIDER = 'providers/Microsoft.Network';
const GROUP = `${SUBSCRIPTION}/resourceGroups/{resourceGroupName}/${PROVIDER}`;
const IGNORED_QUERY = ['$top', '$expand'];

/** Body of a PATCH, which changes the tags only. */
export const TAGS_SHAPE = { tags: 'any' } as const;

/** Returns the routes of a kind: list, get, and for kinds that can be written PUT, PATCH of the tags and DELETE; then those of its children. */
function routesOf(kind: ResourceKind): Route[] {
  const { group, type, listInSubscription, listQuery, write, children = [], childLists = [] } = kind;
  const idOf = (operation: string): string => `${group}_${operation}${kind.variant ? ` (${kind.variant})` : ''}`;
  const types = type.split('/');
  const collection = `${GROUP}${types.map((segment, i) => `/${segment}${i < types.length - 1 ? `/{${nameParameterOf(segment)}}` : ''}`).join('')}`;
  const path = `${collection}/{${nameParameterOf(types[types.length - 1] ?? '')}}`;
  const action = (verb: string): string => `Microsoft.Network/${type}/${verb}`;
  const handlers = createResourceHandlers(kind);
  const read = { method: 'GET', action: action('read'), ...(listQuery ? { query: listQuery } : { ignoredQuery: IGNORED_QUERY }) } as const;
  const all: Route[] = listInSubscription
    ? [{ ...read, id: idOf(listInSubscription), path: `${SUBSCRIPTION}/${PROVIDER}/${type}`, run: handlers.listInSubscription }]
    : [];
  const one: Route[] = [
    { ...read, id: idOf(listInSubscription === 'List' ? 'ListByResourceGroup' : 'List'), path: collection, run: handlers.list },
    { ...read, id: idOf('Get'), path, run: handlers.get },
    ...childLists.map(
      ({ operation, segment, kinds }): Route => ({
        id: operation,
        method: 'GET',
        path: `${path}/${segment}`,
        action: action(`${segment}/read`),
        query: kinds[0]?.listQuery ?? [],
        run: createChildListHandler(kind, kinds),
      }),
    ),
  ];
  const changes: Route[] = write
    ? [
        { id: idOf('CreateOrUpdate'), method: 'PUT', path, action: action('write'), body: write.body, run: handlers.put },
        write.patch
          ? { id: idOf('Update'), method: 'PATCH', path, action: action('write'), body: write.patch, run: handlers.update }
          : { id: idOf('UpdateTags'), method: 'PATCH', path, action: action('write'), body: TAGS_SHAPE, run: handlers.updateTags },
        { id: idOf('Delete'), method: 'DELETE', path, action: action('delete'), run: handlers.delete },
      ]
    : [];
  return [...all, ...one, ...changes, ...children.flatMap((child) => childRoutesOf(kind, child, path))];
}

function childRoutesOf(kind: ResourceKind, child: EmbeddedChildKind, parentPath: string): Route[] {
  const { group, property, body } = child;
  const handlers = createChildHandlers(kind, child);
  const collection = `${parentPath}/${property}`;
  const path = `${collection}/{${nameParameterOf(property)}}`;
  const action = (verb: string): string => `Microsoft.Network/${kind.type}/${property}/${verb}`;
  const read: Route[] = [
    { id: `${group}_List`, method: 'GET', path: collection, action: action('read'), run: handlers.list },
    { id: `${group}_Get`, method: 'GET', path, action: action('read'), run: handlers.get },
  ];
  if (!body) return read;
  return [
    ...read,
    { id: `${group}_CreateOrUpdate`, method: 'PUT', path, action: action('write'), body, run: handlers.put },
    { id: `${group}_Delete`, method: 'DELETE', path, action: action('delete'), run: handlers.delete },
  ];
}

/** Routes of the resources around VNets. */
export const resourceTypeRoutes: readonly Route[] = RESOURCE_KINDS.flatMap(routesOf);
