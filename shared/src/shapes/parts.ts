import { byName, type ShapeGraph, sharedNeighbours } from './graph.ts';

/** A part of the graph with a recognizable shape. Every node is in exactly one part. */
export type Part =
  | { readonly kind: 'star'; readonly hub: number; readonly spokes: readonly number[]; readonly tails: readonly Tail[] }
  | { readonly kind: 'mesh'; readonly members: readonly number[] }
  | { readonly kind: 'ring'; readonly members: readonly number[] }
  | { readonly kind: 'chain'; readonly members: readonly number[] }
  | { readonly kind: 'tree'; readonly levels: readonly (readonly Tail[])[] }
  | { readonly kind: 'island'; readonly member: number };

/** A node and the node that it is attached to; the root of a tree is attached to itself. */
export interface Tail {
  readonly node: number;
  readonly behind: number;
}

/** The minimum share of all possible peerings in a mesh: 9 of 10, 11 of 15. */
const DENSE = 0.7;
/** The minimum share of common neighbours for two nodes to be similar. */
const SIMILAR = 0.5;

/**
 * Partitions the graph: hubs with their spokes first, then the rest into meshes, rings, chains, trees and islands. The caller decides which nodes
 * are hubs. Takes time in proportion to the number of peerings, and in dense parts to that number times their size.
 */
export function partsOf(graph: ShapeGraph, isHub: (node: number) => boolean): Part[] {
  const hubs = graph.neighbours.map((_, node) => isHub(node));
  const hubOf = graph.neighbours.map((_, node) => (hubs[node] ? node : chooseHub(graph, hubs, node)));
  const { tails, remainder } = splitRemainder(graph, hubOf);
  return [...stars(graph, hubs, hubOf, tails), ...remainder.flatMap((members) => splitComponent(graph, members))];
}

const degree = (graph: ShapeGraph, node: number): number => graph.neighbours[node]?.length ?? 0;

/** Returns the hub that a node is a spoke of: its largest one, unless most of its peerings lead away from hubs. */
function chooseHub(graph: ShapeGraph, isHub: readonly boolean[], node: number): number | undefined {
  let best: number | undefined;
  let unrelated = 0;
  let hubs = 0;
  for (const other of graph.neighbours[node] ?? []) {
    if (isHub[other]) {
      hubs++;
      if (best === undefined || degree(graph, other) > degree(graph, best)) best = other;
    } else if (!graph.neighbours[other]?.some((third) => isHub[third])) unrelated++;
  }
  return unrelated > hubs ? undefined : best;
}

/** Splits the nodes without a hub into connected components; a single node attached to a spoke becomes a tail of that star. */
function splitRemainder(graph: ShapeGraph, hubOf: readonly (number | undefined)[]): { tails: Map<number, Tail[]>; remainder: number[][] } {
  const tails = new Map<number, Tail[]>();
  const remainder: number[][] = [];
  const unassigned = [...hubOf.keys()].filter((node) => hubOf[node] === undefined);
  for (const part of componentsOf(unassigned, (node) => graph.neighbours[node] ?? [])) {
    const [node = 0] = part;
    const behind = graph.neighbours[node]?.find((other) => hubOf[other] !== undefined);
    const hub = behind === undefined ? undefined : hubOf[behind];
    if (part.length > 1 || behind === undefined || hub === undefined) remainder.push(part);
    else tails.set(hub, [...(tails.get(hub) ?? []), { node, behind }]);
  }
  return { tails, remainder };
}

function stars(graph: ShapeGraph, isHub: readonly boolean[], hubOf: readonly (number | undefined)[], tails: Map<number, Tail[]>): Part[] {
  const spokes = new Map<number, number[]>();
  hubOf.forEach((hub, node) => {
    if (hub === undefined || hub === node) return;
    const list = spokes.get(hub);
    if (list) list.push(node);
    else spokes.set(hub, [node]);
  });
  return isHub.flatMap((yes, hub): Part[] =>
    yes ? [{ kind: 'star', hub, spokes: (spokes.get(hub) ?? []).sort(byName(graph)), tails: tails.get(hub) ?? [] }] : [],
  );
}

/** Returns one part, or several when dense parts are connected by only a few peerings. */
function splitComponent(graph: ShapeGraph, members: readonly number[]): Part[] {
  const whole = classify(graph, members);
  if (whole.kind !== 'tree') return [whole];
  const dense = similarGroups(graph, members).filter((part) => part.length > 2 && classify(graph, part).kind === 'mesh');
  if (dense.length === 0) return [whole];
  const meshed = new Set(dense.flat());
  const others = componentsOf(
    members.filter((node) => !meshed.has(node)),
    (node) => graph.neighbours[node] ?? [],
  );
  return [...dense, ...others].map((part) => classify(graph, part));
}

