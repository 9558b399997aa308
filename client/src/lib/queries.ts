import { api } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';

/** What is shown and how old it is. Events keep it fresh; it is asked for when there are none. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => call(api.getStatus, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The whole snapshot. It is replaced, never merged: comparing 50,000 halves field by field would cost more than drawing them. */
export const snapshotQuery = queryOptions({
  queryKey: ['snapshot'],
  // the schema says `string | undefined` where JSON can only leave a property out
  queryFn: async ({ signal }) => (await call(api.getSnapshot, {}, signal)) as Snapshot,
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
});
