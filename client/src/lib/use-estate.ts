import type { Problem, Status } from '@peerscape/shared/api';
import { buildTopology, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { problemFrom } from './api.ts';
import { follow } from './live.ts';
import { snapshotQuery, statusQuery } from './queries.ts';

/** Everything that is known about the estate at this moment. */
export type Estate =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'loading'; readonly status: Status | undefined }
  | ReadyEstate;

export interface ReadyEstate {
  readonly kind: 'ready';
  readonly status: Status;
  readonly snapshot: Snapshot;
  readonly topology: Topology;
  /** Since when the server has not been heard; the last data stay on screen. */
  readonly offlineSince: number | undefined;
  /** Why the newest snapshot could not be fetched or read; what is shown is older. */
  readonly problem: Problem | undefined;
}

/** The estate, kept up to date by the server's events. */
export function useEstate(): Estate {
  const offlineSince = useEvents();
  const status = useQuery(statusQuery);
  const snapshot = useQuery({ ...snapshotQuery, enabled: status.data?.snapshot != null });
  useNewerSnapshot(status.data, snapshot.data);
  const rows = snapshot.data?.rows;
  const topology = useMemo(() => rows && buildTopology(rows), [rows]);
  const error = snapshot.error ?? status.error;
  const problem = error ? problemFrom(error) : (status.data?.problem ?? undefined);

  if (problem?.status === 401) return { kind: 'signed-out' };
  if (status.data && snapshot.data && topology) {
    return {
      kind: 'ready',
      status: status.data,
      snapshot: snapshot.data,
      topology,
      offlineSince,
      problem: offlineSince ? undefined : problem,
    };
  }
  return problem && !status.data?.reading ? { kind: 'failed', problem } : { kind: 'loading', status: status.data };
}

/** Follows the events into the query cache; gives the moment since which none arrive. */
function useEvents(): number | undefined {
  const client = useQueryClient();
  const [downSince, setDownSince] = useState<number>();
  useEffect(
    () =>
      follow('/api/events', {
        connect: (url) => new EventSource(url),
        onStatus: (status) => client.setQueryData(statusQuery.queryKey, status),
        onUp: () => {
          setDownSince(undefined);
          askAgain(client);
        },
        onDown: (since) => {
          setDownSince(since);
          askAgain(client);
        },
      }),
    [client],
  );
  return downSince;
}

const askAgain = (client: QueryClient): void => void client.invalidateQueries({ queryKey: statusQuery.queryKey });

/** Fetches the snapshot again as soon as the status speaks of another one. */
function useNewerSnapshot(status: Status | undefined, held: Snapshot | undefined): void {
  const client = useQueryClient();
  const said = status?.snapshot;
  const isOther = said != null && held !== undefined && (said.revision !== held.revision || said.readAt !== held.readAt);
  const wanted = isOther ? `${said.revision}@${said.readAt}` : undefined;
  useEffect(() => {
    if (wanted) void client.invalidateQueries({ queryKey: snapshotQuery.queryKey });
  }, [client, wanted]);
}
