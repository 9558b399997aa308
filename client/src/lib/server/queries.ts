import { api } from '@peerscape/shared/api';
import { NO_ROWS, type Snapshot, type TopologyRows } from '@peerscape/shared/topology';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from './api.ts';

/** What is shown and how old it is. Events keep it fresh; it is asked for when there are none. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => call(api.getStatus, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

const isRows = (rows: unknown): boolean =>
  typeof rows === 'object' && rows !== null && Object.keys(NO_ROWS).every((list) => Array.isArray((rows as Record<string, unknown>)[list]));

/**
 * The envelope is checked, the rows are not, one by one: the server that served this page has just made them, and checking
 * 50,000 halves field by field copies them all and holds the picture up.
 */
const WholeSnapshot = api.getSnapshot.response.extend({ rows: z.custom<TopologyRows>(isRows, 'not the rows of a snapshot') });

/** Whether both tell of the same reading; another server's revisions count anew, so its time counts too. */
const isSame = (one: Snapshot, other: Snapshot): boolean => one.revision === other.revision && one.readAt === other.readAt;

/** The whole snapshot. It is replaced, never merged, and kept when the same one comes again: everything on the page is built from it. */
export const snapshotQuery = queryOptions({
  queryKey: ['snapshot'],
  // the schema says `string | undefined` where JSON can only leave a property out
  queryFn: async ({ signal }) => (await call({ ...api.getSnapshot, response: WholeSnapshot }, {}, signal)) as Snapshot,
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: (held, next) => (held && isSame(held as Snapshot, next as Snapshot) ? held : next),
});
