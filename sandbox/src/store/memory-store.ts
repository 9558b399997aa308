import { randomUUID } from 'node:crypto';
import type { ResourceKey } from '@peerscape/shared/arm';
import { createAccessRegistry } from './access.ts';
import { createLockRegistry } from './locks.ts';
import type { RunningOperation } from './operations.ts';
import { collectReferences, parentKey, type Reference, topLevelKey } from './references.ts';
import type { Site } from './sites.ts';
import type {
  ChangeListener,
  Store,
  StoredDeployment,
  StoredGroup,
  StoredHalf,
  StoredResource,
  StoredSubscription,
  StoredVNet,
} from './store.ts';

/** Creates an empty store. `newGuid` is injectable, so that tests can predict GUIDs. */
export function createMemoryStore(newGuid: () => string = randomUUID): Store {
  const subscriptions = new Map<string, StoredSubscription>();
  const groups = new Map<string, StoredGroup>();
  const vnets = new Map<ResourceKey, StoredVNet>();
  const halves = new Map<ResourceKey, StoredHalf>();
  const resources = new Map<ResourceKey, StoredResource>();
  const operations = new Map<string, RunningOperation>();
  const deployments = new Map<string, StoredDeployment>();
  const sites = new Map<ResourceKey, Site>();
  const access = createAccessRegistry();
  const locks = createLockRegistry();
  const owned = createIndex<StoredHalf>();
  const pointing = createIndex<StoredHalf>();
  /** By owner, then by remote. */
  const between = new Map<ResourceKey, Map<ResourceKey, StoredHalf>>();
  const byType = createIndex<StoredResource>();
  const byParent = createIndex<StoredResource>();
  const byVNet = createIndex<StoredResource>();
  const references = createReferenceIndex();
  const listeners: ChangeListener[] = [];
  const notify = (keys: readonly ResourceKey[]) => {
    for (const listener of listeners) listener(keys);
  };
  /** Notifies listeners of a VNet and its peered VNets, whose representations depend on it. */
  const notifyNeighbors = (vnet: ResourceKey): void => {
    const [near, far] = [owned.at(vnet), pointing.at(vnet)];
    notify(near.length + far.length === 0 ? [vnet] : [vnet, ...near.map((half) => half.to), ...far.map((half) => half.from)]);
  };
  /** Notifies listeners of a resource, of the one that it is part of, and of those that refer to it, such as connections to a site. */
  const notifyUsers = (key: ResourceKey): void => notify([key, topLevelKey(key), ...references.to(key).map(({ from }) => from)]);
  return {
    subscriptions,
    groups,
    vnets,
    halves,
    resources,
    operations,
    deployments,
    sites,
    access,
    locks,
    operationTiming: { by: 'immediate' },
    halvesOf: owned.at,
    remoteHalvesOf: pointing.at,
    findHalf: (from, to) => between.get(from)?.get(to),
    resourcesOfType: (type) => byType.at(type.toLowerCase()),
    childrenOf: byParent.at,
    resourcesOfVNet: byVNet.at,
    referencesTo: references.to,
    putVNet(vnet) {
      vnets.set(vnet.key, vnet);
      notifyNeighbors(vnet.key);
      notify(references.put(vnet.key, referencesOfVNet(vnet)));
    },
    dropVNet(key) {
      vnets.delete(key);
      notifyNeighbors(key);
      notify(references.put(key, []));
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
      const before = resources.get(resource.key);
      if (before?.inVNet && before.inVNet !== resource.inVNet) byVNet.drop(before.inVNet, resource.key);
      resources.set(resource.key, resource);
      byType.put(resource.type.toLowerCase(), resource);
      byParent.put(parentKey(resource.key), resource);
      if (resource.inVNet) byVNet.put(resource.inVNet, resource);
      const { key, id, properties } = resource;
      notify([key, topLevelKey(key), ...references.put(key, collectReferences(key, id, properties))]);
    },
    dropResource(key) {
      const resource = resources.get(key);
      if (!resource) return;
      resources.delete(key);
      byType.drop(resource.type.toLowerCase(), key);
      byParent.drop(parentKey(key), key);
      if (resource.inVNet) byVNet.drop(resource.inVNet, key);
      notify([key, topLevelKey(key), ...references.put(key, [])]);
    },
    putSite(key, site) {
      sites.set(key, site);
      notifyUsers(key);
    },
    dropSite(key) {
      sites.delete(key);
      notifyUsers(key);
    },
    newGuid,
    newEtag: () => `W/"${newGuid()}"`,
    onChange: (listener) => void listeners.push(listener),
    clear() {
      const removed = [...vnets.keys(), ...resources.keys()];
      for (const map of [subscriptions, groups, vnets, halves, resources, operations, deployments, sites, between]) map.clear();
      for (const index of [owned, pointing, byType, byParent, byVNet, references]) index.clear();
      access.clear();
      locks.clear();
      notify(removed);
    },
  };
}

const NONE: readonly never[] = [];

/** Returns the references in the subnets of a VNet. */
function referencesOfVNet({ key, id, subnets }: StoredVNet): Reference[] {
  return subnets.flatMap(({ name, routeTableId, networkSecurityGroupId, extra }) => {
    const own = [routeTableId, networkSecurityGroupId].flatMap((each) => (each === undefined ? [] : [{ id: each }]));
    return own.length === 0 && Object.keys(extra).length === 0 ? [] : collectReferences(key, `${id}/subnets/${name}`, [own, extra]);
  });
}

/** Creates an index of references by what they refer to. */
function createReferenceIndex() {
  const byHolder = new Map<ResourceKey, readonly Reference[]>();
  const byTarget = new Map<ResourceKey, Map<ResourceKey, readonly Reference[]>>();
  return {
    to: (key: ResourceKey): readonly Reference[] => [...(byTarget.get(key)?.values() ?? NONE)].flat(),
    /** Replaces the references of a resource. Returns the keys of the resources that it referred to before or refers to now. */
    put(holder: ResourceKey, references: readonly Reference[]): ResourceKey[] {
      const before = byHolder.get(holder) ?? NONE;
      for (const { to } of before) byTarget.get(to)?.delete(holder);
      if (references.length > 0) byHolder.set(holder, references);
      else byHolder.delete(holder);
      for (const reference of references) {
        const holders = byTarget.get(reference.to) ?? new Map<ResourceKey, readonly Reference[]>();
        byTarget.set(reference.to, holders.set(holder, [...(holders.get(holder) ?? NONE), reference]));
      }
      return [...new Set([...before, ...references].map(({ to }) => topLevelKey(to)))];
    },
    clear() {
      byHolder.clear();
      byTarget.clear();
    },
  };
}

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
