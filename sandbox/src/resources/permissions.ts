import { list, type OperationHandler } from '../arm/operation-handler.ts';

/** Actions that are excluded from the Contributor role. */
const CONTRIBUTOR_NOT_ACTIONS = [
  'Microsoft.Authorization/*/Delete',
  'Microsoft.Authorization/*/Write',
  'Microsoft.Authorization/elevateAccess/Action',
];

/** Lists the caller's permissions at the scope before `/providers/Microsoft.Authorization`; empty if everything is denied. */
export const listPermissions: OperationHandler = (store, _, { params, caller }) => {
  const denied = caller.unlimited ? [] : store.access.denialsAt(scopeOf(params)).flatMap(({ actions }) => actions);
  if (denied.includes('*')) return list([], () => undefined);
  return list([[...CONTRIBUTOR_NOT_ACTIONS, ...denied]], (notActions) => ({
    actions: ['*'],
    notActions,
    dataActions: [],
    notDataActions: [],
  }));
};

/** Returns the scope before `/providers/Microsoft.Authorization` from the parameters of the path. */
export function scopeOf(params: Readonly<Record<string, string>>): string {
  const { subscriptionId, resourceGroupName, namespace, parentType, parentName, resourceType, resourceName } = params;
  const group = resourceGroupName === undefined ? '' : `/resourceGroups/${resourceGroupName}`;
  const parent = parentType === undefined ? '' : `/${parentType}/${parentName}`;
  const resource = namespace === undefined ? '' : `/providers/${namespace}${parent}/${resourceType}/${resourceName}`;
  return `/subscriptions/${subscriptionId}${group}${resource}`;
}
