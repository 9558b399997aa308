import { type Behaviour, list, nothing, value } from '../arm/answer.ts';
import { groupNotFound } from '../arm/front-door.ts';
import { groupKey, type Store, type StoredGroup } from '../store/store.ts';

export const listGroups: Behaviour = (store, _, { params: { subscriptionId = '' } }) =>
  list(
    [...store.groups.values()].filter((group) => group.subscriptionId.toLowerCase() === subscriptionId.toLowerCase()),
    showGroup,
  );

const groupAt = (
  store: Store,
  { subscriptionId = '', resourceGroupName = '' }: Readonly<Record<string, string>>,
): StoredGroup | undefined => store.groups.get(groupKey(subscriptionId, resourceGroupName));

export const getGroup: Behaviour = (store, _, { params }) => {
  const group = groupAt(store, params);
  return group ? value(showGroup(group)) : groupNotFound(params.resourceGroupName ?? '');
};

/** `HEAD`: whether the group is there. */
export const checkGroup: Behaviour = (store, _, { params }) =>
  groupAt(store, params) ? nothing : groupNotFound(params.resourceGroupName ?? '');

const showGroup = ({ id, name, location }: StoredGroup) => ({
  id,
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  properties: { provisioningState: 'Succeeded' },
});
