import { VNET_TYPE } from '@peerscape/shared/arm';
import { kindOf } from '../kinds/index.ts';
import { removeResource } from '../network/resource-handlers.ts';
import { removeVNet } from '../network/virtual-networks.ts';
import { firstUsedSubnetProblem } from '../network/vnet-checks.ts';
import { groupKey, type ResourceRef, type Store, type StoredGroup } from '../store/store.ts';

/** A resource that could not be deleted, with Azure's reason. */
interface Blocked {
  /** Type and name, such as `Microsoft.Network/routeTables/rt`. */
  readonly name: string;
  readonly message: string;
}

/**
 * Deletes the resources of a group in an order that Azure accepts: again and again those that nothing uses, until none is left or none can be
 * deleted. Returns what was left.
 */
export function emptyGroup(store: Store, group: StoredGroup): readonly Blocked[] {
  for (;;) {
    const left = deleteUnused(store, group);
    if (left.remaining.length === 0 || left.deleted === 0) return left.remaining;
  }
}

function deleteUnused(store: Store, group: StoredGroup): { deleted: number; remaining: readonly Blocked[] } {
  const key = groupKey(group.subscriptionId, group.name);
  const isInGroup = (ref: ResourceRef): boolean => groupKey(ref.subscriptionId, ref.resourceGroup) === key;
  const remaining: Blocked[] = [];
  let deleted = 0;
  for (const resource of [...store.resources.values()].filter(isInGroup)) {
    if (!store.resources.has(resource.key)) continue;
    const problem = kindOf(resource.type)?.write?.deletionProblem?.(store, resource);
    if (problem) remaining.push({ name: `${resource.type}/${resource.name}`, message: problem.message });
    else {
      removeResource(store, resource);
      deleted++;
    }
  }
  for (const vnet of [...store.vnets.values()].filter(isInGroup)) {
    const problem = firstUsedSubnetProblem(store, vnet);
    if (problem) remaining.push({ name: `${VNET_TYPE}/${vnet.name}`, message: problem.message });
    else {
      removeVNet(store, vnet.key);
      deleted++;
    }
  }
  return { deleted, remaining };
}
