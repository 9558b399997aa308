import type { ShapeGraph } from '@peerscape/shared/shapes';
import { type Point, SCREEN_SHAPE, STRETCH } from '../geometry/room.ts';
import type { Figure, Tie } from './figure.ts';
import { settleDiscs, turnedToFit } from './settle.ts';

/** The free room between figures. */
const GAP = 34;

/** Places for the members of all figures: figures side by side, near those that they share peerings with and facing them. */
export function pack(graph: ShapeGraph, figures: readonly Figure[]): [number, Point][] {
  const homes = homesOf(figures);
  const discs = figures.map(({ places, radius }, home) => ({
    radius: radius + GAP / 2,
    ties: [...places.keys()].flatMap((node) => leaving(graph, homes, node, home)).map((other) => homes[other] ?? home),
  }));
  const centres = turnedToFit(discs, settleDiscs(discs, GAP / 2), SCREEN_SHAPE / STRETCH);
  return figures.flatMap((figure, home) => {
    const centre = centres[home] ?? { x: 0, y: 0 };
    const places = figure.facing?.(tiesOf(graph, homes, centres, figure, home)) ?? figure.places;
    return [...places].map(([node, at]): [number, Point] => [node, { x: centre.x + at.x, y: centre.y + at.y }]);
  });
}

/** The figure that each VNet belongs to. */
function homesOf(figures: readonly Figure[]): number[] {
  const homes: number[] = [];
  figures.forEach(({ places }, home) => {
    for (const node of places.keys()) homes[node] = home;
  });
  return homes;
}

const leaving = (graph: ShapeGraph, homes: readonly number[], node: number, home: number): number[] =>
  (graph.neighbours[node] ?? []).filter((other) => homes[other] !== home);

function tiesOf(graph: ShapeGraph, homes: readonly number[], centres: readonly Point[], { places }: Figure, home: number): Tie[] {
  const from = centres[home] ?? { x: 0, y: 0 };
  return [...places.keys()].flatMap((member) =>
    leaving(graph, homes, member, home).map((other) => {
      const to = centres[homes[other] ?? home] ?? from;
      return { member, angle: Math.atan2(to.y - from.y, to.x - from.x) };
    }),
  );
}
