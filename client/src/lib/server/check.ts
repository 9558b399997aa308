import type { Report } from '@peerscape/shared/health';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';

interface Heard {
  readonly done: (report: Report) => void;
  readonly failed: (error: Error) => void;
}

/** Handing the rows over copies them, which holds the page up: the picture goes before. */
const AFTER_PICTURE_MS = 300;

/** Runs all rules over the rows beside the page, so that the map never stutters; answers with how to stop it. */
export function check(rows: TopologyRows, heard: Heard): () => void {
  if (typeof Worker === 'undefined') return checkHere(rows, heard);
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
  const handing = setTimeout(() => worker.postMessage(rows), AFTER_PICTURE_MS);
  let stop = () => {
    clearTimeout(handing);
    worker.terminate();
  };
  worker.onmessage = ({ data }: MessageEvent<Report>) => {
    worker.terminate();
    heard.done(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    stop();
    // a browser may refuse workers; the same fault of a rule would come up again here and be told
    stop = checkHere(rows, heard);
  };
  return () => stop();
}

function checkHere(rows: TopologyRows, { done, failed }: Heard): () => void {
  let stopped = false;
  const run = async () => {
    const { runRules } = await import('@peerscape/shared/health');
    if (!stopped) done(runRules(buildTopology(rows)));
  };
  run().catch((error: unknown) => failed(error instanceof Error ? error : new Error(String(error))));
  return () => {
    stopped = true;
  };
}