/** Returns the groups of similar nodes, connected by peerings between similar nodes only. */
const similarGroups = (graph: ShapeGraph, members: readonly number[]): number[][] => {
  const inner = createInnerNeighbours(graph, members);
  return componentsOf(members, (node) =>
    inner(node).filter((other) => {
      const { both, either } = sharedNeighbours(inner(node), inner(other), node, other);
      return both >= SIMILAR * either;
    }),
  );
};

/** Returns the connected components of a set of nodes. */
export function componentsOf(members: readonly number[], neighbours: (node: number) => readonly number[]): number[][] {
  const left = new Set(members);
  const parts: number[][] = [];
  for (const start of members) {
    if (!left.delete(start)) continue;
    const part = [start];
    for (const node of part) for (const other of neighbours(node)) if (left.delete(other)) part.push(other);
    parts.push(part);
  }
  return parts;
}

/** Creates the neighbour function of the subgraph of these members. */
function createInnerNeighbours(graph: ShapeGraph, members: readonly number[]): (node: number) => readonly number[] {
  const inside = new Set(members);
  const lists = new Map(members.map((node) => [node, (graph.neighbours[node] ?? []).filter((other) => inside.has(other))]));
  return (node) => lists.get(node) ?? [];
}

function classify(graph: ShapeGraph, members: readonly number[]): Part {
  const [first] = members;
  if (first !== undefined && members.length === 1)
    return degree(graph, first) === 0 ? { kind: 'island', member: first } : { kind: 'tree', levels: [[{ node: first, behind: first }]] };
  const inner = createInnerNeighbours(graph, members);
  const chain = chainOf(graph, members, inner);
  if (chain) return { kind: 'chain', members: chain };
  if (isDense(members, inner)) return { kind: 'mesh', members: [...members].sort(byName(graph)) };
  if (members.every((node) => inner(node).length === 2)) return { kind: 'ring', members: ringOf(graph, members, inner) };
  return { kind: 'tree', levels: levelsOf(graph, members, inner) };
}

/** Returns whether the members are an almost full mesh: most peerings exist, and each node has at least half of its own. */
function isDense(members: readonly number[], inner: (node: number) => readonly number[]): boolean {
  const most = members.length - 1;
  const ends = members.reduce((sum, node) => sum + inner(node).length, 0);
  return ends >= DENSE * members.length * most && members.every((node) => inner(node).length * 2 >= most);
}

/** Returns the pairs of members that are not peered, sorted by name. */
export function findMissingPairs(graph: ShapeGraph, members: readonly number[]): [number, number][] {
  const sorted = [...members].sort(byName(graph));
  return sorted.flatMap((one, i) => {
    const neighbours = new Set(graph.neighbours[one]);
    return sorted.slice(i + 1).flatMap((other): [number, number][] => (neighbours.has(other) ? [] : [[one, other]]));
  });
}

/** Returns the members in their order around the ring. */
function ringOf(graph: ShapeGraph, members: readonly number[], inner: (node: number) => readonly number[]): number[] {
  const ring = [...members].sort(byName(graph)).slice(0, 1);
  const seen = new Set(ring);
  for (const node of ring) {
    const next = inner(node).find((other) => !seen.has(other));
    if (next !== undefined) ring.push(next);
    if (next !== undefined) seen.add(next);
  }
  return ring;
}

/** Returns the members in their order along the chain; undefined when they do not form one. */
function chainOf(graph: ShapeGraph, members: readonly number[], inner: (node: number) => readonly number[]): number[] | undefined {
  if (members.some((node) => inner(node).length > 2)) return undefined;
  const ends = members.filter((node) => inner(node).length === 1).sort(byName(graph));
  const chain = ends.slice(0, 1);
  for (const node of chain) {
    const next = inner(node).find((other) => other !== chain.at(-2));
    if (next !== undefined) chain.push(next);
  }
  return chain.length === members.length ? chain : undefined;
}

/** Returns the levels of a tree around its most connected node; nodes are in the order of their parents on the level before. */
function levelsOf(graph: ShapeGraph, members: readonly number[], inner: (node: number) => readonly number[]): Tail[][] {
  const [root = 0] = [...members].sort((p, q) => inner(q).length - inner(p).length || byName(graph)(p, q));
  const seen = new Set([root]);
  const levels: Tail[][] = [[{ node: root, behind: root }]];
  for (const level of levels) {
    const next: Tail[] = [];
    for (const { node } of level) {
      const fresh = inner(node).filter((other) => !seen.has(other));
      for (const other of fresh.sort(byName(graph))) {
        seen.add(other);
        next.push({ node: other, behind: node });
      }
    }
    if (next.length > 0) levels.push(next);
  }
  return levels;
}
