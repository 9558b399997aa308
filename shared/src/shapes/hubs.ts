import type { ResourceKey } from '../arm/index.ts';
import { groupRoutesByHub, locateRoutes } from '../routing/index.ts';
import type { Topology } from '../topology/index.ts';
import { collectEvidence, confidenceOf, type HubEvidence } from './hub.ts';

/** A role that a person set for a VNet; it overrides detection. */
export type RoleOverride = 'hub' | 'not-a-hub';
export type RoleOverrides = ReadonlyMap<ResourceKey, RoleOverride>;

export const NO_ROLE_OVERRIDES: RoleOverrides = new Map();

/** Finds the hubs of an estate with their evidence: the detected ones, corrected by role overrides. */
export const findHubs = (topology: Topology, roleOverrides: RoleOverrides = NO_ROLE_OVERRIDES): ReadonlyMap<ResourceKey, HubEvidence> =>
  detectHubs(topology)(roleOverrides);

/** Returns the hubs, and the VNets with resources that spokes could share. */
export const couldBeHubs = (topology: Topology, roleOverrides: RoleOverrides = NO_ROLE_OVERRIDES): readonly ResourceKey[] => {
  const hubs = findHubs(topology, roleOverrides);
  const isCandidate = (key: ResourceKey, { resources }: HubEvidence) =>
    hubs.has(key) || (topology.vnets.has(key) && resources.length > 0 && roleOverrides.get(key) !== 'not-a-hub');
  return [...collectHubEvidence(topology)].flatMap(([key, evidence]) => (isCandidate(key, evidence) ? [key] : []));
};

/** Collects the hub evidence for every VNet; for a ghost, as far as its peers show it. */
export const collectHubEvidence: (topology: Topology) => ReadonlyMap<ResourceKey, HubEvidence> = memoize((topology) => {
  const routed = new Map(
    [...groupRoutesByHub(locateRoutes(topology))].map(([hub, routes]) => [hub, new Set(routes.map(({ vnet }) => vnet)).size]),
  );
  return new Map([...topology.vnets.keys(), ...topology.ghosts.keys()].map((key) => [key, collectEvidence(topology, key, routed)]));
});

/** Memoized by topology and role overrides, because the map, search, goals and panels all detect hubs. */
const detectHubs = memoize((topology: Topology) =>
  memoize(
    (roleOverrides: RoleOverrides) =>
      new Map(
        [...collectHubEvidence(topology)].filter(([key, evidence]) => topology.vnets.has(key) && isHub(evidence, roleOverrides.get(key))),
      ),
  ),
);

const isHub = (evidence: HubEvidence, role: RoleOverride | undefined): boolean =>
  role ? role === 'hub' : confidenceOf(evidence) !== undefined;

/** Memoizes a function per argument; entries are collected with the argument. */
function memoize<K extends object, V extends object>(compute: (argument: K) => V): (argument: K) => V {
  const cache = new WeakMap<K, V>();
  return (argument) => {
    const value = cache.get(argument) ?? compute(argument);
    cache.set(argument, value);
    return value;
  };
}
