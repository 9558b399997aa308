import { api, TrustedSnapshot } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';

/** Queries the status: source, mode and age of the snapshot. Events keep it up to date; it is fetched only when they fail. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => call(api.getStatus, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Compares revision and read time; the time is needed because each server counts its own revisions. */
const isSame = (one: Snapshot, other: Snapshot): boolean => one.revision === other.revision && one.readAt === other.readAt;

/** Queries the snapshot. It is replaced as a whole, and the object is reused when nothing changed, since the whole page depends on it. */
export const snapshotQuery = queryOptions({
  queryKey: ['snapshot'],
  queryFn: ({ signal }) => call({ ...api.getSnapshot, response: TrustedSnapshot }, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: (previous, next) => (previous && isSame(previous as Snapshot, next as Snapshot) ? previous : next),
});
