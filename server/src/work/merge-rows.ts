import { ownerIdOf, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { ATTACHED_KINDS, type HalfRow, NO_ROWS, type RowKind, type TopologyRows, type VNetRow } from '@peerscape/shared/topology';

const ROW_KINDS = Object.keys(NO_ROWS) as RowKind[];

/**
 * Merges the rows of several reads, each without duplicates. A resource that occurs twice counts once: the later row wins, unless it only refers
 * to the resource. The list of a VNet's own halves replaces the one before as a whole. A kind is missing if it is missing from all reads.
 */
export function mergeRows(reads: readonly TopologyRows[]): TopologyRows {
  const filled = reads.filter((one) => ROW_KINDS.some((kind) => one[kind].length > 0));
  const [first, ...others]: readonly TopologyRows[] = filled.length > 0 ? filled : [NO_ROWS];
  const { missingKinds: _, subscriptionCoverage: __, ...rows } = first && others.length === 0 ? first : mergeLists(filled);
  const missingKinds = ATTACHED_KINDS.filter((kind) => reads.length > 0 && reads.every((one) => one.missingKinds?.includes(kind)));
  const subscriptionCoverage = reads.flatMap((one) => one.subscriptionCoverage ?? []);
  return {
    ...rows,
    ...(missingKinds.length > 0 && { missingKinds }),
    ...(subscriptionCoverage.length > 0 && { subscriptionCoverage }),
  };
}

function mergeLists(reads: readonly TopologyRows[]): TopologyRows {
  const rows = Object.fromEntries(ROW_KINDS.map((kind) => [kind, mergeKind(reads.map((one) => one[kind]))])) as unknown as TopologyRows;
  return { ...rows, ...mergeVNets(reads) };
}

/** VNets and halves of all reads, each VNet's halves from the last read that contains its whole list. */
function mergeVNets(reads: readonly TopologyRows[]): Pick<TopologyRows, 'vnets' | 'halves'> {
  const vnets = new Map<ResourceKey, VNetRow>();
  const halves = new Map<ResourceKey, HalfRow>();
  const ownedBy = new Map<ResourceKey, Set<ResourceKey>>();
  for (const read of reads) {
    for (const row of read.vnets) {
      const key = resourceKey(row.id);
      const known = vnets.get(key);
      const { halvesNotRead, ...rest } = row;
      if (!halvesNotRead) for (const half of ownedBy.get(key) ?? []) halves.delete(half);
      vnets.set(key, known && !known.halvesNotRead ? rest : row);
    }
    for (const half of read.halves) {
      const key = resourceKey(half.id);
      const owner = resourceKey(ownerIdOf(half.id));
      halves.set(key, half);
      ownedBy.set(owner, (ownedBy.get(owner) ?? new Set()).add(key));
    }
  }
  return { vnets: [...vnets.values()], halves: [...halves.values()] };
}

function mergeKind(lists: readonly (readonly { readonly id: string }[])[]): readonly { readonly id: string }[] {
  const merged = new Map<ResourceKey, { readonly id: string }>();
  for (const row of lists.flat()) {
    const known = merged.get(resourceKey(row.id));
    if (!known || !isReference(row, known)) merged.set(resourceKey(row.id), row);
  }
  return [...merged.values()];
}

/** Returns true if the row has less than the known one, only its place: the resource was referenced by a subnet, not read itself. */
const isReference = (row: { readonly id: string }, known: { readonly id: string }): boolean =>
  Object.keys(row).every((key) => key === 'id' || key === 'vnetId' || key === 'kind') &&
  Object.keys(known).length > Object.keys(row).length;
