import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { NO_ROWS, type TopologyRows } from '@peerscape/shared/topology';

/** The rows of several readings as one; what comes twice counts once, the later wins. */
export function mergeRows(readings: readonly TopologyRows[]): TopologyRows {
  const kinds = Object.keys(NO_ROWS) as (keyof TopologyRows)[];
  return Object.fromEntries(kinds.map((kind) => [kind, mergeKind(readings.map((rows) => rows[kind]))])) as unknown as TopologyRows;
}

function mergeKind(lists: readonly (readonly { readonly id: string }[])[]): readonly { readonly id: string }[] {
  const merged = new Map<ResourceKey, { readonly id: string }>();
  for (const list of lists) for (const row of list) merged.set(resourceKey(row.id), row);
  return [...merged.values()];
}
