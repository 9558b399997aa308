import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { SaidRoles, Shape, Shapes } from '@peerscape/shared/shapes';
import {
  type HalfLook,
  isHalfConfigured,
  lookOf,
  type Node,
  type Peering,
  type PeeringKey,
  type Topology,
} from '@peerscape/shared/topology';
import { optionBits } from '../../../lib/format/half-options.ts';
import { shapesOf } from '../../../lib/state/shapes-of.ts';
import { type Badge, badgesOf } from './badges.ts';
import { type Group, type Grouping, groupOf } from './grouping.ts';

/** What part a VNet plays among its peerings; a ghost plays none that we could know. */
export type Role = 'hub' | 'spoke' | 'mesh' | 'chain' | 'island' | 'ghost';

/** A VNet or ghost as the map needs it: data, no place. */
export interface MapNode {
  readonly key: ResourceKey;
  readonly name: string;
  readonly kind: Node['kind'];
  readonly role: Role;
  readonly addressSpace: readonly string[];
  readonly badges: readonly Badge[];
  readonly group: Group;
  /** The first connected group that it is a member of. */
  readonly connectedGroup: string | undefined;
  readonly peerings: number;
  readonly halfConfigured: number;
}

/** A peering as the map needs it: one line with both halves in it. The first of each pair belongs to `a`. */
export interface MapLink {
  readonly key: PeeringKey;
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly looks: readonly [HalfLook, HalfLook];
  readonly options: readonly [number, number];
  readonly halfConfigured: boolean;
}

/** VNets that Virtual Network Manager connects without any peering. */
interface MapConnectedGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly ResourceKey[];
}

/** A mesh so large that its lines would bury each other. */
export type MapMesh = Extract<Shape, { kind: 'hub-mesh' | 'mesh' }>;

/** From that many VNets on a mesh is large. */
const LARGE = 10;

export interface Elements {
  readonly nodes: ReadonlyMap<ResourceKey, MapNode>;
  readonly links: ReadonlyMap<PeeringKey, MapLink>;
  readonly connectedGroups: readonly MapConnectedGroup[];
  readonly meshes: readonly MapMesh[];
}

/** What the map draws of a topology. Nodes come before links, in the order of the topology. */
export function elementsOf(topology: Topology, grouping: Grouping, said?: SaidRoles): Elements {
  const links = new Map([...topology.peerings.values()].map((peering) => [peering.key, linkOf(topology, peering)]));
  const everyone: Node[] = [...topology.vnets.values(), ...topology.ghosts.values()];
  const shapes = shapesOf(topology, said);
  const nodes = new Map(everyone.map((node) => [node.key, nodeOf(topology, node, grouping, shapes, links)]));
  return { nodes, links, connectedGroups: connectedGroupsOf(topology), meshes: meshesOf(shapes) };
}

/** The large meshes; hubs that are peered with each other have too many other lines to stand in one hull. */
const meshesOf = ({ shapes }: Shapes): MapMesh[] =>
  shapes.flatMap((shape) => (shape.kind === 'mesh' && shape.members.length >= LARGE ? [shape] : []));

/** Those of which at least two members are known; one alone is connected with nothing that could be shown. */
const connectedGroupsOf = ({ connectedGroups, vnets }: Topology): MapConnectedGroup[] =>
  connectedGroups
    .map(({ id, name, vnetIds }) => ({ id, name, members: [...new Set(vnetIds.map(resourceKey))].filter((key) => vnets.has(key)) }))
    .filter(({ members }) => members.length > 1);

const linkOf = (topology: Topology, peering: Peering): MapLink => ({
  key: peering.key,
  a: peering.a,
  b: peering.b,
  looks: [lookOf(topology, peering, peering.a), lookOf(topology, peering, peering.b)],
  options: [optionBits(peering.ab), optionBits(peering.ba)],
  halfConfigured: isHalfConfigured(topology, peering),
});

function nodeOf(topology: Topology, node: Node, grouping: Grouping, shapes: Shapes, links: ReadonlyMap<PeeringKey, MapLink>): MapNode {
  const peerings = topology.peeringsOf.get(node.key) ?? [];
  return {
    key: node.key,
    name: node.name,
    kind: node.kind,
    role: roleOf(node, shapes),
    addressSpace: node.addressSpace,
    badges: badgesOf(topology.equipmentOf.get(node.key)),
    group: groupOf(topology, node, grouping),
    connectedGroup: topology.equipmentOf.get(node.key)?.connectedGroups[0]?.id,
    peerings: peerings.length,
    halfConfigured: peerings.filter(({ key }) => links.get(key)?.halfConfigured).length,
  };
}

/** The part that a VNet plays in the shape in which it is at home. */
const ROLES: Readonly<Record<Shape['kind'], Role>> = {
  'hub-and-spoke': 'spoke',
  'hub-mesh': 'hub',
  mesh: 'mesh',
  ring: 'chain',
  chain: 'chain',
  tree: 'chain',
  island: 'island',
  'connected-group': 'island',
};

function roleOf({ kind, key }: Node, { hubs, homeOf }: Shapes): Role {
  if (kind === 'ghost') return 'ghost';
  return hubs.has(key) ? 'hub' : ROLES[homeOf.get(key)?.kind ?? 'island'];
}
