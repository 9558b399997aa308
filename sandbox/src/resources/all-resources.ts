import { VNET_TYPE } from '@peerscape/shared/arm';
import { type Behaviour, type Call, frontEndError, list } from '../arm/answer.ts';
import { QueryError } from '../graph/tokens.ts';
import type { Placed, Store } from '../store/store.ts';
import { type Listed, resourceFilter } from './resource-filter.ts';

/** Every top-level resource of a subscription or group, without its properties: what `az resource list` asks for. */
export const listResources: Behaviour = (store, _, call) => {
  const { subscriptionId = '', resourceGroupName } = call.params;
  const isAsked = (place: Placed): boolean =>
    place.subscriptionId.toLowerCase() === subscriptionId.toLowerCase() &&
    (resourceGroupName === undefined || place.resourceGroup.toLowerCase() === resourceGroupName.toLowerCase());
  try {
    const passes = resourceFilter(call.query.get('$filter') ?? '');
    const kept = everything(store, call, isAsked).filter(passes);
    const top = Number(call.query.get('$top') ?? kept.length);
    return list(kept.slice(0, Number.isInteger(top) ? top : kept.length), (resource) => resource);
  } catch (error) {
    if (error instanceof QueryError)
      return frontEndError(400, 'InvalidFilterInQueryString', `Invalid $filter specified in the query string: ${error.message}.`);
    throw error;
  }
};

function everything(store: Store, { caller }: Call, isAsked: (place: Placed) => boolean): Listed[] {
  const isOpen = (id: string) => store.access.may(caller, '*/read', id);
  const vnets = [...store.vnets.values()].filter((vnet) => isAsked(vnet) && isOpen(vnet.id));
  const others = [...store.resources.values()].filter((resource) => isAsked(resource) && isOpen(resource.id) && isTopLevel(resource.type));
  return [
    ...vnets.map(({ id, name, location, tags }) => ({ id, name, type: VNET_TYPE, location, ...(tags && { tags }) })),
    ...others.map(({ id, name, type, location = '', tags }) => ({ id, name, type, location, ...(tags && { tags }) })),
  ];
}

const isTopLevel = (type: string): boolean => type.split('/').length === 2 || /virtualNetworkLinks$/i.test(type);
