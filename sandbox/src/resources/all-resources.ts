import { VNET_TYPE } from '@peerscape/shared/arm';
import { type Call, frontEndError, list, type OperationHandler } from '../arm/operation-handler.ts';
import { QueryError } from '../graph/tokenize.ts';
import type { ResourceRef, Store, StoredResource } from '../store/store.ts';
import { type ListedResource, parseResourceFilter } from './resource-filter.ts';

/** Lists the top-level resources of a subscription or resource group without their properties, as `az resource list` requests them. */
export const listResources: OperationHandler = (store, _, call) => {
  const { subscriptionId = '', resourceGroupName } = call.params;
  const isInScope = (place: ResourceRef): boolean =>
    place.subscriptionId.toLowerCase() === subscriptionId.toLowerCase() &&
    (resourceGroupName === undefined || place.resourceGroup.toLowerCase() === resourceGroupName.toLowerCase());
  try {
    const passes = parseResourceFilter(call.query.get('$filter') ?? '');
    const matching = readableResources(store, call, isInScope).filter(passes);
    const top = Number(call.query.get('$top') ?? matching.length);
    return list(matching.slice(0, Number.isInteger(top) ? top : matching.length), (resource) => resource);
  } catch (error) {
    if (error instanceof QueryError)
      return frontEndError(400, 'InvalidFilterInQueryString', `Invalid $filter specified in the query string: ${error.message}.`);
    throw error;
  }
};

function readableResources(store: Store, { caller }: Call, isInScope: (place: ResourceRef) => boolean): ListedResource[] {
  const isReadable = (id: string) => store.access.isAllowed(caller, '*/read', id);
  const vnets = [...store.vnets.values()].filter((vnet) => isInScope(vnet) && isReadable(vnet.id));
  const others = [...store.resources.values()].filter((resource) => isInScope(resource) && isReadable(resource.id) && isTracked(resource));
  return [
    ...vnets.map(({ id, name, location, tags }) => ({ id, name, type: VNET_TYPE, location, ...(tags && { tags }) })),
    ...others.map(({ id, name, type, location = '', tags }) => ({ id, name, type, location, ...(tags && { tags }) })),
  ];
}

/** Returns whether ARM lists a resource: top-level ones, and children with a location such as the links of a private DNS zone. */
const isTracked = ({ type, location }: StoredResource): boolean => type.split('/').length === 2 || location !== undefined;
