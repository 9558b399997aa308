import { api, type LearnedReading, MAX_LEARNED_SOURCES, type Problem } from '@peerscape/shared/api';
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, toProblem } from './api.ts';

/** Reading without a problem, with the revision of the snapshot at that time. */
interface StoredReading extends LearnedReading {
  readonly revision: number;
}

/** Learned routes that were read in this tab, by the key of their gateway or Route Server. */
export type LearnedReadings = ReadonlyMap<ResourceKey, StoredReading>;

const NO_READINGS: LearnedReadings = new Map();

/** Stores what was read until the tab is closed or signed out. Nothing is requested by itself. */
const readingsQuery = queryOptions({
  queryKey: ['learned-routes'],
  queryFn: skipToken,
  initialData: NO_READINGS,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
});

export interface LearnedRoutesHandle {
  readonly readings: LearnedReadings;
  /** Ids that are being read. */
  readonly reading: readonly string[];
  /** Problems of the latest attempt, by the id of the gateway or Route Server; the id is undefined for one of the request. */
  readonly problems: readonly { readonly id: string | undefined; readonly problem: Problem }[];
  /** Reads some gateways and Route Servers; the server accepts a limited number at a time, so that the others stay unread. */
  read(ids: readonly string[]): void;
}

/** Reads learned routes on demand and shares them between the panels. `isLive` is false for files, about which nothing can be read. */
export function useLearnedRoutes(isLive: boolean, revision: number): LearnedRoutesHandle {
  const client = useQueryClient();
  const { data = NO_READINGS } = useQuery(readingsQuery);
  const {
    mutate,
    variables,
    isPending,
    error,
    data: latest,
  } = useMutation({
    mutationFn: (ids: readonly string[]) => call(api.readLearnedRoutes, { body: { ids: [...ids] } }),
    onSuccess: ({ readings }) =>
      client.setQueryData(
        readingsQuery.queryKey,
        (known = NO_READINGS): LearnedReadings =>
          new Map([
            ...known,
            ...readings.filter(({ problem }) => problem === null).map((one) => [resourceKey(one.id), { ...one, revision }] as const),
          ]),
      ),
  });
  return {
    readings: isLive ? data : NO_READINGS,
    reading: isPending ? variables : [],
    problems: error
      ? [{ id: undefined, problem: toProblem(error) }]
      : (latest?.readings ?? []).flatMap(({ id, problem }) => (problem ? [{ id, problem }] : [])),
    read: (ids) => mutate(ids.slice(0, MAX_LEARNED_SOURCES)),
  };
}
