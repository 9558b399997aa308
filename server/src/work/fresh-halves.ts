import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { HalfRow, TopologyRows } from '@peerscape/shared/topology';

/** A half as read from its resource provider, undefined if it does not exist; expires at `until`, in ticks of the clock. */
export interface FreshHalf {
  readonly id: string;
  readonly half: HalfRow | undefined;
  readonly until: number;
}

/**
 * Replaces halves in the rows with newer individual reads, because Resource Graph lags by seconds without an upper bound
 * (Azure/azure-dev #540). Also returns the reads that are still needed: neither expired nor confirmed by the rows.
 */
export function applyFreshHalves(
  rows: TopologyRows,
  freshHalves: ReadonlyMap<ResourceKey, FreshHalf>,
  now: number,
): { readonly rows: TopologyRows; readonly needed: ReadonlyMap<ResourceKey, FreshHalf> } {
  if (freshHalves.size === 0) return { rows, needed: freshHalves };
  const indexed = new Map(rows.halves.map((row) => [resourceKey(row.id), row]));
  const needed = new Map([...freshHalves].filter(([key, { half, until }]) => until > now && !isSameHalf(indexed.get(key), half)));
  if (needed.size === 0) return { rows, needed };
  const others = rows.halves.filter(({ id }) => !needed.has(resourceKey(id)));
  return { rows: { ...rows, halves: [...others, ...[...needed.values()].flatMap(({ half }) => half ?? [])] }, needed };
}

/** Compares two halves without the etag, which changes with every change in the VNet. */
const isSameHalf = (one: HalfRow | undefined, other: HalfRow | undefined): boolean => comparisonKey(one) === comparisonKey(other);

const comparisonKey = (half: HalfRow | undefined): string =>
  half === undefined
    ? ''
    : JSON.stringify(Object.entries({ ...half, etag: undefined, provisioningState: undefined }).sort(([p], [q]) => (p < q ? -1 : 1)));
