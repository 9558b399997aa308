import type { Grouping } from './grouping.ts';
import type { Point } from './placement/room.ts';

/** Places that a person gave VNets by hand, per grouping, since each grouping is a map of its own. */
export type OwnPositions = Readonly<Partial<Record<Grouping, Readonly<Record<string, readonly [number, number]>>>>>;

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
export function keepPosition(store: PositionStore, estate: string, grouping: Grouping, key: string, at: Point): boolean {
  const known = readPositions(store, estate);
  const own = { ...known, [grouping]: { ...known[grouping], [key]: [Math.round(at.x), Math.round(at.y)] } };
  try {
    store.setItem(nameOf(estate), JSON.stringify(own));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the own positions of an estate in one grouping. */
export function forgetPositions(store: PositionStore, estate: string, grouping: Grouping): void {
  const { [grouping]: _, ...rest } = readPositions(store, estate);
  if (Object.keys(rest).length > 0) store.setItem(nameOf(estate), JSON.stringify(rest));
  else store.removeItem(nameOf(estate));
}

/** The own positions of one grouping as places. */
export const placesOf = (own: OwnPositions, grouping: Grouping): Map<string, Point> =>
  new Map(Object.entries(own[grouping] ?? {}).map(([key, [x, y]]) => [key, { x, y }]));

function believed(value: unknown): OwnPositions {
  if (typeof value !== 'object' || value === null) return {};
  const groupings = Object.entries(value).map(([grouping, places]) => [grouping, believedPlaces(places)]);
  return Object.fromEntries(groupings) as OwnPositions;
}

function believedPlaces(value: unknown): Record<string, readonly [number, number]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([, at]) => Array.isArray(at) && at.length === 2 && at.every((part) => Number.isFinite(part))),
  );
}
