import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { HalfRow, TopologyRows } from '@peerscape/shared/topology';

/** A half as it was read at its resource provider, or that there is none; counts until that wall time at most. */
export interface SeenHalf {
  readonly id: string;
  readonly half: HalfRow | undefined;
  readonly until: number;
}

/**
 * The rows with what was seen of single halves in place of what a slower index says of them (Resource Graph lags by seconds, without an upper
 * bound: Azure/azure-dev #540), and those of the seen halves that are still needed: where the rows agree, they are not.
 */
export function withSeen(
  rows: TopologyRows,
  seen: ReadonlyMap<ResourceKey, SeenHalf>,
  now: number,
): { readonly rows: TopologyRows; readonly needed: ReadonlyMap<ResourceKey, SeenHalf> } {
  if (seen.size === 0) return { rows, needed: seen };
  const held = new Map(rows.halves.map((row) => [resourceKey(row.id), row]));
  const needed = new Map([...seen].filter(([key, { half, until }]) => until > now && !agree(held.get(key), half)));
  if (needed.size === 0) return { rows, needed };
  const kept = rows.halves.filter(({ id }) => !needed.has(resourceKey(id)));
  return { rows: { ...rows, halves: [...kept, ...[...needed.values()].flatMap(({ half }) => half ?? [])] }, needed };
}

/** An etag moves with every change in the VNet, so it says nothing about one half. */
const agree = (one: HalfRow | undefined, other: HalfRow | undefined): boolean => faceOf(one) === faceOf(other);

const faceOf = (half: HalfRow | undefined): string =>
  half === undefined
    ? ''
    : JSON.stringify(Object.entries({ ...half, etag: undefined, provisioningState: undefined }).sort(([p], [q]) => (p < q ? -1 : 1)));
