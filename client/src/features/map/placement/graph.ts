/** VNets as numbers, in the order of their keys, so that equal estates are equal graphs however they were read. */
export interface Graph {
  readonly keys: readonly string[];
  readonly names: readonly string[];
  /** Whether a VNet holds what hubs hold: a gateway, a firewall, a Route Server. */
  readonly equipped: readonly boolean[];
  /** The VNets that each one shares a peering with, in rising order. */
  readonly neighbours: readonly (readonly number[])[];
}

export interface GraphNode {
  readonly key: string;
  readonly name: string;
  readonly equipped: boolean;
}

/** The graph of these VNets and of the links that have both ends among them. */
export function graphOf(nodes: Iterable<GraphNode>, links: Iterable<{ readonly a: string; readonly b: string }>): Graph {
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
  return { keys: sorted.map((n) => n.key), names: sorted.map((n) => n.name), equipped: sorted.map((n) => n.equipped), neighbours };
}

const collator = new Intl.Collator('en', { numeric: true });

/** Sorts by name as people count (`spoke-2` before `spoke-10`), by key where names are equal. */
export const byName = (graph: Graph) => (p: number, q: number) =>
  collator.compare(graph.names[p] ?? '', graph.names[q] ?? '') || ((graph.keys[p] ?? '') < (graph.keys[q] ?? '') ? -1 : 1);
