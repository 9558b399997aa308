import { type ResourceKey, resourceKey } from '../arm/index.ts';
import type { Topology } from '../topology/index.ts';
import { byName, graphOf, type ShapeGraph } from './graph.ts';
import { type Confidence, confidenceOf, type HubEvidence } from './hub.ts';
import { findHubs, NO_ROLE_OVERRIDES, type SaidRoles } from './hubs.ts';
import { findMissingPairs, type Part, partsOf } from './parts.ts';

export type VNetPair = readonly [ResourceKey, ResourceKey];

/** What a person would call a set of VNets. Every VNet and ghost is at home in one shape; hub meshes and connected groups lie over these. */
export type Shape =
  | {
      readonly kind: 'hub-and-spoke';
      readonly hub: ResourceKey;
      /** Those that are at home here. */
      readonly spokes: readonly ResourceKey[];
      /** Spokes of this hub that are at home with another one. */
      readonly shared: readonly ResourceKey[];
      readonly evidence: HubEvidence;
      /** Undefined where a person says that it is a hub and little else does. */
      readonly confidence: Confidence | undefined;
    }
  | { readonly kind: 'hub-mesh' | 'mesh'; readonly members: readonly ResourceKey[]; readonly missing: readonly VNetPair[] }
  /** `tree`: joined by peerings, in no simpler form. */
  | { readonly kind: 'ring' | 'chain' | 'tree' | 'island'; readonly members: readonly ResourceKey[] }
  | { readonly kind: 'connected-group'; readonly name: string; readonly members: readonly ResourceKey[] };

export interface Shapes {
  readonly shapes: readonly Shape[];
  /** The hubs, with what is known of them. */
  readonly hubs: ReadonlyMap<ResourceKey, Extract<Shape, { kind: 'hub-and-spoke' }>>;
  /** The one shape in which each VNet and ghost is at home. */
  readonly homeOf: ReadonlyMap<ResourceKey, Shape>;
}

/** The shapes of an estate: hubs by evidence and by what people say, then meshes, rings, chains, trees and islands of what is left. */
export function findShapes(topology: Topology, said: SaidRoles = NO_ROLE_OVERRIDES): Shapes {
  const graph = estateGraph(topology);
  const found = findHubs(topology, said);
  const isHub = graph.keys.map((key) => found.has(key));
  const groups = connectedGroups(topology);
  const grouped = new Set(groups.flatMap(({ members }) => members));
  // who is connected by Virtual Network Manager is no island, though no peering says so
  const parts = partsOf(graph, (node) => isHub[node] ?? false).flatMap((part) =>
    part.kind === 'star' ? star(graph, found, part) : [plain(graph, part)],
  );
  const homes = parts.filter((shape) => shape.kind !== 'island' || !shape.members.some((key) => grouped.has(key)));
  const homeOf = new Map([...groups, ...homes].flatMap((shape) => membersOf(shape).map((key) => [key, shape] as const)));
  const hubs = new Map(homes.flatMap((shape) => (shape.kind === 'hub-and-spoke' ? [[shape.hub, shape] as const] : [])));
  return { shapes: [...homes, ...hubMeshes(topology, graph, hubs), ...groups], hubs, homeOf };
}

/** The graph of all VNets and ghosts; a half-configured peering counts, for it tells what is meant. */
const estateGraph = (topology: Topology): EstateGraph =>
  graphOf([...topology.vnets.values(), ...topology.ghosts.values()], topology.peerings.values());

/** Those whose home the shape is, the hub first. */
export const membersOf = (shape: Shape): readonly ResourceKey[] =>
  shape.kind === 'hub-and-spoke' ? [shape.hub, ...shape.spokes] : shape.members;

type EstateGraph = ShapeGraph<ResourceKey>;

const keysAt = (graph: EstateGraph, nodes: readonly number[]): ResourceKey[] => nodes.flatMap((node) => graph.keys[node] ?? []);

type Star = Extract<Part, { kind: 'star' }>;

function star(graph: EstateGraph, found: ReadonlyMap<ResourceKey, HubEvidence>, part: Star): Shape[] {
  const [hub, ...spokes] = keysAt(graph, [part.hub, ...part.spokes, ...part.tails.map(({ node }) => node)]);
  const evidence = hub && found.get(hub);
  if (!hub || !evidence) return [];
  const own = new Set(spokes);
  const peers = [...(graph.neighbours[part.hub] ?? [])].sort(byName(graph));
  const shared = keysAt(graph, peers).filter((key) => !own.has(key) && !found.has(key));
  return [{ kind: 'hub-and-spoke', hub, spokes, shared, evidence, confidence: confidenceOf(evidence) }];
}

function plain(graph: EstateGraph, part: Exclude<Part, Star>): Shape {
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
      return { kind: 'island', members: keysAt(graph, [part.member]) };
    case 'ring':
    case 'chain':
      return { kind: part.kind, members: keysAt(graph, part.members) };
  }
}

const missingPairs = (graph: EstateGraph, members: readonly number[]): VNetPair[] =>
  findMissingPairs(graph, members).flatMap((pair) => {
    const [one, other] = keysAt(graph, pair);
    return one && other ? [[one, other] as const] : [];
  });

/** Hubs that are peered with each other, or nearly all of them. */
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

/** In the order of their ids: a VNet that is in several is at home in the last. */
const connectedGroups = ({ connectedGroups: groups, vnets }: Topology): ConnectedGroup[] =>
  [...groups]
    .sort((p, q) => (p.id < q.id ? -1 : 1))
    .flatMap(({ name, vnetIds }): ConnectedGroup[] => {
      const members = [...new Set(vnetIds.map(resourceKey))].filter((key) => vnets.has(key)).sort();
      return members.length > 1 ? [{ kind: 'connected-group', name, members }] : [];
    });
