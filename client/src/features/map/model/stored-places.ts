import { readFromTab, storeInTab } from '../../../lib/state/tab-storage.ts';
import type { Point } from '../geometry/bounds.ts';
import type { Positions } from '../placement/place.ts';

const storageKey = (name: string): string => `peerscape.places.${name}`;

/** Returns the places that this tab has stored under a name; undefined without any. */
export function readPlaces(name: string): Positions | undefined {
  const stored = readFromTab(storageKey(name));
  if (!Array.isArray(stored)) return undefined;
  const places = new Map<string, Point>();
  for (const entry of stored) {
    if (!Array.isArray(entry)) return undefined;
    const [key, x, y]: readonly unknown[] = entry;
    if (typeof key !== 'string' || typeof x !== 'number' || typeof y !== 'number') return undefined;
    places.set(key, { x, y });
  }
  return places;
}

/** Stores places for this tab; undefined removes them. */
export function storePlaces(name: string, places: Positions | undefined): void {
  storeInTab(storageKey(name), places && [...places].map(([key, { x, y }]) => [key, x, y]));
}
