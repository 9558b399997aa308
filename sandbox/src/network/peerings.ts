import { isOfType, parseResourceId, resourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import { INVENTED } from '../arm/invented-codes.ts';
import {
  type Call,
  frontEndError,
  type HandlerResult,
  list,
  networkError,
  noContent,
  type OperationHandler,
  value,
} from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import { startOperation } from '../store/operations.ts';
import type { Store, StoredHalf, StoredVNet } from '../store/store.ts';
import { childNotFound, etagMismatch, findHalf, findVNet, invalidName, isChildName, operationInProgress } from './find.ts';
import { checkLinkedAccess } from './linked-access.ts';
import { buildHalf, type HalfBody } from './peering-body.ts';
import { checkPeering } from './peering-checks.ts';
import { currentRemoteSpace } from './peering-view.ts';
import { touchVNet } from './touch.ts';
import { toWireHalf } from './wire-half.ts';

export const listHalves: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  return vnet.kind === 'error' ? vnet : list(store.halvesOf(vnet.found.key), (half) => toWireHalf(store, half, call.apiVersion));
};

export const getHalf: OperationHandler = (store, _, call) => {
  const { vnet, half, id } = findHalf(store, call);
  if (vnet.kind === 'error') return vnet;
  return half ? value(toWireHalf(store, half, call.apiVersion), vnet.found.etag) : childNotFound(id);
};

/** Creates, updates or syncs a half. With `syncRemoteAddressSpace`, the half learns the current prefixes of its remote VNet. */
export const putHalf: OperationHandler = (store, clock, call) => {
  const { vnet, half: before, id, name } = findHalf(store, call);
  if (vnet.kind === 'error') return vnet;
  const local = vnet.found;
  const body = call.body as HalfBody;
  const remoteId = body.properties?.remoteVirtualNetwork?.id;
  const remoteProblem = checkRemote(remoteId, before, id) ?? checkLinkedAccess(store, call, id, remoteId ?? before?.remoteId ?? '');
  if (remoteProblem) return remoteProblem;
  if (!before && !isChildName(name)) return invalidName(name);
  const place = {
    id,
    key: resourceKey(id),
    name,
    subscriptionId: local.subscriptionId,
    resourceGroup: local.resourceGroup,
    from: local.key,
  };
  const half = buildHalf(store, place, body, before, isTrue(call.query.get('syncremoteaddressspace')));
  const remote = store.vnets.get(half.to);
  if (!remote) return missingReference(half);
  const far = store.findHalf(half.to, half.from);
  return (
    etagMismatch(call, local.etag) ??
    checkPeering(store, { half, before, local, remote, far }) ??
    operationInProgress(store, local.key, call) ??
    write(store, clock, call, local, half, before)
  );
};

function write(store: Store, clock: Clock, call: Call, local: StoredVNet, half: StoredHalf, before: StoredHalf | undefined): HandlerResult {
  connectFarSide(store, half, before);
  store.putHalf(half);
  touchVNet(store, local.key);
  const finish = (memory: Store, provisioning: 'Succeeded' | 'Failed') => {
    const current = memory.halves.get(half.key);
    if (!current) return;
    memory.putHalf({ ...current, provisioning });
    touchVNet(memory, local.key);
  };
  const operation = startOperation(store, clock, {
    subscriptionId: local.subscriptionId,
    location: local.location,
    verb: 'put',
    operationClass: 'peering',
    name: 'PutVirtualNetworkPeeringOperation',
    locks: local.key,
    finish: (memory) => finish(memory, 'Succeeded'),
    fail: (memory) => finish(memory, 'Failed'),
  });
  return { kind: 'started', status: before ? 200 : 201, body: toWireHalf(store, half, call.apiVersion), operation };
}

/**
 * Updates the far half when both become Connected: each learns the current prefixes of the other, as recordings show both FullyInSync at
 * once.
 */
function connectFarSide(store: Store, half: StoredHalf, before: StoredHalf | undefined): void {
  const far = store.findHalf(half.to, half.from);
  if (!far || far.disconnected || (before && !before.disconnected)) return;
  const learned = currentRemoteSpace(store, far);
  store.putHalf({ ...far, learned, lastKnown: learned });
  touchVNet(store, half.to);
}

export const deleteHalf: OperationHandler = (store, clock, call) => {
  const { vnet, half } = findHalf(store, call);
  if (vnet.kind === 'error') return vnet;
  if (!half) return noContent;
  const local = vnet.found;
  const problem = etagMismatch(call, local.etag) ?? operationInProgress(store, local.key, call);
  if (problem) return problem;
  store.putHalf({ ...half, provisioning: 'Deleting' });
  const operation = startOperation(store, clock, {
    subscriptionId: local.subscriptionId,
    location: local.location,
    verb: 'delete',
    operationClass: 'peering',
    name: 'DeleteVirtualNetworkPeeringOperation',
    locks: local.key,
    finish: (memory) => removeHalf(memory, half.key),
    fail: (memory) => memory.putHalf({ ...half, provisioning: 'Failed' }),
  });
  return { kind: 'started', status: 202, operation };
};

/** Removes the half; its counterpart is Disconnected until it is written again. */
export function removeHalf(store: Store, key: StoredHalf['key']): void {
  const half = store.halves.get(key);
  if (!half) return;
  store.dropHalf(key);
  touchVNet(store, half.from);
  const far = store.findHalf(half.to, half.from);
  if (!far) return;
  store.putHalf({ ...far, disconnected: true });
  touchVNet(store, half.to);
}

function checkRemote(remoteId: string | undefined, before: StoredHalf | undefined, id: string) {
  if (remoteId === undefined) {
    return before
      ? undefined
      : networkError(
          400,
          INVENTED.remoteMissing,
          `Peering ${id} does not say which virtual network it refers to: properties.remoteVirtualNetwork.id is missing.`,
        );
  }
  const remote = parseResourceId(remoteId);
  if (!remote.ok || !isOfType(remote.value, VNET_TYPE)) {
    return frontEndError(
      400,
      'LinkedInvalidPropertyId',
      `Property id '${remoteId}' at path 'properties.remoteVirtualNetwork.id' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
    );
  }
  if (before && before.to !== resourceKey(remoteId)) {
    return networkError(
      400,
      INVENTED.remoteCannotChange,
      `Cannot change remote virtual network of peering ${id} from ${before.remoteId} to ${remoteId}. Delete the peering and create it again.`,
    );
  }
  return undefined;
}

const missingReference = (half: StoredHalf) =>
  networkError(
    400,
    'InvalidGlobalResourceReference',
    `Resource ${half.remoteId} referenced by resource ${half.id} was not found. Please make sure that the referenced resource exists.`,
  );

/** Returns whether a query parameter is true; the CLI and PowerShell send `True`. */
const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true';
