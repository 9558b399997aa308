import { groupNotFound } from '../arm/front-end-checks.ts';
import { created, frontEndError, list, noContent, type OperationHandler, value } from '../arm/operation-handler.ts';
import { movedProblem, regionNameOf, regionProblem } from '../arm/regions.ts';
import type { Shape } from '../arm/shape.ts';
import { startOperation } from '../store/operations.ts';
import { groupKey, type Store, type StoredGroup } from '../store/store.ts';
import { emptyGroup } from './empty-group.ts';
import { parseTagFilter } from './resource-filter.ts';

const GROUP_TYPE = 'Microsoft.Resources/resourceGroups';

/** Shape of the body of a resource group. */
export const GROUP_SHAPE: Shape = {
  id: 'string',
  name: 'string',
  type: 'string',
  location: 'string',
  managedBy: 'string',
  tags: 'any',
  properties: { provisioningState: 'string' },
};

interface GroupBody {
  readonly location?: string;
  readonly managedBy?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Lists the groups of a subscription, or those with the tag that `$filter` names. */
export const listGroups: OperationHandler = (store, _, { params: { subscriptionId = '' }, query, apiVersion }) => {
  const filter = query.get('$filter') ?? '';
  const matches = filter.trim() === '' ? () => true : parseTagFilter(filter);
  if (!matches) return frontEndError(400, 'InvalidFilterInQueryString', 'Invalid $filter specified in the query string.');
  const groups = [...store.groups.values()].filter(
    (group) => group.subscriptionId.toLowerCase() === subscriptionId.toLowerCase() && matches(group),
  );
  return list(groups, (group) => toWireGroup(group, apiVersion));
};

const findGroup = (
  store: Store,
  { subscriptionId = '', resourceGroupName = '' }: Readonly<Record<string, string>>,
): StoredGroup | undefined => store.groups.get(groupKey(subscriptionId, resourceGroupName));

export const getGroup: OperationHandler = (store, _, { params, apiVersion }) => {
  const group = findGroup(store, params);
  return group ? value(toWireGroup(group, apiVersion)) : groupNotFound(params.resourceGroupName ?? '');
};

/** Handles `HEAD`: returns 204 if the group exists, otherwise 404. */
export const checkGroup: OperationHandler = (store, _, { params }) =>
  findGroup(store, params) ? noContent : groupNotFound(params.resourceGroupName ?? '');

/** Names have up to 90 letters, digits, `_`, `-`, `.` and parentheses, and do not end with a full stop (Microsoft's naming rules). */
const NAME = /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u;

/** Creates a group or replaces its tags; done when the response arrives. */
export const putGroup: OperationHandler = (store, _, { params, body, apiVersion }) => {
  const { subscriptionId = '', resourceGroupName = '' } = params;
  const before = findGroup(store, params);
  const { location, tags, managedBy } = body as GroupBody;
  if (!NAME.test(resourceGroupName)) {
    return frontEndError(
      400,
      'InvalidResourceGroup',
      `The provided resource group name '${resourceGroupName}' has these invalid characters or ends with a full stop. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.`,
    );
  }
  const problem = regionProblem(GROUP_TYPE, location) ?? movedGroup(resourceGroupName, location ?? '', before) ?? deleting(before);
  if (problem) return problem;
  const subscription = store.subscriptions.get(subscriptionId.toLowerCase())?.id ?? subscriptionId;
  const group: StoredGroup = {
    ...(before ?? {
      id: `/subscriptions/${subscription}/resourceGroups/${resourceGroupName}`,
      name: resourceGroupName,
      subscriptionId: subscription,
      location: regionNameOf(location ?? ''),
    }),
    tags,
    ...(managedBy !== undefined && { managedBy }),
  };
  store.groups.set(groupKey(subscriptionId, resourceGroupName), group);
  const shown = toWireGroup(group, apiVersion);
  return before ? value(shown) : created(shown);
};

const movedGroup = (name: string, location: string, before: StoredGroup | undefined) =>
  movedProblem(name, name, location, before?.location)
    ? frontEndError(
        409,
        'InvalidResourceGroupLocation',
        `Invalid resource group location '${location}'. The Resource group already exists in location '${before?.location}'.`,
      )
    : undefined;

const deleting = (group: StoredGroup | undefined) =>
  group?.provisioning === 'Deleting'
    ? frontEndError(
        409,
        'ResourceGroupBeingDeleted',
        `The resource group '${group.name}' is in deprovisioning state and cannot perform this operation.`,
      )
    : undefined;

/** Replaces the tags. */
export const updateGroup: OperationHandler = (store, _, { params, body, apiVersion }) => {
  const group = findGroup(store, params);
  if (!group) return groupNotFound(params.resourceGroupName ?? '');
  const { tags = group.tags } = body as GroupBody;
  const after = { ...group, tags };
  store.groups.set(groupKey(group.subscriptionId, group.name), after);
  return value(toWireGroup(after, apiVersion));
};

/** Deletes a group with all resources in it. If one cannot be deleted, the operation fails and the rest is deleted all the same. */
export const deleteGroup: OperationHandler = (store, clock, { params }) => {
  const group = findGroup(store, params);
  if (!group) return groupNotFound(params.resourceGroupName ?? '');
  const key = groupKey(group.subscriptionId, group.name);
  const restore = (memory: Store): void => void memory.groups.set(key, { ...group, provisioning: 'Succeeded' });
  store.groups.set(key, { ...group, provisioning: 'Deleting' });
  const operation = startOperation(store, clock, {
    subscriptionId: group.subscriptionId,
    location: group.location,
    verb: 'delete',
    operationClass: 'group',
    polledAt: 'group',
    name: 'DeleteResourceGroupOperation',
    locks: undefined,
    finish: (memory, running) => {
      const left = emptyGroup(memory, group);
      if (left.length === 0) {
        memory.groups.delete(key);
        for (const name of [...memory.deployments.keys()].filter((each) => each.startsWith(`${key}/`))) memory.deployments.delete(name);
        return;
      }
      restore(memory);
      running.failure = {
        status: 'Failed',
        code: 'ResourceGroupDeletionBlocked',
        message: `Deletion of resource group '${group.name}' failed as resources with identifiers '${left.map(({ name }) => name).join(', ')}' could not be deleted. The provisioning state of the resource group will be rolled back. The tracking Id is '${running.id}'. Please check audit logs for more details. ${left[0]?.message ?? ''}`,
      };
    },
    fail: restore,
  });
  return { kind: 'started', status: 202, operation };
};

/** First api-version that shows the type of a group (recordings). */
const WITH_TYPE = '2018-02-01';

const toWireGroup = ({ id, name, location, tags, managedBy, provisioning = 'Succeeded' }: StoredGroup, apiVersion: string) => ({
  id,
  name,
  ...(apiVersion >= WITH_TYPE && { type: GROUP_TYPE }),
  location,
  ...(tags && { tags }),
  ...(managedBy !== undefined && { managedBy }),
  properties: { provisioningState: provisioning },
});
