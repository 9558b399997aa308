import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { ATTACHED_KINDS, NO_ROWS, type RowKind, type TopologyRows } from '@peerscape/shared/topology';

/** The rows of several readings as one; what comes twice counts once, the later wins unless another resource only mentioned it. A kind was asked for if one of the readings asked for it. */
export function mergeRows(readings: readonly TopologyRows[]): TopologyRows {
  const kinds = Object.keys(NO_ROWS) as RowKind[];
  const rows = Object.fromEntries(kinds.map((kind) => [kind, mergeKind(readings.map((one) => one[kind]))])) as unknown as TopologyRows;
  const missingKinds = ATTACHED_KINDS.filter((kind) => readings.length > 0 && readings.every((one) => one.missingKinds?.includes(kind)));
  return missingKinds.length === 0 ? rows : { ...rows, missingKinds };
}

function mergeKind(lists: readonly (readonly { readonly id: string }[])[]): readonly { readonly id: string }[] {
  const merged = new Map<ResourceKey, { readonly id: string }>();
  for (const row of lists.flat()) {
    const known = merged.get(resourceKey(row.id));
    if (!known || !isLess(row, known)) merged.set(resourceKey(row.id), row);
  }
  return [...merged.values()];
}

/** Whether a row says nothing but where the resource is: it was seen in a subnet, not read itself. */
const isLess = (row: { readonly id: string }, known: { readonly id: string }): boolean =>
  Object.keys(row).every((key) => key === 'id' || key === 'vnetId' || key === 'kind') &&
  Object.keys(known).length > Object.keys(row).length;
