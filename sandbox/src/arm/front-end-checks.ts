import { isInTenant } from '../store/access.ts';
import { groupKey, type Store, type StoredGroup } from '../store/store.ts';
import { lockProblem } from './lock-check.ts';
import { unparsableBody } from './network-errors.ts';
import { type ArmError, type Call, frontEndError } from './operation-handler.ts';
import type { Route } from './route.ts';
import { shapeProblem } from './shape.ts';

/** Checks that ARM's front end makes before it calls a resource provider: subscription, tenant, permissions, resource group and body. */
export function checkFrontEnd(store: Store, route: Route, path: string, call: Call): ArmError | undefined {
  return scopeProblem(store, route, path, call) ?? bodyProblem(route, call);
}

function scopeProblem(store: Store, route: Route, path: string, call: Call): ArmError | undefined {
  const { subscriptionId, resourceGroupName } = call.params;
  if (subscriptionId === undefined) return undefined;
  const subscription = store.subscriptions.get(subscriptionId.toLowerCase());
  if (!subscription) return subscriptionNotFound(subscriptionId);
  if (!isInTenant(call.caller, subscription.tenantId)) return wrongTenant(subscription.tenantId, call);
  const group = resourceGroupName === undefined ? undefined : store.groups.get(groupKey(subscriptionId, resourceGroupName));
  const isGroupMissing = resourceGroupName !== undefined && !group && !(route.method === 'PUT' && isGroupPath(route));
  const denied = route.action === undefined ? undefined : permissionProblem(store, route.action, scopeOf(route, path), call);
  if (denied && !isGroupMissing) return denied;
  if (isGroupMissing) return groupNotFound(resourceGroupName);
  if (call.caller.unlimited) return undefined;
  return deniedByAssignment(group, route, scopeOf(route, path), call) ?? lockProblem(store, route, scopeOf(route, path));
}

/** A PUT of a resource group creates it. */
const isGroupPath = ({ path }: Route): boolean => path.endsWith('/{resourceGroupName}');

const wrongTenant = (tenantId: string, { caller }: Call): ArmError =>
  frontEndError(
    401,
    'InvalidAuthenticationTokenTenant',
    `The access token is from the wrong issuer 'https://sts.windows.net/${caller.tenantId}/'. It must match the tenant 'https://sts.windows.net/${tenantId}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${tenantId}' to get the token.`,
  );

export const subscriptionNotFound = (id: string): ArmError =>
  frontEndError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);

export const groupNotFound = (name: string): ArmError =>
  frontEndError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);

function permissionProblem(store: Store, action: string, scope: string, { caller }: Call): ArmError | undefined {
  if (store.access.isAllowed(caller, action, scope)) return undefined;
  return frontEndError(
    403,
    'AuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

const CHANGES: readonly Route['method'][] = ['PUT', 'PATCH', 'DELETE'];

/** The deny assignment of a managed resource group blocks writes and deletions for all callers. */
function deniedByAssignment(
  group: StoredGroup | undefined,
  { action, method }: Route,
  scope: string,
  { caller }: Call,
): ArmError | undefined {
  if (!group?.denyAssignment || action === undefined || !CHANGES.includes(method)) return undefined;
  const { id, name } = group.denyAssignment;
  return frontEndError(
    403,
    'DenyAssignmentAuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' has permission to perform action '${action}' on scope '${scope}'; however, the access is denied because of the deny assignment with name '${name}' and Id '${id}' at scope '${group.id}'.`,
  );
}

/** Returns the scope of a path: the resource, or the parent of the collection or action that the path refers to. */
function scopeOf(route: Route, path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  const isResource = route.path.endsWith('}');
  return isResource ? trimmed : trimmed.replace(/\/[^/]+$/, '').replace(/\/providers\/[^/]+$/i, '');
}

/** Returns an error, in the wording of the network resource provider, if the body is invalid. */
function bodyProblem(route: Route, call: Call): ArmError | undefined {
  if (!route.body) return undefined;
  if (typeof call.body !== 'object' || call.body === null || Array.isArray(call.body)) {
    return frontEndError(
      400,
      'InvalidRequestContent',
      'The request content was invalid and could not be deserialized: a JSON object is expected.',
    );
  }
  const problem = shapeProblem(call.body, route.body);
  if (!problem) return undefined;
  return unparsableBody(problem);
}
