import type { ResourceKey } from '@peerscape/shared/arm';
import type { Comparison, Pair, ShapeKind } from '@peerscape/shared/goals';

interface Spot {
  readonly key: ResourceKey;
  readonly x: number;
  readonly y: number;
  readonly isHub: boolean;
}

interface Line {
  readonly key: string;
  readonly from: Spot;
  readonly to: Spot;
}

export interface Sketch {
  /** The radius of a dot, so that many still stand apart. */
  readonly dot: number;
  readonly spots: readonly Spot[];
  readonly lines: readonly Line[];
}

/** More dots than this say nothing more. */
export const MOST_SPOTS = 48;
const RADIUS = 40;

/** Dots on a circle, the hub in the middle where there is one; lines between those that are drawn. At the centre is 0, 0. */
export function sketchOf({ members, hub, peered }: Omit<Comparison, 'shapes'>, kind: ShapeKind): Sketch {
  const drawn = [hub, ...members.filter((key) => key !== hub)].slice(0, MOST_SPOTS);
  const around = kind === 'hub' ? drawn.slice(1) : drawn;
  const spots = [
    ...(kind === 'hub' ? [{ key: hub, x: 0, y: 0, isHub: true }] : []),
    ...around.map((key, i) => onCircle(key, i, around.length)),
  ];
  const at = new Map(spots.map((spot) => [spot.key, spot]));
  const links: Readonly<Record<ShapeKind, () => readonly Pair[]>> = {
    'as-is': () => peered,
    mesh: () => drawn.flatMap((a, i) => drawn.slice(i + 1).map((b) => ({ a, b }))),
    hub: () => around.map((b) => ({ a: hub, b })),
  };
  const lines = links[kind]().flatMap(({ a, b }) => {
    const [from, to] = [at.get(a), at.get(b)];
    return from && to ? [{ key: `${a}|${b}`, from, to }] : [];
  });
  return { spots, lines, dot: Math.min(4, 80 / drawn.length) };
}

/** The first stands at the top, the others follow clockwise. */
function onCircle(key: ResourceKey, i: number, n: number): Spot {
  const angle = (2 * Math.PI * i) / n - Math.PI / 2;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return { key, x: round(RADIUS * Math.cos(angle)), y: round(RADIUS * Math.sin(angle)), isHub: false };
}
