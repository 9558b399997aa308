import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { hasAllHalves, missingOf, type Topology } from '../topology/index.ts';
import { byName, graphOf, type ShapeGraph } from './graph.ts';
import { type Confidence, confidenceOf, type HubEvidence } from './hub.ts';
import { findHubs, NO_ROLE_OVERRIDES, type RoleOverrides } from './hubs.ts';
import { findMissingPairs, type Part, partsOf } from './parts.ts';

/** Two VNets. */
export type VNetPair = readonly [ResourceKey, ResourceKey];

/** A shape of VNets. Every VNet and ghost belongs to one shape; hub meshes and connected groups may overlap other shapes. */
export type Shape =
  | {
      readonly kind: 'hub-and-spoke';
      readonly hub: ResourceKey;
      /** The spokes that belong to this shape. */
      readonly spokes: readonly ResourceKey[];
      /** Spokes of this hub that belong to another hub’s shape. */
      readonly shared: readonly ResourceKey[];
      readonly evidence: HubEvidence;
      /** Undefined when it is a hub only because a person set that role. */
      readonly confidence: Confidence | undefined;
    }
  | { readonly kind: 'hub-mesh' | 'mesh'; readonly members: readonly ResourceKey[]; readonly missing: readonly VNetPair[] }
  /** `tree`: connected by peerings, in no simpler shape. */
  | { readonly kind: 'ring' | 'chain' | 'tree'; readonly members: readonly ResourceKey[] }
  | { readonly kind: 'island'; readonly members: readonly ResourceKey[]; readonly unknown: IslandUnknown | undefined }
  | { readonly kind: 'connected-group'; readonly name: string; readonly members: readonly ResourceKey[] };

/** Data that the source lacks and without which a VNet without peerings cannot be called an island. */
export type IslandUnknown = 'peerings' | 'connected-groups';

/** The shapes of an estate. */
export interface Shapes {
  readonly shapes: readonly Shape[];
  /** The hubs with their shapes. */
  readonly hubs: ReadonlyMap<ResourceKey, Extract<Shape, { kind: 'hub-and-spoke' }>>;
  /** The shape that each VNet and ghost belongs to. */
  readonly homeOf: ReadonlyMap<ResourceKey, Shape>;
}

/** Finds the shapes of an estate: hubs by evidence and role overrides, then meshes, rings, chains, trees and islands among the rest. */
export function findShapes(topology: Topology, roleOverrides: RoleOverrides = NO_ROLE_OVERRIDES): Shapes {
  const graph = estateGraph(topology);
  const found = findHubs(topology, roleOverrides);
  const isHub = graph.keys.map((key) => found.has(key));
  const groups = connectedGroups(topology);
  const grouped = new Set(groups.flatMap(({ members }) => members));
  // a VNet that Virtual Network Manager connects is not an island, although it has no peerings
  const ownShapes = partsOf(graph, (node) => isHub[node] ?? false).flatMap((part) =>
    part.kind === 'star' ? starShape(graph, found, part) : [partShape(topology, graph, part)],
  );
  const homes = ownShapes.filter((shape) => shape.kind !== 'island' || !shape.members.some((key) => grouped.has(key)));
  const homeOf = new Map([...groups, ...homes].flatMap((shape) => membersOf(shape).map((key) => [key, shape] as const)));
  const hubs = new Map(homes.flatMap((shape) => (shape.kind === 'hub-and-spoke' ? [[shape.hub, shape] as const] : [])));
  return { shapes: [...homes, ...hubMeshes(topology, graph, hubs), ...groups], hubs, homeOf };
}

/** Creates the graph of all VNets and ghosts. Half-configured peerings count, because they show the intended shape. */
const estateGraph = (topology: Topology): EstateGraph =>
  graphOf([...topology.vnets.values(), ...topology.ghosts.values()], topology.peerings.values());

