import { api, TrustedSnapshot } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';

/** What is shown and how old it is. Events keep it fresh; it is asked for when there are none. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => call(api.getStatus, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether both tell of the same reading; another server's revisions count anew, so its time counts too. */
const isSame = (one: Snapshot, other: Snapshot): boolean => one.revision === other.revision && one.readAt === other.readAt;

/** The whole snapshot. It is replaced, never merged, and kept when the same one comes again: everything on the page is built from it. */
export const snapshotQuery = queryOptions({
  queryKey: ['snapshot'],
  queryFn: ({ signal }) => call({ ...api.getSnapshot, response: TrustedSnapshot }, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: (held, next) => (held && isSame(held as Snapshot, next as Snapshot) ? held : next),
});
