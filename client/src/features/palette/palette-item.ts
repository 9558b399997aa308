import type { Finding } from '@peerscape/shared/health';
import type { FocusedItem } from '../../lib/state/focused-item.ts';

/** Heading of a group of results. */
export type PaletteSection = 'Reach' | 'Addresses' | 'VNets' | 'Filter by' | 'Peerings' | 'Findings';

/** Result of the palette: it opens a VNet, peering or finding, sets the filter, or asks a question. */
export interface PaletteItem {
  /** Unique among the results. */
  readonly id: string;
  readonly section: PaletteSection;
  readonly opens:
    | FocusedItem
    | { readonly kind: 'finding'; readonly finding: Finding }
    | { readonly kind: 'filter'; readonly text: string }
    | { readonly kind: 'question'; readonly from: string; readonly to: string };
  readonly name: string;
  readonly detail: string;
}

/** Maximum number of results of each kind. */
export const MAX_RESULTS = 8;

/** Returns the first `MAX_RESULTS` items in order, without sorting the others. */
export function takeFirst<T>(items: Iterable<T>, compare: (a: T, b: T) => number): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    const last = first[MAX_RESULTS - 1];
    if (last !== undefined && compare(item, last) >= 0) continue;
    const at = first.findIndex((other) => compare(item, other) < 0);
    first.splice(at < 0 ? first.length : at, 0, item);
    first.length = Math.min(first.length, MAX_RESULTS);
  }
  return first;
}
