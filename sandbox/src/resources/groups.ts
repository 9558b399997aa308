import { groupNotFound } from '../arm/front-end-checks.ts';
import { list, noContent, type OperationHandler, value } from '../arm/operation-handler.ts';
import { groupKey, type Store, type StoredGroup } from '../store/store.ts';

export const listGroups: OperationHandler = (store, _, { params: { subscriptionId = '' } }) =>
  list(
    [...store.groups.values()].filter((group) => group.subscriptionId.toLowerCase() === subscriptionId.toLowerCase()),
    toWireGroup,
  );

const findGroup = (
  store: Store,
  { subscriptionId = '', resourceGroupName = '' }: Readonly<Record<string, string>>,
): StoredGroup | undefined => store.groups.get(groupKey(subscriptionId, resourceGroupName));

export const getGroup: OperationHandler = (store, _, { params }) => {
  const group = findGroup(store, params);
  return group ? value(toWireGroup(group)) : groupNotFound(params.resourceGroupName ?? '');
};

/** Handles `HEAD`: returns 204 if the group exists, otherwise 404. */
export const checkGroup: OperationHandler = (store, _, { params }) =>
  findGroup(store, params) ? noContent : groupNotFound(params.resourceGroupName ?? '');

const toWireGroup = ({ id, name, location, managedBy }: StoredGroup) => ({
  id,
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  ...(managedBy !== undefined && { managedBy }),
  properties: { provisioningState: 'Succeeded' },
});
