import type { Point } from './placement/room.ts';

/** Places that a person gave VNets by hand, by the name of the arrangement, since each is a map of its own. */
export type OwnPositions = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

/** Where own positions are kept; a browser's localStorage fits. */
export type PositionStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nameOf = (estate: string): string => `peerscape.positions.1.${estate}`;

/** The own positions of an estate; none when nothing readable is kept. */
export function readPositions(store: PositionStore, estate: string): OwnPositions {
  try {
    return believed(JSON.parse(store.getItem(nameOf(estate)) ?? '{}'));
  } catch {
    // a storage that is forbidden or holds something else counts as empty: the map then places everything itself
    return {};
  }
}

/** Keeps a VNet's place; false when the browser refuses to. */
export function keepPosition(store: PositionStore, estate: string, arrangement: string, key: string, at: Point): boolean {
  const known = readPositions(store, estate);
  const own = { ...known, [arrangement]: { ...known[arrangement], [key]: [Math.round(at.x), Math.round(at.y)] } };
  try {
    store.setItem(nameOf(estate), JSON.stringify(own));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the own positions of an estate in one arrangement. */
export function forgetPositions(store: PositionStore, estate: string, arrangement: string): void {
  const { [arrangement]: _, ...rest } = readPositions(store, estate);
  if (Object.keys(rest).length > 0) store.setItem(nameOf(estate), JSON.stringify(rest));
  else store.removeItem(nameOf(estate));
}

/** The own positions of one arrangement as places. */
export const placesOf = (own: OwnPositions, arrangement: string): Map<string, Point> =>
  new Map(Object.entries(own[arrangement] ?? {}).map(([key, [x, y]]) => [key, { x, y }]));

function believed(value: unknown): OwnPositions {
  if (typeof value !== 'object' || value === null) return {};
  const arrangements = Object.entries(value).map(([arrangement, places]) => [arrangement, believedPlaces(places)]);
  return Object.fromEntries(arrangements);
}

function believedPlaces(value: unknown): Record<string, readonly [number, number]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([, at]) => Array.isArray(at) && at.length === 2 && at.every((part) => Number.isFinite(part))),
  );
}
