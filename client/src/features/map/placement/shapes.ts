import { byName, type Graph } from './graph.ts';

/** What a person would call a set of VNets. Every VNet is in exactly one shape. */
export type Shape =
  | { readonly kind: 'star'; readonly hub: number; readonly spokes: readonly number[]; readonly tails: readonly Tail[] }
  | { readonly kind: 'mesh'; readonly members: readonly number[] }
  | { readonly kind: 'chain'; readonly members: readonly number[] }
  | { readonly kind: 'tree'; readonly levels: readonly (readonly Tail[])[] }
  | { readonly kind: 'island'; readonly member: number };

/** A VNet that hangs behind another one; the root of a tree hangs behind itself. */
export interface Tail {
  readonly node: number;
  readonly behind: number;
}

const DENSE = 0.6;

/**
 * Stars first (a hub is a VNet with several lesser neighbours), then what is left over: dense parts are meshes, lines are chains,
 * the rest are trees, VNets without peerings are islands. Runs in time linear in the peerings of the VNets.
 */
export function detectShapes(graph: Graph): Shape[] {
  const isHub = graph.neighbours.map((_, node) => looksLikeHub(graph, node));
  const hubOf = graph.neighbours.map((_, node) => (isHub[node] ? node : chooseHub(graph, isHub, node)));
  const { tails, rest } = splitRest(graph, hubOf);
  return [...stars(graph, isHub, hubOf, tails), ...rest.map((members) => shapeOf(graph, members))];
}

const degree = (graph: Graph, node: number): number => graph.neighbours[node]?.length ?? 0;

function looksLikeHub(graph: Graph, node: number): boolean {
  const mine = degree(graph, node);
  const lesser = graph.neighbours[node]?.filter((other) => degree(graph, other) * 2 <= mine).length ?? 0;
  return lesser >= 3 || (lesser >= 2 && (graph.equipped[node] ?? false));
}

/** The hub that a VNet is a spoke of: its greatest one, unless most of its peerings lead away from hubs. */
function chooseHub(graph: Graph, isHub: readonly boolean[], node: number): number | undefined {
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
function splitRest(graph: Graph, hubOf: readonly (number | undefined)[]): { tails: Map<number, Tail[]>; rest: number[][] } {
  const tails = new Map<number, Tail[]>();
  const rest: number[][] = [];
  const seen = new Set<number>();
  for (let node = 0; node < graph.keys.length; node++) {
    if (hubOf[node] !== undefined || seen.has(node)) continue;
    const part = connectedPart(graph, hubOf, node, seen);
    const behind = graph.neighbours[node]?.find((other) => hubOf[other] !== undefined);
    const hub = behind === undefined ? undefined : hubOf[behind];
    if (part.length > 1 || behind === undefined || hub === undefined) rest.push(part);
    else tails.set(hub, [...(tails.get(hub) ?? []), { node, behind }]);
  }
  return { tails, rest };
}

function connectedPart(graph: Graph, hubOf: readonly (number | undefined)[], start: number, seen: Set<number>): number[] {
  const part = [start];
  seen.add(start);
  for (const node of part) {
    for (const other of graph.neighbours[node] ?? []) {
      if (hubOf[other] !== undefined || seen.has(other)) continue;
      seen.add(other);
      part.push(other);
    }
  }
  return part;
}

function stars(graph: Graph, isHub: readonly boolean[], hubOf: readonly (number | undefined)[], tails: Map<number, Tail[]>): Shape[] {
  const spokes = new Map<number, number[]>();
  hubOf.forEach((hub, node) => {
    if (hub === undefined || hub === node) return;
    const list = spokes.get(hub);
    if (list) list.push(node);
    else spokes.set(hub, [node]);
  });
  return isHub.flatMap((yes, hub): Shape[] =>
    yes ? [{ kind: 'star', hub, spokes: (spokes.get(hub) ?? []).sort(byName(graph)), tails: tails.get(hub) ?? [] }] : [],
  );
}

function shapeOf(graph: Graph, members: readonly number[]): Shape {
  const [first] = members;
  if (first !== undefined && members.length === 1) return { kind: 'island', member: first };
  const inside = new Set(members);
  const inner = (node: number) => graph.neighbours[node]?.filter((other) => inside.has(other)) ?? [];
  const chain = chainOf(graph, members, inner);
  if (chain) return { kind: 'chain', members: chain };
  const ends = members.reduce((sum, node) => sum + inner(node).length, 0);
  if (ends / (members.length * (members.length - 1)) >= DENSE) return mesh(graph, members);
  return members.every((node) => inner(node).length === 2)
    ? mesh(graph, members)
    : { kind: 'tree', levels: levelsOf(graph, members, inner) };
}

const mesh = (graph: Graph, members: readonly number[]): Shape => ({ kind: 'mesh', members: [...members].sort(byName(graph)) });

/** The members in their order along the line, when they form one. */
function chainOf(graph: Graph, members: readonly number[], inner: (node: number) => readonly number[]): number[] | undefined {
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
function levelsOf(graph: Graph, members: readonly number[], inner: (node: number) => readonly number[]): Tail[][] {
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
