import type { ShapeGraph } from '@peerscape/shared/shapes';
import { type Point, SCREEN_ASPECT_RATIO, STRETCH } from '../geometry/bounds.ts';
import type { Cluster, OutgoingLink } from './cluster.ts';
import { arrangeDiscs, type Disc, rotateToFit } from './overlap-removal.ts';

/** Free space between clusters. */
const GAP = 34;

/** Arranges clusters without overlaps, close to the clusters that they share peerings with and oriented towards them. Returns the positions of all members. */
export function arrangeClusters(graph: ShapeGraph, clusters: readonly Cluster[]): [number, Point][] {
  const clusterOf = clusterIndexes(clusters);
  const discs = clusters.map(
    ({ positions, radius }, index): Disc => ({
      radius: radius + GAP / 2,
      links: [...positions.keys()]
        .flatMap((node) => outgoingNeighbours(graph, clusterOf, node, index))
        .map((other) => clusterOf[other] ?? index),
    }),
  );
  const centres = rotateToFit(discs, arrangeDiscs(discs, GAP / 2), SCREEN_ASPECT_RATIO / STRETCH);
  return clusters.flatMap((cluster, index) => {
    const centre = centres[index] ?? { x: 0, y: 0 };
    const positions = cluster.orient?.(outgoingLinksOf(graph, clusterOf, centres, cluster, index)) ?? cluster.positions;
    return [...positions].map(([node, at]): [number, Point] => [node, { x: centre.x + at.x, y: centre.y + at.y }]);
  });
}

/** Returns the index of the cluster of each VNet, by VNet index. */
function clusterIndexes(clusters: readonly Cluster[]): number[] {
  const clusterOf: number[] = [];
  clusters.forEach(({ positions }, cluster) => {
    for (const node of positions.keys()) clusterOf[node] = cluster;
  });
  return clusterOf;
}

/** Returns the neighbours of a VNet in other clusters. */
const outgoingNeighbours = (graph: ShapeGraph, clusterOf: readonly number[], node: number, cluster: number): number[] =>
  (graph.neighbours[node] ?? []).filter((other) => clusterOf[other] !== cluster);

function outgoingLinksOf(
  graph: ShapeGraph,
  clusterOf: readonly number[],
  centres: readonly Point[],
  { positions }: Cluster,
  index: number,
): OutgoingLink[] {
  const from = centres[index] ?? { x: 0, y: 0 };
  return [...positions.keys()].flatMap((member) =>
    outgoingNeighbours(graph, clusterOf, member, index).map((other) => {
      const to = centres[clusterOf[other] ?? index] ?? from;
      return { member, angle: Math.atan2(to.y - from.y, to.x - from.x) };
    }),
  );
}
