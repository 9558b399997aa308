import { ownerIdOf, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { HalfRow, TopologyRows } from '@peerscape/shared/topology';
import type { FreshReads } from '../work/analysis.ts';

/** Replaces the VNets that were read again, and their halves. Ghosts stay as they are. */
export const applyReads = (rows: TopologyRows, reads: FreshReads): TopologyRows => ({
  ...rows,
  vnets: rows.vnets.flatMap((vnet) => (reads.has(resourceKey(vnet.id)) ? (reads.get(resourceKey(vnet.id))?.vnet ?? []) : vnet)),
  halves: [...rows.halves.filter((half) => !reads.has(ownerOf(half))), ...[...reads.values()].flatMap((one) => one?.halves ?? [])],
  ...absencesAfter(rows, reads),
});

/** Returns the reasons of absence with the VNets that were deleted since. */
function absencesAfter({ vnets, absentVNets = [] }: TopologyRows, reads: FreshReads): Partial<TopologyRows> {
  const isDeleted = (id: string) => reads.has(resourceKey(id)) && reads.get(resourceKey(id)) === undefined;
  const deleted = vnets.filter(({ id }) => isDeleted(id)).map(({ id }) => ({ id, reason: 'not-found' as const }));
  const absences = [...absentVNets, ...deleted];
  return absences.length > 0 ? { absentVNets: absences } : {};
}

/** Returns true if the VNets that were read again, and their halves, are the same in both but for their etags. */
export const areReadsEqual = (one: TopologyRows, other: TopologyRows, reads: FreshReads): boolean =>
  comparisonKey(one, reads) === comparisonKey(other, reads);

/** Returns the rows of the VNets that were read and of their halves as text, in a fixed order and without etags. */
function comparisonKey({ vnets, halves }: TopologyRows, reads: FreshReads): string {
  const byId = (one: { readonly id: string }, other: { readonly id: string }) => (resourceKey(one.id) < resourceKey(other.id) ? -1 : 1);
  const selected = [
    ...vnets.filter(({ id }) => reads.has(resourceKey(id))).sort(byId),
    ...halves.filter((half) => reads.has(ownerOf(half))).sort(byId),
  ];
  return JSON.stringify(selected.map(({ etag: _, ...row }) => row));
}

const ownerOf = ({ id }: HalfRow): ResourceKey => resourceKey(ownerIdOf(id));
