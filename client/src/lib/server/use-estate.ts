import { type Api, isProblemOf, type Problem, type Status } from '@peerscape/shared/api';
import { buildTopology, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { connectToEvents, toProblem } from './api.ts';
import { snapshotQuery, statusQuery } from './queries.ts';
import { followSharedEvents } from './shared-events.ts';
import { useSessionKey } from './use-session-key.ts';

/** State of the estate as loaded from the server. */
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
  /** Time of the last read that confirmed the snapshot; later than its own time when that read found no change. */
  readonly readAt: string;
  /** Start of the current outage of the server; the last data stay on screen. */
  readonly offlineSince: number | undefined;
  /** True if the session has ended; the last data stay on screen until the user signs in again or out. */
  readonly isSessionOver: boolean;
  /** Error that keeps the page from showing the newest snapshot. */
  readonly problem: Problem | undefined;
}

/** Loads the estate and keeps it up to date from the server's events. */
export function useEstate(): Estate {
  const sessionKey = useSessionKey();
  const offlineSince = useEvents(sessionKey);
  useSessionChange(sessionKey);
  const status = useQuery(statusQuery);
  const snapshot = useQuery({ ...snapshotQuery, enabled: status.data?.snapshot != null });
  useNewerSnapshot(status, snapshot);
  const rows = snapshot.data?.rows;
  const topology = useMemo(() => rows && buildTopology(rows), [rows]);
  // A server that has just started has no snapshot yet: show its progress instead of an error.
  const errors = [status.data?.snapshot === null ? null : snapshot.error, status.error];
  const problems = errors.flatMap((error) => (error ? [toProblem(error)] : []));
  const problem = problems[0] ?? status.data?.problem ?? undefined;

  // both queries need the session, and the error of one may be older than its end
  const isRefused = problems.some((one) => isProblemOf<Api['getSnapshot']>(one, 'no-session'));
  // a query without data has no error while it is fetched again, and the sign-in screen must not blink
  const [wasSignedOut, setWasSignedOut] = useState(false);
  const isSignedOut = isRefused || (wasSignedOut && status.isPending);
  if (isSignedOut !== wasSignedOut) setWasSignedOut(isSignedOut);

  if (status.data && snapshot.data && topology) {
    return {
      kind: 'ready',
      status: status.data,
      snapshot: snapshot.data,
      topology,
      readAt: readAtOf(status.data, snapshot.data),
      offlineSince: isSignedOut ? undefined : offlineSince,
      isSessionOver: isSignedOut,
      problem: isSignedOut || offlineSince ? undefined : problem,
    };
  }
  if (isSignedOut) return { kind: 'signed-out' };
  return problem && !status.data?.reading ? { kind: 'failed', problem } : { kind: 'loading', status: status.data };
}

const readAtOf = ({ snapshot }: Status, { revision, readAt }: Snapshot): string =>
  snapshot?.revision === revision ? snapshot.readAt : readAt;

/** Fetches everything again after a sign-in in any tab, and drops everything after a sign-out. */
function useSessionChange(sessionKey: string | undefined): void {
  const client = useQueryClient();
  const previous = useRef(sessionKey);
  useEffect(() => {
    if (previous.current === sessionKey) return;
    previous.current = sessionKey;
    if (sessionKey === undefined) {
      clearTabStorage();
      void client.resetQueries();
    } else void client.invalidateQueries();
  }, [client, sessionKey]);
}

/** Removes what this tab has stored, such as the ids of selected VNets. */
function clearTabStorage(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Storage is blocked, so nothing was stored.
  }
}

/** Writes server events to the query cache; returns the start of the current outage, if any. A new session connects at once. */
function useEvents(sessionKey: string | undefined): number | undefined {
  const client = useQueryClient();
  const [downSince, setDownSince] = useState<number>();
  useEffect(
    () =>
      followSharedEvents({
        name: `peerscape.events.${sessionKey ?? ''}`,
        connect: connectToEvents,
        locks: 'locks' in navigator ? navigator.locks : undefined,
        openChannel: (name) => new BroadcastChannel(name),
        onStatus: (status) => client.setQueryData(statusQuery.queryKey, status),
        onUp: (wasDown) => {
          setDownSince(undefined);
          // A different server may respond now, with its own revision counter.
          if (wasDown) void client.invalidateQueries({ queryKey: snapshotQuery.queryKey });
        },
        onDown: (since) => {
          setDownSince(since);
          void client.invalidateQueries({ queryKey: statusQuery.queryKey });
        },
      }),
    [client, sessionKey],
  );
  return downSince;
}

type TimestampedQuery<T> = { readonly data: T | undefined; readonly dataUpdatedAt: number };

/**
 * Refetches the snapshot when the status names another revision. A lower revision counts only if the status arrived after the snapshot;
 * otherwise the status is merely older. A fetch that is already running is not cancelled.
 */
function useNewerSnapshot(status: TimestampedQuery<Status>, snapshot: TimestampedQuery<Snapshot>): void {
  const client = useQueryClient();
  const announced = status.data?.snapshot?.revision;
  const loaded = snapshot.data?.revision;
  const isOther =
    announced !== undefined &&
    loaded !== undefined &&
    (announced > loaded || (announced < loaded && status.dataUpdatedAt > snapshot.dataUpdatedAt));
  const refetchKey = isOther ? `${announced} instead of ${loaded}` : undefined;
  useEffect(() => {
    if (refetchKey) void client.invalidateQueries({ queryKey: snapshotQuery.queryKey }, { cancelRefetch: false });
  }, [client, refetchKey]);
}
