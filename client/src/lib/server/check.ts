import type { Report } from '@peerscape/shared/health';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';

interface CheckCallbacks {
  readonly onDone: (report: Report) => void;
  readonly onError: (error: Error) => void;
}

/** Delay before rows are posted to the worker: copying them blocks the page, so the first render goes first. */
const START_DELAY_MS = 300;

/** Runs all rules over the rows in a web worker, so that the map stays responsive; returns a function that stops the check. */
export function check(rows: TopologyRows, callbacks: CheckCallbacks): () => void {
  if (typeof Worker === 'undefined') return checkOnMainThread(rows, callbacks);
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
  const timer = setTimeout(() => worker.postMessage(rows), START_DELAY_MS);
  let stop = () => {
    clearTimeout(timer);
    worker.terminate();
  };
  worker.onmessage = ({ data }: MessageEvent<Report>) => {
    worker.terminate();
    callbacks.onDone(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    stop();
    // The browser may block workers. If a rule threw instead, it throws again here and is reported.
    stop = checkOnMainThread(rows, callbacks);
  };
  return () => stop();
}

function checkOnMainThread(rows: TopologyRows, { onDone, onError }: CheckCallbacks): () => void {
  let stopped = false;
  const run = async () => {
    const { runRules } = await import('@peerscape/shared/health');
    if (!stopped) onDone(runRules(buildTopology(rows)));
  };
  run().catch((error: unknown) => onError(error instanceof Error ? error : new Error(String(error))));
  return () => {
    stopped = true;
  };
}
