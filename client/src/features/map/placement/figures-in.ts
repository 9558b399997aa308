import { byName, componentsOf, type Part, partsOf, type ShapeGraph } from '@peerscape/shared/shapes';
import { circle, type Figure, figureOf } from './figure.ts';
import type { Layout } from './layout.ts';
import { wheel } from './wheel.ts';

type IsHub = (node: number) => boolean;

/** The figures of all VNets that have peerings; those that have none are left to whoever asks. */
export const figuresIn = (graph: ShapeGraph, isHub: IsHub, layout: Layout): Figure[] => FIGURES[layout](graph, isHub);

const FIGURES: Readonly<Record<Layout, (graph: ShapeGraph, isHub: IsHub) => Figure[]>> = {
  auto: (graph, isHub) => peered(partsOf(graph, isHub), graph).map((part) => figureOf(part, leavingHub(graph, part))),
  'hub-and-spoke': (graph, isHub) => {
    const centres = centresOf(graph, isHub);
    const parts = peered(
      partsOf(graph, (node) => centres.has(node)),
      graph,
    );
    return wheels(graph, parts);
  },
  mesh: (graph, isHub) => connected(graph).flatMap((members) => circles(graph, isHub, members)),
};

const peered = (parts: readonly Part[], graph: ShapeGraph): Part[] =>
  parts.filter((part) => !(part.kind === 'island' || (part.kind === 'star' && graph.neighbours[part.hub]?.length === 0)));

const connected = (graph: ShapeGraph): number[][] => {
  const nodes = [...graph.keys.keys()].filter((node) => graph.neighbours[node]?.length);
  return componentsOf(nodes, (node) => graph.neighbours[node] ?? []);
};

/** How many lines lead from a star's hub out of the star. */
function leavingHub(graph: ShapeGraph, part: Part): number {
  if (part.kind !== 'star') return 0;
  const own = new Set(part.spokes);
  return (graph.neighbours[part.hub] ?? []).filter((other) => !own.has(other)).length;
}

/** The hubs, and in each connected part that has none the VNet with the most peerings: what would be its hub. */
function centresOf(graph: ShapeGraph, isHub: IsHub): Set<number> {
  const degree = (node: number) => graph.neighbours[node]?.length ?? 0;
  const centres = new Set<number>();
  for (const members of connected(graph)) {
    const hubs = members.filter(isHub);
    const [most = 0] = [...members].sort((p, q) => degree(q) - degree(p) || byName(graph)(p, q));
    for (const hub of hubs.length > 0 ? hubs : [most]) centres.add(hub);
  }
  return centres;
}

/** Stars whose hubs are peered with each other make one wheel; what else there is stands for itself. */
function wheels(graph: ShapeGraph, parts: readonly Part[]): Figure[] {
  const stars = new Map(parts.flatMap((part) => (part.kind === 'star' ? [[part.hub, part] as const] : [])));
  const together = componentsOf([...stars.keys()], (hub) => graph.neighbours[hub] ?? []);
  const figures = together.map((hubs) => wheel(hubs.sort(byName(graph)).flatMap((hub) => stars.get(hub) ?? [])));
  return [...figures, ...parts.filter(({ kind }) => kind !== 'star').map((part) => figureOf(part))];
}

/** Up to that many VNets stand on one circle; a larger connected part is drawn as the circles of its parts. */
const ONE_CIRCLE = 60;

/** Each hub amid its spokes along the circle, so that lines to it are short. */
function circles(graph: ShapeGraph, isHub: IsHub, members: readonly number[]): Figure[] {
  const own = new Set(members);
  const parts = partsOf(graph, isHub).map((part) => alongCircle(part).filter((node) => own.has(node)));
  const filled = parts.filter(({ length }) => length > 0);
  return members.length > ONE_CIRCLE ? filled.map(circle) : [circle(filled.flat())];
}

function alongCircle(part: Part): number[] {
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
