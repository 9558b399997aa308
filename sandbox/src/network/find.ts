import { resourceKey, vnetId } from '@peerscape/shared/arm';
import { type ArmError, type Call, frontEndError, networkError } from '../arm/operation-handler.ts';
import { pollingLinksOf } from '../arm/polling-links.ts';
import { findRunningOperation } from '../store/operations.ts';
import type { Store, StoredHalf, StoredVNet } from '../store/store.ts';

type Lookup<T> = { readonly kind: 'found'; readonly found: T } | ArmError;

const param = (call: Call, name: string): string => call.params[name] ?? '';

/** Returns the id of the VNet in the path, with the casing of the path. */
const vnetIdOf = (call: Call): string =>
  vnetId(param(call, 'subscriptionId'), param(call, 'resourceGroupName'), param(call, 'virtualNetworkName'));

/** Finds the VNet in the path; returns ARM's error if it does not exist. */
export function findVNet(store: Store, call: Call): Lookup<StoredVNet> {
  const vnet = store.vnets.get(resourceKey(vnetIdOf(call)));
  if (vnet) return { kind: 'found', found: vnet };
  return resourceNotFound(`Microsoft.Network/virtualNetworks/${param(call, 'virtualNetworkName')}`, param(call, 'resourceGroupName'));
}

/** Finds the half in the path and its VNet. The id of a new half uses the casing of its VNet. */
export function findHalf(store: Store, call: Call): { vnet: Lookup<StoredVNet>; half: StoredHalf | undefined; id: string; name: string } {
  const vnet = findVNet(store, call);
  const name = param(call, 'virtualNetworkPeeringName');
  const id = `${vnet.kind === 'found' ? vnet.found.id : vnetIdOf(call)}/virtualNetworkPeerings/${name}`;
  const half = store.halves.get(resourceKey(id));
  return { vnet, half, id: half?.id ?? id, name: half?.name ?? name };
}

export const resourceNotFound = (typeAndName: string, group: string): ArmError =>
  frontEndError(
    404,
    'ResourceNotFound',
    `The Resource '${typeAndName}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

/** Creates the error for a child that does not exist although its parent does. */
export const childNotFound = (id: string): ArmError => networkError(404, 'NotFound', `Resource ${id} not found.`);

/** Returns whether the name of a subnet or half is valid: 1 to 80 characters; VNet names have 2 to 64 (azure-semantics §3.1). */
export const isChildName = (name: string): boolean => /^[A-Za-z0-9](?:[\w.-]{0,78}\w)?$/.test(name);
export const isVNetName = (name: string): boolean => /^[A-Za-z0-9][\w.-]{0,62}\w$/.test(name);

export const invalidName = (name: string): ArmError =>
  networkError(
    400,
    'InvalidResourceName',
    `Resource name ${name} is invalid. The name can be up to 80 characters long. It must begin with a word character, and it must end with a word character or with '_'. The name may contain word characters or '.', '-', '_'.`,
  );

/** Returns a 409 error while another operation changes the VNet. */
export function operationInProgress(store: Store, vnet: StoredVNet['key'], call: Call): ArmError | undefined {
  const operation = findRunningOperation(store, vnet);
  if (!operation) return undefined;
  const { status, result } = pollingLinksOf(operation);
  const uri = `${call.origin}${status ?? result}?api-version=${call.apiVersion}`;
  return networkError(
    409,
    'AnotherOperationInProgress',
    `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${uri}.`,
  );
}

/** Returns a 412 error if the caller sent `If-Match` and the resource has changed since. */
export function etagMismatch(call: Call, etag: string | undefined): ArmError | undefined {
  if (!call.ifMatch || call.ifMatch === '*' || call.ifMatch === etag) return undefined;
  return networkError(
    412,
    'PreconditionFailed',
    `Precondition failed. Etag provided in if-match header ${call.ifMatch} does not match etag ${etag ?? '(none)'} of the resource.`,
  );
}
