import type { ResourceKey } from '@peerscape/shared/arm';
import type { Comparison, Pair, ShapeKind } from '@peerscape/shared/goals';

interface Dot {
  readonly key: ResourceKey;
  readonly x: number;
  readonly y: number;
  readonly isHub: boolean;
}

interface Line {
  readonly key: string;
  readonly from: Dot;
  readonly to: Dot;
}

/** Dots and lines of a shape, in a square from -40 to 40 with the centre at 0, 0. */
export interface Sketch {
  /** Radius of a dot; smaller for many dots, so that they do not touch. */
  readonly dot: number;
  readonly spots: readonly Dot[];
  readonly lines: readonly Line[];
}

/** Maximum number of dots; more would not add information. */
export const MAX_DOTS = 48;
const RADIUS = 40;

/** Places the VNets on a circle, the hub of a hub-and-spoke at its centre, with lines between those that are drawn. */
export function createSketch({ members, hub, peered }: Omit<Comparison, 'shapes'>, kind: ShapeKind): Sketch {
  const drawn = [hub, ...members.filter((key) => key !== hub)].slice(0, MAX_DOTS);
  const around = kind === 'hub' ? drawn.slice(1) : drawn;
  const spots = [
    ...(kind === 'hub' ? [{ key: hub, x: 0, y: 0, isHub: true }] : []),
    ...around.map((key, i) => placeOnCircle(key, i, around.length)),
  ];
  const dotOf = new Map(spots.map((spot) => [spot.key, spot]));
  const links: Readonly<Record<ShapeKind, () => readonly Pair[]>> = {
    'as-is': () => peered,
    mesh: () => drawn.flatMap((a, i) => drawn.slice(i + 1).map((b) => ({ a, b }))),
    hub: () => around.map((b) => ({ a: hub, b })),
  };
  const lines = links[kind]().flatMap(({ a, b }) => {
    const [from, to] = [dotOf.get(a), dotOf.get(b)];
    return from && to ? [{ key: `${a}|${b}`, from, to }] : [];
  });
  return { spots, lines, dot: Math.min(4, 80 / drawn.length) };
}

/** Places the first dot at the top and the others clockwise. */
function placeOnCircle(key: ResourceKey, i: number, n: number): Dot {
  const angle = (2 * Math.PI * i) / n - Math.PI / 2;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return { key, x: round(RADIUS * Math.cos(angle)), y: round(RADIUS * Math.sin(angle)), isHub: false };
}
