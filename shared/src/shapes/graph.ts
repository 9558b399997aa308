/** A graph with VNets as numbered nodes, in the order of their keys, so that equal estates give equal graphs in whatever order they are read. */
export interface ShapeGraph<K extends string = string> {
  readonly keys: readonly K[];
  readonly names: readonly string[];
  /** The nodes that each node has a peering with, in ascending order. */
  readonly neighbours: readonly (readonly number[])[];
}

/** A VNet or ghost as a node. */
export interface GraphNode<K extends string = string> {
  readonly key: K;
  readonly name: string;
}

/** Creates the graph of the nodes and of the links that have both ends among them. */
export function graphOf<K extends string>(nodes: Iterable<GraphNode<K>>, links: Iterable<{ readonly a: K; readonly b: K }>): ShapeGraph<K> {
  const sorted = [...nodes].sort((p, q) => (p.key < q.key ? -1 : 1));
  const indexOf = new Map(sorted.map((node, i) => [node.key, i]));
  const neighbours: number[][] = sorted.map(() => []);
  for (const { a, b } of links) {
    const i = indexOf.get(a);
    const j = indexOf.get(b);
    if (i === undefined || j === undefined) continue;
    neighbours[i]?.push(j);
    neighbours[j]?.push(i);
  }
  for (const list of neighbours) list.sort((p, q) => p - q);
  return { keys: sorted.map((n) => n.key), names: sorted.map((n) => n.name), neighbours };
}

const collator = new Intl.Collator('en', { numeric: true });

/** Creates a comparer of nodes by name in natural order (`spoke-2` before `spoke-10`), then by key. */
export const byName = (graph: ShapeGraph) => (p: number, q: number) =>
  collator.compare(graph.names[p] ?? '', graph.names[q] ?? '') || ((graph.keys[p] ?? '') < (graph.keys[q] ?? '') ? -1 : 1);

/** Counts the common neighbours of two nodes and their neighbours in total; each node counts as its own neighbour. */
export function sharedNeighbours(mine: readonly number[], theirs: readonly number[], one: number, other: number) {
  const own = new Set(mine).add(one);
  const others = new Set(theirs).add(other);
  let both = 0;
  for (const node of others) if (own.has(node)) both++;
  return { both, either: own.size + others.size - both };
}
