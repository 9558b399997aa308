import type { ResourceKey } from '../arm/index.ts';
import { routesByHub } from '../routing/index.ts';
import type { Topology } from '../topology/index.ts';
import { confidenceOf, collectEvidence, type HubEvidence } from './hub.ts';

/** What a person says of a VNet, whatever is detected. */
export type SaidRole = 'hub' | 'not-a-hub';
export type SaidRoles = ReadonlyMap<ResourceKey, SaidRole>;

export const NO_ROLE_OVERRIDES: SaidRoles = new Map();

/** The hubs of an estate with what speaks for them: those that are detected, and what people say overrules it. */
export const findHubs = (topology: Topology, said: SaidRoles = NO_ROLE_OVERRIDES): ReadonlyMap<ResourceKey, HubEvidence> =>
  hubsIn(topology)(said);

/** The hubs, and the VNets in which something stands that spokes would share: each could be the hub of others. */
export const couldBeHubs = (topology: Topology, said: SaidRoles = NO_ROLE_OVERRIDES): readonly ResourceKey[] => {
  const hubs = findHubs(topology, said);
  const couldBe = (key: ResourceKey, { resources }: HubEvidence) =>
    hubs.has(key) || (topology.vnets.has(key) && resources.length > 0 && said.get(key) !== 'not-a-hub');
  return [...collectHubEvidence(topology)].flatMap(([key, evidence]) => (couldBe(key, evidence) ? [key] : []));
};

/** What speaks for each VNet being a hub, be it one or not; of a ghost, what its peers show. */
export const collectHubEvidence: (topology: Topology) => ReadonlyMap<ResourceKey, HubEvidence> = remembered((topology) => {
  const routed = new Map([...routesByHub(topology)].map(([hub, routes]) => [hub, new Set(routes.map(({ vnet }) => vnet)).size]));
  return new Map([...topology.vnets.keys(), ...topology.ghosts.keys()].map((key) => [key, collectEvidence(topology, key, routed)]));
});

/** The map, the search, the goals and the sheets ask again and again; an estate is looked through once, and once for what people say. */
const hubsIn = remembered((topology: Topology) =>
  remembered(
    (said: SaidRoles) =>
      new Map([...collectHubEvidence(topology)].filter(([key, evidence]) => topology.vnets.has(key) && isHub(evidence, said.get(key)))),
  ),
);

const isHub = (evidence: HubEvidence, role: SaidRole | undefined): boolean =>
  role ? role === 'hub' : confidenceOf(evidence) !== undefined;

/** Makes it once for each thing that it is asked of, for as long as that lives. */
function remembered<K extends object, V extends object>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, V>();
  return (of) => {
    const value = known.get(of) ?? make(of);
    known.set(of, value);
    return value;
  };
}
