import type { Problem, Status } from '@peerscape/shared/api';
import { buildTopology, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { useQuery, useQueryClient } from '@tanstack/react-query';
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
  /** When this picture was last found to be true: later than the snapshot's own time when reading again found nothing new. */
  readonly readAt: string;
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
  useNewerSnapshot(status, snapshot);
  const rows = snapshot.data?.rows;
  const topology = useMemo(() => rows && buildTopology(rows), [rows]);
  // a server that has just started has no snapshot yet; that is no error, its progress is shown
  const error = (status.data?.snapshot === null ? undefined : snapshot.error) ?? status.error;
  const problem = error ? problemFrom(error) : (status.data?.problem ?? undefined);

  if (problem?.status === 401) return { kind: 'signed-out' };
  if (status.data && snapshot.data && topology) {
    return {
      kind: 'ready',
      status: status.data,
      snapshot: snapshot.data,
      topology,
      readAt: readAtOf(status.data, snapshot.data),
      offlineSince,
      problem: offlineSince ? undefined : problem,
    };
  }
  return problem && !status.data?.reading ? { kind: 'failed', problem } : { kind: 'loading', status: status.data };
}

const readAtOf = ({ snapshot }: Status, { revision, readAt }: Snapshot): string =>
  snapshot?.revision === revision ? snapshot.readAt : readAt;

/** Follows the events into the query cache; gives the moment since which none arrive. */
function useEvents(): number | undefined {
  const client = useQueryClient();
  const [downSince, setDownSince] = useState<number>();
  useEffect(
    () =>
      follow('/api/events', {
        connect: (url) => new EventSource(url),
        onStatus: (status) => client.setQueryData(statusQuery.queryKey, status),
        onUp: (wasDown) => {
          setDownSince(undefined);
          // another server may answer now, whose revisions count anew
          if (wasDown) void client.invalidateQueries({ queryKey: snapshotQuery.queryKey });
        },
        onDown: (since) => {
          setDownSince(since);
          void client.invalidateQueries({ queryKey: statusQuery.queryKey });
        },
      }),
    [client],
  );
  return downSince;
}

type Dated<T> = { readonly data: T | undefined; readonly dataUpdatedAt: number };

/**
 * Fetches the snapshot again as soon as the status speaks of another one; a read that found nothing new only moves the time.
 * A status that came before the snapshot may speak of an older one: that is no reason. A fetch that is under way is let finish.
 */
function useNewerSnapshot(status: Dated<Status>, snapshot: Dated<Snapshot>): void {
  const client = useQueryClient();
  const said = status.data?.snapshot?.revision;
  const held = snapshot.data?.revision;
  const isOther =
    said !== undefined && held !== undefined && (said > held || (said < held && status.dataUpdatedAt > snapshot.dataUpdatedAt));
  const wanted = isOther ? `${said} instead of ${held}` : undefined;
  useEffect(() => {
    if (wanted) void client.invalidateQueries({ queryKey: snapshotQuery.queryKey }, { cancelRefetch: false });
  }, [client, wanted]);
}
