import { byName, type ShapeGraph, sharedNeighbours } from './graph.ts';

/** What a person would call a set of VNets, by their numbers in the graph. Every VNet is in exactly one part. */
export type Part =
  | { readonly kind: 'star'; readonly hub: number; readonly spokes: readonly number[]; readonly tails: readonly Tail[] }
  | { readonly kind: 'mesh'; readonly members: readonly number[] }
  | { readonly kind: 'ring'; readonly members: readonly number[] }
  | { readonly kind: 'chain'; readonly members: readonly number[] }
  | { readonly kind: 'tree'; readonly levels: readonly (readonly Tail[])[] }
  | { readonly kind: 'island'; readonly member: number };

/** A VNet that hangs behind another one; the root of a tree hangs behind itself. */
export interface Tail {
  readonly node: number;
  readonly behind: number;
}

/** From this share of all possible peerings on, VNets are an almost full mesh: nine of ten, eleven of fifteen. */
const DENSE = 0.7;
/** Two VNets belong together where at least this share of their neighbours is common to both. */
const AKIN = 0.5;

/**
 * Hubs with their spokes first, then what is left over: dense parts are meshes, closed lines rings, open ones chains, the rest trees,
 * VNets without peerings islands. Which VNets are hubs is given. Takes time in proportion to the peerings, in dense parts times their size.
 */
export function partsOf(graph: ShapeGraph, isHub: (node: number) => boolean): Part[] {
  const hubs = graph.neighbours.map((_, node) => isHub(node));
  const hubOf = graph.neighbours.map((_, node) => (hubs[node] ? node : chooseHub(graph, hubs, node)));
  const { tails, rest } = splitRest(graph, hubOf);
  return [...stars(graph, hubs, hubOf, tails), ...rest.flatMap((members) => partsIn(graph, members))];
}

const degree = (graph: ShapeGraph, node: number): number => graph.neighbours[node]?.length ?? 0;

/** The hub that a VNet is a spoke of: its greatest one, unless most of its peerings lead away from hubs. */
function chooseHub(graph: ShapeGraph, isHub: readonly boolean[], node: number): number | undefined {
  let best: number | undefined;
  let strangers = 0;
  let hubs = 0;
  for (const other of graph.neighbours[node] ?? []) {
    if (isHub[other]) {
      hubs++;
      if (best === undefined || degree(graph, other) > degree(graph, best)) best = other;
    } else if (!graph.neighbours[other]?.some((third) => isHub[third])) strangers++;
  }
  return strangers > hubs ? undefined : best;
}

/** The VNets without a hub, as connected parts; a part that is one VNet behind a spoke is that star's tail. */
function splitRest(graph: ShapeGraph, hubOf: readonly (number | undefined)[]): { tails: Map<number, Tail[]>; rest: number[][] } {
  const tails = new Map<number, Tail[]>();
  const rest: number[][] = [];
  const loose = [...hubOf.keys()].filter((node) => hubOf[node] === undefined);
  for (const part of componentsOf(loose, (node) => graph.neighbours[node] ?? [])) {
    const [node = 0] = part;
    const behind = graph.neighbours[node]?.find((other) => hubOf[other] !== undefined);
    const hub = behind === undefined ? undefined : hubOf[behind];
    if (part.length > 1 || behind === undefined || hub === undefined) rest.push(part);
    else tails.set(hub, [...(tails.get(hub) ?? []), { node, behind }]);
  }
  return { tails, rest };
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

/** One part, or several where dense parts hang together by a few peerings. */
function partsIn(graph: ShapeGraph, members: readonly number[]): Part[] {
  const whole = plainPart(graph, members);
  if (whole.kind !== 'tree') return [whole];
  const dense = akinParts(graph, members).filter((part) => part.length > 2 && plainPart(graph, part).kind === 'mesh');
  if (dense.length === 0) return [whole];
  const meshed = new Set(dense.flat());
  const others = componentsOf(
    members.filter((node) => !meshed.has(node)),
    (node) => graph.neighbours[node] ?? [],
  );
  return [...dense, ...others].map((part) => plainPart(graph, part));
}

/** The parts of a set whose VNets are akin, however they are joined to each other. */
const akinParts = (graph: ShapeGraph, members: readonly number[]): number[][] => {
  const inner = innerOf(graph, members);
  return componentsOf(members, (node) =>
    inner(node).filter((other) => {
      const { both, either } = sharedNeighbours(inner(node), inner(other), node, other);
      return both >= AKIN * either;
    }),
  );
};

/** What is connected within a set, by the neighbours that are asked for. */
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

function innerOf(graph: ShapeGraph, members: readonly number[]): (node: number) => readonly number[] {
  const inside = new Set(members);
  const lists = new Map(members.map((node) => [node, (graph.neighbours[node] ?? []).filter((other) => inside.has(other))]));
  return (node) => lists.get(node) ?? [];
}

function plainPart(graph: ShapeGraph, members: readonly number[]): Part {
  const [first] = members;
  if (first !== undefined && members.length === 1)
    return degree(graph, first) === 0 ? { kind: 'island', member: first } : { kind: 'tree', levels: [[{ node: first, behind: first }]] };
  const inner = innerOf(graph, members);
  const chain = chainOf(graph, members, inner);
  if (chain) return { kind: 'chain', members: chain };
  if (isDense(members, inner)) return { kind: 'mesh', members: [...members].sort(byName(graph)) };
  if (members.every((node) => inner(node).length === 2)) return { kind: 'ring', members: ringOf(graph, members, inner) };
  return { kind: 'tree', levels: levelsOf(graph, members, inner) };
}

/** Whether VNets are an almost full mesh: most peerings are there, and each VNet has at least half of its own. */
function isDense(members: readonly number[], inner: (node: number) => readonly number[]): boolean {
  const most = members.length - 1;
  const ends = members.reduce((sum, node) => sum + inner(node).length, 0);
  return ends >= DENSE * members.length * most && members.every((node) => inner(node).length * 2 >= most);
}

/** The pairs among these VNets that share no peering, by name. */
export function findMissingPairs(graph: ShapeGraph, members: readonly number[]): [number, number][] {
  const sorted = [...members].sort(byName(graph));
  return sorted.flatMap((one, i) => {
    const known = new Set(graph.neighbours[one]);
    return sorted.slice(i + 1).flatMap((other): [number, number][] => (known.has(other) ? [] : [[one, other]]));
  });
}

/** The members in their order around the ring. */
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

/** The members in their order along the line, when they form one. */
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

/** Rings of a tree around its most connected VNet; each VNet follows its parent's place in the ring before. */
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
