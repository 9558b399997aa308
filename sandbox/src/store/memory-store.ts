import { randomUUID } from 'node:crypto';
import type { ResourceKey } from '@peerscape/shared/arm';
import { accessBook } from './access.ts';
import type { RunningOperation } from './operations.ts';
import type { ChangeListener, Store, StoredGroup, StoredHalf, StoredResource, StoredSubscription, StoredVNet } from './store.ts';

/** An empty memory. Guids come from the outside so that a test may foretell them. */
export function memoryStore(newGuid: () => string = randomUUID): Store {
  const subscriptions = new Map<string, StoredSubscription>();
  const groups = new Map<string, StoredGroup>();
  const vnets = new Map<ResourceKey, StoredVNet>();
  const halves = new Map<ResourceKey, StoredHalf>();
  const resources = new Map<ResourceKey, StoredResource>();
  const operations = new Map<string, RunningOperation>();
  const access = accessBook();
  const owned = index<StoredHalf>();
  const pointing = index<StoredHalf>();
  /** By owner, then by remote. */
  const between = new Map<ResourceKey, Map<ResourceKey, StoredHalf>>();
  const byType = index<StoredResource>();
  const byVNet = index<StoredResource>();
  const listeners: ChangeListener[] = [];
  const tell = (keys: readonly ResourceKey[]) => {
    for (const listener of listeners) listener(keys);
  };
  /** A VNet looks different to itself and to everybody who is peered with it. */
  const tellNeighbours = (vnet: ResourceKey): void => {
    const [near, far] = [owned.at(vnet), pointing.at(vnet)];
    tell(near.length + far.length === 0 ? [vnet] : [vnet, ...near.map((half) => half.to), ...far.map((half) => half.from)]);
  };
  return {
    subscriptions,
    groups,
    vnets,
    halves,
    resources,
    operations,
    access,
    pace: { by: 'immediate' },
    halvesOf: owned.at,
    halvesTo: pointing.at,
    halfBetween: (from, to) => between.get(from)?.get(to),
    resourcesOf: (type) => byType.at(type.toLowerCase()),
    resourcesIn: byVNet.at,
    putVNet(vnet) {
      vnets.set(vnet.key, vnet);
      tellNeighbours(vnet.key);
    },
    dropVNet(key) {
      vnets.delete(key);
      tellNeighbours(key);
    },
    putHalf(half) {
      halves.set(half.key, half);
      owned.put(half.from, half);
      between.set(half.from, (between.get(half.from) ?? new Map()).set(half.to, half));
      pointing.put(half.to, half);
      tell([half.from, half.to]);
    },
    dropHalf(key) {
      const half = halves.get(key);
      if (!half) return;
      halves.delete(key);
      owned.drop(half.from, key);
      between.get(half.from)?.delete(half.to);
      pointing.drop(half.to, key);
      tell([half.from, half.to]);
    },
    putResource(resource) {
      resources.set(resource.key, resource);
      byType.put(resource.type.toLowerCase(), resource);
      if (resource.inVNet) byVNet.put(resource.inVNet, resource);
      tell([resource.key, ...(resource.inVNet ? [resource.inVNet] : [])]);
    },
    dropResource(key) {
      const resource = resources.get(key);
      if (!resource) return;
      resources.delete(key);
      byType.drop(resource.type.toLowerCase(), key);
      if (resource.inVNet) byVNet.drop(resource.inVNet, key);
      tell([key, ...(resource.inVNet ? [resource.inVNet] : [])]);
    },
    newGuid,
    newEtag: () => `W/"${newGuid()}"`,
    onChange: (listener) => void listeners.push(listener),
    clear() {
      const gone = [...vnets.keys(), ...resources.keys()];
      for (const map of [subscriptions, groups, vnets, halves, resources, operations, between]) map.clear();
      for (const kept of [owned, pointing, byType, byVNet]) kept.clear();
      access.clear();
      tell(gone);
    },
  };
}

const NONE: readonly never[] = [];

/** Values grouped under a key; replacing a value keeps its place. */
function index<T extends { readonly key: ResourceKey }>() {
  const groups = new Map<string, Map<ResourceKey, T>>();
  const arrays = new Map<string, readonly T[]>();
  return {
    at(group: string): readonly T[] {
      const known = arrays.get(group);
      if (known) return known;
      const members = groups.get(group);
      if (!members) return NONE;
      const made = [...members.values()];
      arrays.set(group, made);
      return made;
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
