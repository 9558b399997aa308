import type { ResourceKey } from '@peerscape/shared/arm';
import { peeringsOfMesh } from '@peerscape/shared/shapes';
import type { PeeringKey } from '@peerscape/shared/topology';
import { isNormal, statusIndex } from '../../../lib/format/half-status-styles.ts';
import type { Point } from '../geometry/bounds.ts';
import { nodeHalfSize } from '../geometry/detail-level.ts';
import type { HalfSize } from '../geometry/obstacles.ts';
import type { Size } from '../geometry/view.ts';
import type { Elements, MapLink, MapMesh, MapNode, Role } from './elements.ts';

/** All roles; the painter's arrays store a role as its index here. */
export const ROLES: readonly Role[] = ['hub', 'spoke', 'mesh', 'chain', 'island', 'ghost'];

/** Index of the status of a missing half in the painter's arrays. */
export const MISSING = statusIndex.missing;

/** Radius of a VNet's shape when it is drawn without its card, in map units. */
const SHAPE_RADIUS: Readonly<Record<Role, number>> = { hub: 26, spoke: 17, mesh: 17, chain: 17, island: 15, ghost: 16 };

/** Large mesh with the node indices of its members. */
export interface SceneMesh {
  readonly mesh: MapMesh;
  readonly nodes: readonly number[];
  readonly peerings: number;
}

/**
 * Scene: the elements with their positions as flat arrays, the single input of painter, hit test, minimap and accessibility layer.
 * Nodes and links are identified by index. A half has the index `2 * link + side`; side 0 is the half that the link's `a` owns.
 */
export interface Scene {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  /** Size of all cards. */
  readonly card: Size;
  /** Number of VNets of each group while some are hidden. */
  readonly groupSizes?: Elements['groupSizes'];
  /** Parts that labels leave out. */
  readonly sharedName: Elements['sharedName'];
  /** Connected groups with the node indices of their members. */
  readonly connectedGroups: readonly { readonly id: string; readonly name: string; readonly members: readonly number[] }[];
  readonly meshes: readonly SceneMesh[];
  /** Index of the large mesh of each node; -1 for none. */
  readonly meshOfNode: Int32Array;
  /** Index of the large mesh of each link; -1 for none. */
  readonly meshOfLink: Int32Array;
  readonly indexOf: ReadonlyMap<ResourceKey, number>;
  readonly linkIndexOf: ReadonlyMap<PeeringKey, number>;
  /** Link indices of each node. */
  readonly linksOf: readonly (readonly number[])[];
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly role: Uint8Array;
  readonly radius: Float32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Status of each half, by the half's index. */
  readonly halfStatus: Uint8Array;
  /** 1 for each link with a half that needs attention. */
  readonly needsAttention: Uint8Array;
}

/** Creates the scene of elements at these places; a VNet without a place is at the origin. */
export function createScene(elements: Elements, places: ReadonlyMap<string, Point>): Scene {
  const nodes = [...elements.nodes.values()];
  const indexOf = new Map(nodes.map((node, i) => [node.key, i]));
  const links = [...elements.links.values()].filter(({ a, b }) => indexOf.has(a) && indexOf.has(b));
  const linksOf: number[][] = nodes.map(() => []);
  links.forEach(({ a, b }, i) => {
    linksOf[indexOf.get(a) ?? 0]?.push(i);
    linksOf[indexOf.get(b) ?? 0]?.push(i);
  });
  const meshes = elements.meshes.map((mesh): SceneMesh => {
    const members = mesh.members.flatMap((key) => indexOf.get(key) ?? []);
    return { mesh, nodes: members, peerings: peeringsOfMesh(members.length) - mesh.missing.length };
  });
  const nodeMeshes = new Int32Array(nodes.length).fill(-1);
  meshes.forEach(({ nodes: members }, mesh) => {
    for (const node of members) nodeMeshes[node] = mesh;
  });
  const from = Uint32Array.from(links, ({ a }) => indexOf.get(a) ?? 0);
  const to = Uint32Array.from(links, ({ b }) => indexOf.get(b) ?? 0);
  return {
    nodes,
    card: elements.card,
    sharedName: elements.sharedName,
    ...(elements.groupSizes && { groupSizes: elements.groupSizes }),
    links,
    meshes,
    meshOfNode: nodeMeshes,
    meshOfLink: Int32Array.from(links, (_, link) => {
      const mesh = nodeMeshes[from[link] ?? 0] ?? -1;
      return nodeMeshes[to[link] ?? 0] === mesh ? mesh : -1;
    }),
    connectedGroups: elements.connectedGroups.map(({ id, name, members }) => ({
      id,
      name,
      members: members.flatMap((key) => indexOf.get(key) ?? []),
    })),
    indexOf,
    linkIndexOf: new Map(links.map((link, i) => [link.key, i])),
    linksOf,
    x: Float32Array.from(nodes, ({ key }) => places.get(key)?.x ?? 0),
    y: Float32Array.from(nodes, ({ key }) => places.get(key)?.y ?? 0),
    role: Uint8Array.from(nodes, ({ role }) => ROLES.indexOf(role)),
    radius: Float32Array.from(nodes, ({ role }) => SHAPE_RADIUS[role]),
    from,
    to,
    halfStatus: Uint8Array.from(links.flatMap(({ statuses }) => [statusIndex[statuses[0]], statusIndex[statuses[1]]])),
    needsAttention: Uint8Array.from(links, ({ statuses }) => (statuses.every(isNormal) ? 0 : 1)),
  };
}

/** Returns half the size of a node's shape or card at a zoom factor, in map units. */
export const halfSizeOf = ({ radius, card }: Pick<Scene, 'radius' | 'card'>, node: number, zoom: number): HalfSize =>
  nodeHalfSize(zoom, radius[node] ?? 0, card);

/** Returns the position of a node. */
export const positionOf = (scene: Scene, node: number): Point => ({ x: scene.x[node] ?? 0, y: scene.y[node] ?? 0 });

/** Returns the link between two nodes; undefined if they are not peered. */
export const linkBetween = ({ linksOf, from, to }: Scene, one: number, other: number): number | undefined =>
  linksOf[one]?.find((link) => from[link] === other || to[link] === other);

/** Returns the node at the other end of a link. */
export const farEnd = (scene: Scene, link: number, node: number): number =>
  (scene.from[link] === node ? scene.to[link] : scene.from[link]) ?? node;
