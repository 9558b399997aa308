import type { ResourceKey } from '@peerscape/shared/arm';
import { list, noContent, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import { startOperation } from '../store/operations.ts';
import { sameContent } from '../store/same-content.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { childNotFound, etagMismatch, findVNet, invalidName, isChildName, operationInProgress } from './find.ts';
import { finishVNetOperation } from './virtual-networks.ts';
import { buildSubnet, type SubnetBody, subnetProblem } from './vnet-body.ts';
import { addressProblem, associationProblem, missingReference, usedPrefixProblem, usedSubnetProblem } from './vnet-checks.ts';
import { subnetId, toWireSubnet } from './wire-vnet.ts';

const findSubnet = (vnet: StoredVNet, name: string): StoredSubnet | undefined =>
  vnet.subnets.find((subnet) => subnet.name.toLowerCase() === name.toLowerCase());

export const listSubnets: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  return vnet.kind === 'error' ? vnet : list(vnet.found.subnets, (subnet) => toWireSubnet(store, vnet.found, subnet, call.apiVersion));
};

export const getSubnet: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  if (vnet.kind === 'error') return vnet;
  const { subnetName = '' } = call.params;
  const subnet = findSubnet(vnet.found, subnetName);
  return subnet
    ? value(toWireSubnet(store, vnet.found, subnet, call.apiVersion), vnet.found.etag)
    : childNotFound(subnetId(vnet.found, subnetName));
};

export const putSubnet: OperationHandler = (store, clock, call) => {
  const found = findVNet(store, call);
  if (found.kind === 'error') return found;
  const vnet = found.found;
  const { subnetName = '' } = call.params;
  const before = findSubnet(vnet, subnetName);
  if (!before && !isChildName(subnetName)) return invalidName(subnetName);
  const subnet = buildSubnet(before?.name ?? subnetName, call.body as SubnetBody);
  const subnets = before ? vnet.subnets.map((each) => (each === before ? subnet : each)) : [...vnet.subnets, subnet];
  const after: StoredVNet = { ...vnet, subnets, provisioning: 'Updating', etag: store.newEtag() };
  const problem =
    etagMismatch(call, vnet.etag) ??
    addressProblem(after) ??
    subnetProblem(after) ??
    associationProblem(after) ??
    missingReference(store, after) ??
    (before && usedPrefixProblem(store, vnet, before, subnet)) ??
    operationInProgress(store, vnet.key, call);
  if (problem) return problem;
  const show = (each: StoredSubnet) => toWireSubnet(store, vnet, each, call.apiVersion);
  if (before && sameContent(show(before), show(subnet))) return value(show(before));
  store.putVNet(after);
  const operation = start(store, clock, after, 'PutSubnetOperation', (memory) => finishVNetOperation(memory, vnet.key, 'Succeeded'));
  return { kind: 'started', status: before ? 200 : 201, body: toWireSubnet(store, after, subnet, call.apiVersion), operation };
};

export const deleteSubnet: OperationHandler = (store, clock, call) => {
  const found = findVNet(store, call);
  if (found.kind === 'error') return found;
  const vnet = found.found;
  const subnet = findSubnet(vnet, call.params.subnetName ?? '');
  if (!subnet) return noContent;
  const problem = etagMismatch(call, vnet.etag) ?? usedSubnetProblem(store, vnet, subnet) ?? operationInProgress(store, vnet.key, call);
  if (problem) return problem;
  store.putVNet({ ...vnet, provisioning: 'Updating', etag: store.newEtag() });
  const operation = start(store, clock, vnet, 'DeleteSubnetOperation', (memory) => removeSubnet(memory, vnet.key, subnet.name));
  return { kind: 'started', status: 202, operation };
};

function removeSubnet(store: Store, key: ResourceKey, name: string): void {
  const vnet = store.vnets.get(key);
  if (vnet) store.putVNet({ ...vnet, subnets: vnet.subnets.filter((subnet) => subnet.name !== name) });
  finishVNetOperation(store, key, 'Succeeded');
}

function start(store: Store, clock: Clock, vnet: StoredVNet, name: string, finish: (store: Store) => void) {
  return startOperation(store, clock, {
    subscriptionId: vnet.subscriptionId,
    location: vnet.location,
    verb: name.startsWith('Put') ? 'put' : 'delete',
    operationClass: 'vnet',
    name,
    locks: vnet.key,
    finish,
    fail: (memory) => finishVNetOperation(memory, vnet.key, 'Failed'),
  });
}
