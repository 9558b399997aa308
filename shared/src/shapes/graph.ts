/** VNets as numbers, in the order of their keys, so that equal estates are equal graphs however they were read. */
export interface ShapeGraph<K extends string = string> {
  readonly keys: readonly K[];
  readonly names: readonly string[];
  /** The VNets that each one shares a peering with, in rising order. */
  readonly neighbours: readonly (readonly number[])[];
}

export interface GraphNode<K extends string = string> {
  readonly key: K;
  readonly name: string;
}

/** The graph of these VNets and of the links that have both ends among them. */
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

/** Sorts by name as people count (`spoke-2` before `spoke-10`), by key where names are equal. */
export const byName = (graph: ShapeGraph) => (p: number, q: number) =>
  collator.compare(graph.names[p] ?? '', graph.names[q] ?? '') || ((graph.keys[p] ?? '') < (graph.keys[q] ?? '') ? -1 : 1);

/** How many VNets share a peering with both, and how many with at least one of two; each counts as a neighbour of itself. */
export function sharedNeighbours(mine: readonly number[], theirs: readonly number[], one: number, other: number) {
  const known = new Set(mine).add(one);
  const all = new Set(theirs).add(other);
  let both = 0;
  for (const node of all) if (known.has(node)) both++;
  return { both, either: known.size + all.size - both };
}
