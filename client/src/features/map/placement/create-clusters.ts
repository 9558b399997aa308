import { byName, componentsOf, type Part, partsOf, type ShapeGraph } from '@peerscape/shared/shapes';
import { type Cluster, createCircleCluster, createCluster } from './cluster.ts';
import type { Layout } from './layout.ts';
import { createRadialCluster } from './radial-layout.ts';

type IsHub = (node: number) => boolean;

/** Lays out all VNets that have peerings as clusters. VNets without peerings are left to the caller. */
export const createClusters = (graph: ShapeGraph, isHub: IsHub, layout: Layout): Cluster[] => LAYOUTS[layout](graph, isHub);

const LAYOUTS: Readonly<Record<Layout, (graph: ShapeGraph, isHub: IsHub) => Cluster[]>> = {
  auto: (graph, isHub) => withPeerings(partsOf(graph, isHub), graph).map((part) => createCluster(part, outgoingLinksOfHub(graph, part))),
  'hub-and-spoke': (graph, isHub) => {
    const centres = centresOf(graph, isHub);
    const parts = withPeerings(
      partsOf(graph, (node) => centres.has(node)),
      graph,
    );
    return radialClusters(graph, parts);
  },
  mesh: (graph, isHub) => componentsWithPeerings(graph).flatMap((members) => circleClusters(graph, isHub, members)),
};

const withPeerings = (parts: readonly Part[], graph: ShapeGraph): Part[] =>
  parts.filter((part) => !(part.kind === 'island' || (part.kind === 'star' && graph.neighbours[part.hub]?.length === 0)));

const componentsWithPeerings = (graph: ShapeGraph): number[][] => {
  const nodes = [...graph.keys.keys()].filter((node) => graph.neighbours[node]?.length);
  return componentsOf(nodes, (node) => graph.neighbours[node] ?? []);
};

/** Counts the links from the hub of a star to VNets outside the star. */
function outgoingLinksOfHub(graph: ShapeGraph, part: Part): number {
  if (part.kind !== 'star') return 0;
  const own = new Set(part.spokes);
  return (graph.neighbours[part.hub] ?? []).filter((other) => !own.has(other)).length;
}

/** Returns the hubs, plus for each component without a hub the VNet with the most peerings. */
function centresOf(graph: ShapeGraph, isHub: IsHub): Set<number> {
  const degree = (node: number) => graph.neighbours[node]?.length ?? 0;
  const centres = new Set<number>();
  for (const members of componentsWithPeerings(graph)) {
    const hubs = members.filter(isHub);
    const [mostPeered = 0] = [...members].sort((p, q) => degree(q) - degree(p) || byName(graph)(p, q));
    for (const hub of hubs.length > 0 ? hubs : [mostPeered]) centres.add(hub);
  }
  return centres;
}

/** Combines stars whose hubs are peered with each other into one radial cluster; other parts are clusters of their own. */
function radialClusters(graph: ShapeGraph, parts: readonly Part[]): Cluster[] {
  const stars = new Map(parts.flatMap((part) => (part.kind === 'star' ? [[part.hub, part] as const] : [])));
  const hubComponents = componentsOf([...stars.keys()], (hub) => graph.neighbours[hub] ?? []);
  const clusters = hubComponents.map((hubs) => createRadialCluster(hubs.sort(byName(graph)).flatMap((hub) => stars.get(hub) ?? [])));
  return [...clusters, ...parts.filter(({ kind }) => kind !== 'star').map((part) => createCluster(part))];
}

/** Up to this many VNets share one circle; a larger component gets one circle per part. */
const MAX_SINGLE_CIRCLE = 60;

/** Lays out a component on circles, each hub in the middle of its spokes so that their lines are short. */
function circleClusters(graph: ShapeGraph, isHub: IsHub, members: readonly number[]): Cluster[] {
  const own = new Set(members);
  const parts = partsOf(graph, isHub).map((part) => circleOrder(part).filter((node) => own.has(node)));
  const nonEmpty = parts.filter(({ length }) => length > 0);
  return members.length > MAX_SINGLE_CIRCLE ? nonEmpty.map(createCircleCluster) : [createCircleCluster(nonEmpty.flat())];
}

function circleOrder(part: Part): number[] {
  switch (part.kind) {
    case 'star': {
      const spokes = [...part.spokes, ...part.tails.map(({ node }) => node)];
      const half = Math.floor(spokes.length / 2);
      return [...spokes.slice(0, half), part.hub, ...spokes.slice(half)];
    }
    case 'tree':
      return part.levels.flat().map(({ node }) => node);
    case 'island':
      return [part.member];
    default:
      return [...part.members];
  }
}