/** Returns the VNets that belong to the shape, the hub first. */
export const membersOf = (shape: Shape): readonly ResourceKey[] =>
  shape.kind === 'hub-and-spoke' ? [shape.hub, ...shape.spokes] : shape.members;

type EstateGraph = ShapeGraph<ResourceKey>;

const keysAt = (graph: EstateGraph, nodes: readonly number[]): ResourceKey[] => nodes.flatMap((node) => graph.keys[node] ?? []);

type Star = Extract<Part, { kind: 'star' }>;

function starShape(graph: EstateGraph, found: ReadonlyMap<ResourceKey, HubEvidence>, part: Star): Shape[] {
  const [hub, ...spokes] = keysAt(graph, [part.hub, ...part.spokes, ...part.tails.map(({ node }) => node)]);
  const evidence = hub && found.get(hub);
  if (!hub || !evidence) return [];
  const ownSpokes = new Set(spokes);
  const peers = [...(graph.neighbours[part.hub] ?? [])].sort(byName(graph));
  const shared = keysAt(graph, peers).filter((key) => !ownSpokes.has(key) && !found.has(key));
  return [{ kind: 'hub-and-spoke', hub, spokes, shared, evidence, confidence: confidenceOf(evidence) }];
}

function partShape(topology: Topology, graph: EstateGraph, part: Exclude<Part, Star>): Shape {
  switch (part.kind) {
    case 'mesh':
      return { kind: 'mesh', members: keysAt(graph, part.members), missing: missingPairs(graph, part.members) };
    case 'tree':
      return {
        kind: 'tree',
        members: keysAt(
          graph,
          part.levels.flat().map(({ node }) => node),
        ),
      };
    case 'island':
      return islandShape(topology, keysAt(graph, [part.member]));
    case 'ring':
    case 'chain':
      return { kind: part.kind, members: keysAt(graph, part.members) };
  }
}

function islandShape(topology: Topology, members: readonly ResourceKey[]): Shape {
  const unknown = members.every((key) => hasAllHalves(topology, key))
    ? missingOf(topology, ['connectedGroups']).length > 0
      ? 'connected-groups'
      : undefined
    : 'peerings';
  return { kind: 'island', members, unknown };
}

const missingPairs = (graph: EstateGraph, members: readonly number[]): VNetPair[] =>
  findMissingPairs(graph, members).flatMap((pair) => {
    const [one, other] = keysAt(graph, pair);
    return one && other ? [[one, other] as const] : [];
  });

/** Returns the meshes of hubs: hubs that are all, or almost all, peered with each other. */
function hubMeshes(topology: Topology, graph: EstateGraph, hubs: ReadonlyMap<ResourceKey, Shape>): Shape[] {
  const among = graphOf(
    graph.keys.flatMap((key, i) => (hubs.has(key) ? [{ key, name: graph.names[i] ?? '' }] : [])),
    [...topology.peerings.values()].filter(({ a, b }) => hubs.has(a) && hubs.has(b)),
  );
  return partsOf(among, () => false).flatMap((part): Shape[] => {
    const isPair = part.kind === 'chain' && part.members.length === 2;
    if (part.kind !== 'mesh' && !isPair) return [];
    return [{ kind: 'hub-mesh', members: keysAt(among, part.members), missing: missingPairs(among, part.members) }];
  });
}

type ConnectedGroup = Extract<Shape, { kind: 'connected-group' }>;

/** Returns the connected groups in the order of their ids; a VNet in several groups belongs to the last. */
const connectedGroups = ({ connectedGroups: groups, vnets }: Topology): ConnectedGroup[] =>
  [...groups]
    .sort((p, q) => (p.id < q.id ? -1 : 1))
    .flatMap(({ name, vnetIds }): ConnectedGroup[] => {
      const members = [...new Set(vnetIds.map(resourceKey))].filter((key) => vnets.has(key)).sort();
      return members.length > 1 ? [{ kind: 'connected-group', name, members }] : [];
    });
