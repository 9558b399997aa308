import { resourceKey, vnetId } from '@peerscape/shared/arm';
import { type Call, list, noContent, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import { kindOf } from '../kinds/index.ts';
import { startOperation } from '../store/operations.ts';
import { sameContent } from '../store/same-content.ts';
import { groupKey, type Store, type StoredVNet } from '../store/store.ts';
import { etagMismatch, findVNet, invalidName, isVNetName, operationInProgress } from './find.ts';
import { removeHalf } from './peerings.ts';
import { removeResource } from './resource-handlers.ts';
import { touchVNet } from './touch.ts';
import { buildVNet, type VNetBody } from './vnet-body.ts';
import { firstUsedSubnetProblem, vnetPutProblem } from './vnet-checks.ts';
import { toWireVNet } from './wire-vnet.ts';

const READ = 'Microsoft.Network/virtualNetworks/read';

/** Lists the matching VNets that the caller can read. */
const listReadable = (store: Store, call: Call, matches: (vnet: StoredVNet) => boolean) =>
  list(
    [...store.vnets.values()].filter((vnet) => matches(vnet) && store.access.isAllowed(call.caller, READ, vnet.id)),
    (vnet) => toWireVNet(store, vnet, call.apiVersion),
  );

export const listVNetsInSubscription: OperationHandler = (store, _, call) => {
  const subscription = call.params.subscriptionId?.toLowerCase();
  return listReadable(store, call, (vnet) => vnet.subscriptionId.toLowerCase() === subscription);
};

export const listVNetsInGroup: OperationHandler = (store, _, call) => {
  const group = groupKey(call.params.subscriptionId ?? '', call.params.resourceGroupName ?? '');
  return listReadable(store, call, (vnet) => groupKey(vnet.subscriptionId, vnet.resourceGroup) === group);
};

export const getVNet: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  return vnet.kind === 'error' ? vnet : value(toWireVNet(store, vnet.found, call.apiVersion), vnet.found.etag);
};

export const putVNet: OperationHandler = (store, clock, call) => {
  const found = findVNet(store, call);
  const before = found.kind === 'found' ? found.found : undefined;
  const { subscriptionId = '', resourceGroupName = '', virtualNetworkName: name = '' } = call.params;
  if (!before && !isVNetName(name)) return invalidName(name);
  const group = store.groups.get(groupKey(subscriptionId, resourceGroupName));
  const id = before?.id ?? vnetId(group?.subscriptionId ?? subscriptionId, group?.name ?? resourceGroupName, name);
  const place = {
    id,
    key: resourceKey(id),
    name: before?.name ?? name,
    subscriptionId: group?.subscriptionId ?? subscriptionId,
    resourceGroup: group?.name ?? resourceGroupName,
    resourceGuid: before?.resourceGuid ?? store.newGuid(),
    etag: store.newEtag(),
  };
  const vnet = buildVNet(place, call.body as VNetBody, before);
  const problem =
    etagMismatch(call, before?.etag) ??
    vnetPutProblem(store, vnet, before, call.body as VNetBody) ??
    operationInProgress(store, vnet.key, call);
  if (problem) return problem;
  if (!before || !isUnchanged(store, call, before, vnet)) return writeVNet(store, clock, call, vnet, before);
  const retagged: StoredVNet = { ...before, tags: vnet.tags };
  store.putVNet(retagged);
  return value(toWireVNet(store, retagged, call.apiVersion));
};

/** Returns whether a PUT changes nothing but the tags; Azure then answers at once, with the same etag (azure-semantics §12). */
const isUnchanged = (store: Store, { apiVersion }: Call, before: StoredVNet, after: StoredVNet): boolean => {
  const { etag, provisioning, tags } = before;
  const shown = (vnet: StoredVNet) => toWireVNet(store, vnet, apiVersion);
  return provisioning === 'Succeeded' && sameContent(shown(before), shown({ ...after, etag, provisioning, tags }));
};

/** Replaces the tags; Azure does this at once. */
export const updateVNetTags: OperationHandler = (store, _, call) => {
  const found = findVNet(store, call);
  if (found.kind === 'error') return found;
  const problem = etagMismatch(call, found.found.etag) ?? operationInProgress(store, found.found.key, call);
  if (problem) return problem;
  const { tags } = call.body as VNetBody;
  const vnet: StoredVNet = { ...found.found, tags, etag: store.newEtag() };
  store.putVNet(vnet);
  return value(toWireVNet(store, vnet, call.apiVersion));
};

function writeVNet(store: Store, clock: Clock, call: Call, vnet: StoredVNet, before: StoredVNet | undefined) {
  store.putVNet(vnet);
  const operation = startOperation(store, clock, {
    subscriptionId: vnet.subscriptionId,
    location: vnet.location,
    verb: 'put',
    operationClass: 'vnet',
    name: 'PutVirtualNetworkOperation',
    locks: vnet.key,
    finish: (memory) => finishVNetOperation(memory, vnet.key, 'Succeeded'),
    fail: (memory) => finishVNetOperation(memory, vnet.key, 'Failed'),
  });
  return { kind: 'started', status: before ? 200 : 201, body: toWireVNet(store, vnet, call.apiVersion), operation } as const;
}

/** Ends an operation on the VNet: sets its provisioning state and a new etag. */
export function finishVNetOperation(store: Store, key: StoredVNet['key'], provisioning: 'Succeeded' | 'Failed'): void {
  const vnet = store.vnets.get(key);
  if (vnet) store.putVNet({ ...vnet, provisioning, etag: store.newEtag() });
}

/** Deletes a VNet, even if it is peered; its halves are deleted with it and their counterparts become Disconnected. */
export const deleteVNet: OperationHandler = (store, clock, call) => {
  const found = findVNet(store, call);
  if (found.kind === 'error') return noContent;
  const vnet = found.found;
  const problem = etagMismatch(call, vnet.etag) ?? firstUsedSubnetProblem(store, vnet) ?? operationInProgress(store, vnet.key, call);
  if (problem) return problem;
  store.putVNet({ ...vnet, provisioning: 'Deleting' });
  const operation = startOperation(store, clock, {
    subscriptionId: vnet.subscriptionId,
    location: vnet.location,
    verb: 'delete',
    operationClass: 'vnet',
    name: 'DeleteVirtualNetworkOperation',
    locks: vnet.key,
    finish: (memory) => removeVNet(memory, vnet.key),
    fail: (memory) => finishVNetOperation(memory, vnet.key, 'Failed'),
  });
  return { kind: 'started', status: 202, operation };
};

/** Removes the VNet with its halves and its links to DNS zones. Halves that point at it become Disconnected and store its last known prefixes. */
export function removeVNet(store: Store, key: StoredVNet['key']): void {
  const vnet = store.vnets.get(key);
  if (!vnet) return;
  for (const half of store.halvesOf(key)) removeHalf(store, half.key);
  for (const half of store.remoteHalvesOf(key)) {
    const lastKnown = half.completeVnets ? vnet.addressSpace : half.learned;
    store.putHalf({ ...half, disconnected: true, lastKnown });
    touchVNet(store, half.from);
  }
  for (const { from } of store.referencesTo(key)) {
    const resource = store.resources.get(from);
    if (resource && kindOf(resource.type)?.isDeletedWithVNet) removeResource(store, resource);
  }
  store.dropVNet(key);
}
