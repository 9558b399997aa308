import type { ShapeGraph } from '@peerscape/shared/shapes';
import { type Point, SCREEN_SHAPE, STRETCH } from '../geometry/room.ts';
import type { Figure, Tie } from './figure.ts';
import { type Disc, settleDiscs, turnedToFit } from './settle.ts';

/** Free space between clusters. */
const GAP = 34;

/** Arranges clusters without overlaps, close to the clusters that they share peerings with and oriented towards them. Returns the positions of all members. */
export function pack(graph: ShapeGraph, clusters: readonly Figure[]): [number, Point][] {
  const clusterOf = clusterIndexes(clusters);
  const discs = clusters.map(
    ({ places, radius }, index): Disc => ({
      radius: radius + GAP / 2,
      ties: [...places.keys()]
        .flatMap((node) => outgoingNeighbours(graph, clusterOf, node, index))
        .map((other) => clusterOf[other] ?? index),
    }),
  );
  const centres = turnedToFit(discs, settleDiscs(discs, GAP / 2), SCREEN_SHAPE / STRETCH);
  return clusters.flatMap((cluster, index) => {
    const centre = centres[index] ?? { x: 0, y: 0 };
    const positions = cluster.facing?.(outgoingLinksOf(graph, clusterOf, centres, cluster, index)) ?? cluster.places;
    return [...positions].map(([node, at]): [number, Point] => [node, { x: centre.x + at.x, y: centre.y + at.y }]);
  });
}

/** Returns the index of the cluster of each VNet, by VNet index. */
function clusterIndexes(clusters: readonly Figure[]): number[] {
  const clusterOf: number[] = [];
  clusters.forEach(({ places }, cluster) => {
    for (const node of places.keys()) clusterOf[node] = cluster;
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
  { places }: Figure,
  index: number,
): Tie[] {
  const from = centres[index] ?? { x: 0, y: 0 };
  return [...places.keys()].flatMap((member) =>
    outgoingNeighbours(graph, clusterOf, member, index).map((other) => {
      const to = centres[clusterOf[other] ?? index] ?? from;
      return { member, angle: Math.atan2(to.y - from.y, to.x - from.x) };
    }),
  );
}
