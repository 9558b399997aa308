import type { TopologyRows } from '@peerscape/shared/topology';
import { useEffect, useMemo, useState } from 'react';
import { acquireReachClient, type ReachClient } from './reach-client.ts';
import type { ReachJobKind, ReachJobs } from './reach-jobs.ts';

/** State of a job. The result is that of this input; it is undefined while the job runs and after an error. */
export interface ReachJobState<K extends ReachJobKind> {
  readonly result: ReachJobs[K]['result'] | undefined;
  readonly isRunning: boolean;
  /** Error that stopped the job; always a bug in Peerscape. */
  readonly fault: string | undefined;
}

/** Delay before the rows are copied to the worker, which blocks the page: the panel is rendered first. */
const START_DELAY_MS = 100;

/** Runs a job on a snapshot in a web worker. Pass the same input again to get the same result; `undefined` runs nothing. */
export function useReachJob<K extends ReachJobKind>(
  rows: TopologyRows,
  kind: K,
  input: ReachJobs[K]['input'] | undefined,
): ReachJobState<K> {
  const client = useReachClient(rows, input !== undefined);
  const [last, setLast] = useState<{ readonly input: typeof input; readonly result?: ReachJobs[K]['result']; readonly fault?: string }>();
  useEffect(() => {
    if (client && input !== undefined)
      return client.run(kind, input, {
        onDone: (result) => setLast({ input, result }),
        onError: ({ message }) => setLast({ input, fault: message }),
      });
  }, [client, kind, input]);
  const isLast = input !== undefined && last?.input === input;
  return useMemo(
    () => ({
      result: isLast ? last.result : undefined,
      isRunning: input !== undefined && !isLast,
      fault: isLast ? last.fault : undefined,
    }),
    [isLast, last, input],
  );
}

/** Acquires the client of a snapshot once it is needed, and releases it when the component unmounts. */
function useReachClient(rows: TopologyRows, isNeeded: boolean): ReachClient | undefined {
  const [acquired, setAcquired] = useState<{ readonly rows: TopologyRows; readonly client: ReachClient }>();
  useEffect(() => {
    if (!isNeeded) return;
    let release: (() => void) | undefined;
    const timer = setTimeout(() => {
      const handle = acquireReachClient(rows);
      release = handle.release;
      setAcquired({ rows, client: handle.client });
    }, START_DELAY_MS);
    return () => {
      clearTimeout(timer);
      release?.();
      setAcquired(undefined);
    };
  }, [rows, isNeeded]);
  return acquired?.rows === rows ? acquired.client : undefined;
}
