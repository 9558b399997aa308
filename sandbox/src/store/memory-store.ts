import { randomUUID } from 'node:crypto';
import type { ResourceKey } from '@peerscape/shared/arm';
import { createAccessRegistry } from './access.ts';
import { createLockRegistry } from './locks.ts';
import type { RunningOperation } from './operations.ts';
import type { ChangeListener, Store, StoredGroup, StoredHalf, StoredResource, StoredSubscription, StoredVNet } from './store.ts';

/** Creates an empty store. `newGuid` is injectable, so that tests can predict GUIDs. */
export function createMemoryStore(newGuid: () => string = randomUUID): Store {
  const subscriptions = new Map<string, StoredSubscription>();
  const groups = new Map<string, StoredGroup>();
  const vnets = new Map<ResourceKey, StoredVNet>();
  const halves = new Map<ResourceKey, StoredHalf>();
  const resources = new Map<ResourceKey, StoredResource>();
  const operations = new Map<string, RunningOperation>();
  const access = createAccessRegistry();
  const locks = createLockRegistry();
  const owned = createIndex<StoredHalf>();
  const pointing = createIndex<StoredHalf>();
  /** By owner, then by remote. */
  const between = new Map<ResourceKey, Map<ResourceKey, StoredHalf>>();
  const byType = createIndex<StoredResource>();
  const byVNet = createIndex<StoredResource>();
  const listeners: ChangeListener[] = [];
  const notify = (keys: readonly ResourceKey[]) => {
    for (const listener of listeners) listener(keys);
  };
  /** Notifies listeners of a VNet and its peered VNets, whose representations depend on it. */
  const notifyNeighbors = (vnet: ResourceKey): void => {
    const [near, far] = [owned.at(vnet), pointing.at(vnet)];
    notify(near.length + far.length === 0 ? [vnet] : [vnet, ...near.map((half) => half.to), ...far.map((half) => half.from)]);
  };
  return {
    subscriptions,
    groups,
    vnets,
    halves,
    resources,
    operations,
    access,
    locks,
    operationTiming: { by: 'immediate' },
    halvesOf: owned.at,
    remoteHalvesOf: pointing.at,
    findHalf: (from, to) => between.get(from)?.get(to),
    resourcesOfType: (type) => byType.at(type.toLowerCase()),
    resourcesOfVNet: byVNet.at,
    putVNet(vnet) {
      vnets.set(vnet.key, vnet);
      notifyNeighbors(vnet.key);
    },
    dropVNet(key) {
      vnets.delete(key);
      notifyNeighbors(key);
    },
    putHalf(half) {
      halves.set(half.key, half);
      owned.put(half.from, half);
      between.set(half.from, (between.get(half.from) ?? new Map()).set(half.to, half));
      pointing.put(half.to, half);
      notify([half.from, half.to]);
    },
    dropHalf(key) {
      const half = halves.get(key);
      if (!half) return;
      halves.delete(key);
      owned.drop(half.from, key);
      between.get(half.from)?.delete(half.to);
      pointing.drop(half.to, key);
      notify([half.from, half.to]);
    },
    putResource(resource) {
      resources.set(resource.key, resource);
      byType.put(resource.type.toLowerCase(), resource);
      if (resource.inVNet) byVNet.put(resource.inVNet, resource);
      notify([resource.key, ...(resource.inVNet ? [resource.inVNet] : [])]);
    },
    dropResource(key) {
      const resource = resources.get(key);
      if (!resource) return;
      resources.delete(key);
      byType.drop(resource.type.toLowerCase(), key);
      if (resource.inVNet) byVNet.drop(resource.inVNet, key);
      notify([key, ...(resource.inVNet ? [resource.inVNet] : [])]);
    },
    newGuid,
    newEtag: () => `W/"${newGuid()}"`,
    onChange: (listener) => void listeners.push(listener),
    clear() {
      const removed = [...vnets.keys(), ...resources.keys()];
      for (const map of [subscriptions, groups, vnets, halves, resources, operations, between]) map.clear();
      for (const index of [owned, pointing, byType, byVNet]) index.clear();
      access.clear();
      locks.clear();
      notify(removed);
    },
  };
}

const NONE: readonly never[] = [];

/** Creates an index of values by group; replacing a value keeps its position. */
function createIndex<T extends { readonly key: ResourceKey }>() {
  const groups = new Map<string, Map<ResourceKey, T>>();
  const arrays = new Map<string, readonly T[]>();
  return {
    at(group: string): readonly T[] {
      const known = arrays.get(group);
      if (known) return known;
      const members = groups.get(group);
      if (!members) return NONE;
      const values = [...members.values()];
      arrays.set(group, values);
      return values;
    },
    put(group: string, value: T) {
      const members = groups.get(group) ?? new Map<ResourceKey, T>();
      groups.set(group, members.set(value.key, value));
      arrays.delete(group);
    },
    drop(group: string, key: ResourceKey) {
      groups.get(group)?.delete(key);
      arrays.delete(group);
    },
    clear() {
      groups.clear();
      arrays.clear();
    },
  };
}
