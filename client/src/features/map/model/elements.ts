import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { RoleOverrides, Shape, Shapes } from '@peerscape/shared/shapes';
import {
  type AbsenceReason,
  type HalfStatus,
  halfStatus,
  isHalfConfigured,
  type Node,
  needsAttention,
  type Peering,
  type PeeringKey,
  type Topology,
} from '@peerscape/shared/topology';
import { type Group, type Grouping, groupOf } from '../../../lib/format/grouping.ts';
import { optionBits } from '../../../lib/format/half-options.ts';
import { shapesOf } from '../../../lib/state/shape-cache.ts';
import type { Size } from '../geometry/view.ts';
import { type Badge, badgesOf } from './badges.ts';
import { cardSizeFor } from './card-size.ts';
import { labelNames, type NameLabel, type NameLabels } from './name-labels.ts';

/** Role of a VNet among its peerings; that of a ghost is not known. */
export type Role = 'hub' | 'spoke' | 'mesh' | 'chain' | 'island' | 'ghost';

/** VNet or ghost on the map, without its position. */
export interface MapNode {
  readonly key: ResourceKey;
  readonly name: string;
  /** Name as the map shows it. */
  readonly label: NameLabel;
  readonly kind: Node['kind'];
  /** Reason why a ghost is not among the VNets, if known. */
  readonly absence: AbsenceReason | undefined;
  readonly role: Role;
  readonly addressSpace: readonly string[];
  readonly badges: readonly Badge[];
  readonly group: Group;
  /** Id of the first connected group that it is a member of. */
  readonly connectedGroup: string | undefined;
  readonly peerings: number;
  readonly halfConfigured: number;
  /** Half-configured peerings included. */
  readonly needAttention: number;
}

/** Peering on the map: one line for both halves. The first entry of each pair belongs to `a`. */
export interface MapLink {
  readonly key: PeeringKey;
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly statuses: readonly [HalfStatus, HalfStatus];
  readonly options: readonly [number, number];
  readonly halfConfigured: boolean;
  readonly needsAttention: boolean;
}

/** VNets that Azure Virtual Network Manager connects without a peering. */
interface MapConnectedGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly ResourceKey[];
}

/** Mesh with so many lines that they would hide each other. */
export type MapMesh = Extract<Shape, { kind: 'hub-mesh' | 'mesh' }>;

/** Minimum number of VNets in a large mesh. */
const MIN_LARGE_MESH = 10;

/** Number of VNets of a group that match the filter, and of all. */
export interface GroupSize {
  readonly matching: number;
  readonly total: number;
}

export interface Elements {
  readonly nodes: ReadonlyMap<ResourceKey, MapNode>;
  readonly links: ReadonlyMap<PeeringKey, MapLink>;
  readonly connectedGroups: readonly MapConnectedGroup[];
  readonly meshes: readonly MapMesh[];
  /** Number of VNets of each group while some are hidden. */
  readonly groupSizes?: ReadonlyMap<string, GroupSize>;
  /** Size of all cards. */
  readonly card: Size;
  /** Parts that labels leave out, because nearly all names share them. */
  readonly sharedName: Pick<NameLabels, 'start' | 'end'>;
}

/** Converts a topology to the elements of the map, in the order of the topology. */
export function elementsOf(topology: Topology, grouping: Grouping, roleOverrides?: RoleOverrides): Elements {
  const links = new Map([...topology.peerings.values()].map((peering) => [peering.key, linkOf(topology, peering)]));
  const allNodes: Node[] = [...topology.vnets.values(), ...topology.ghosts.values()];
  const shapes = shapesOf(topology, roleOverrides);
  const { start, end, labels } = labelNames(topology);
  const labelOf = ({ key, name }: Node) => labels.get(key) ?? { text: name };
  const nodes = new Map(allNodes.map((node) => [node.key, nodeOf(topology, node, labelOf(node), grouping, shapes, links)]));
  return {
    nodes,
    links,
    connectedGroups: connectedGroupsOf(topology),
    meshes: meshesOf(shapes),
    card: cardSizeFor(labels.values()),
    sharedName: { start, end },
  };
}

/** Returns the large meshes. A mesh of hubs is excluded: hubs have too many other lines to fit into one hull. */
const meshesOf = ({ shapes }: Shapes): MapMesh[] =>
  shapes.flatMap((shape) => (shape.kind === 'mesh' && shape.members.length >= MIN_LARGE_MESH ? [shape] : []));

/** Returns the connected groups with at least two known members; a single one has no connection to draw. */
const connectedGroupsOf = ({ connectedGroups, vnets }: Topology): MapConnectedGroup[] =>
  connectedGroups
    .map(({ id, name, vnetIds }) => ({ id, name, members: [...new Set(vnetIds.map(resourceKey))].filter((key) => vnets.has(key)) }))
    .filter(({ members }) => members.length > 1);

const linkOf = (topology: Topology, peering: Peering): MapLink => ({
  key: peering.key,
  a: peering.a,
  b: peering.b,
  statuses: [halfStatus(topology, peering, peering.a), halfStatus(topology, peering, peering.b)],
  options: [optionBits(peering.ab), optionBits(peering.ba)],
  halfConfigured: isHalfConfigured(topology, peering),
  needsAttention: needsAttention(topology, peering),
});

function nodeOf(
  topology: Topology,
  node: Node,
  label: NameLabel,
  grouping: Grouping,
  shapes: Shapes,
  links: ReadonlyMap<PeeringKey, MapLink>,
): MapNode {
  const peerings = topology.peeringsOf.get(node.key) ?? [];
  return {
    key: node.key,
    name: node.name,
    label,
    kind: node.kind,
    absence: node.kind === 'ghost' ? node.reason : undefined,
    role: roleOf(node, shapes),
    addressSpace: node.addressSpace,
    badges: badgesOf(topology.attachedResources.get(node.key)),
    group: groupOf(topology, node, grouping),
    connectedGroup: topology.attachedResources.get(node.key)?.connectedGroups[0]?.id,
    peerings: peerings.length,
    halfConfigured: peerings.filter(({ key }) => links.get(key)?.halfConfigured).length,
    needAttention: peerings.filter(({ key }) => links.get(key)?.needsAttention).length,
  };
}

/** Role of a VNet by the kind of its primary shape. */
const SHAPE_ROLES: Readonly<Record<Shape['kind'], Role>> = {
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
  return hubs.has(key) ? 'hub' : SHAPE_ROLES[homeOf.get(key)?.kind ?? 'island'];
}
