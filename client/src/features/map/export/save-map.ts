import { buildTopology, NO_ROWS, type Topology } from '@peerscape/shared/topology';
import { saveBlob } from '../../../lib/format/save-file.ts';
import type { FileJob } from './create-file.ts';

/** Exports the map to a file with this name. Returns false if the browser could not draw it; saves nothing after `signal` is aborted. */
export async function saveMap(name: string, job: FileJob, signal: AbortSignal): Promise<boolean> {
  const file = await (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined'
    ? createOnMainThread(job)
    : createInWorker(job, signal));
  if (file && !signal.aborted) saveBlob(name, file);
  return file !== undefined;
}

const createOnMainThread = async (job: FileJob): Promise<Blob | undefined> => (await import('./create-file.ts')).createFile(job);

/** Creates the file in a web worker, because ten thousand VNets would block the page for seconds. */
const createInWorker = (job: FileJob, signal: AbortSignal): Promise<Blob | undefined> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { type: 'module' });
    const end = (file: Blob | undefined) => {
      worker.terminate();
      resolve(file);
    };
    worker.onmessage = ({ data }: MessageEvent<Blob | undefined>) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      // the browser may not allow workers; an error of ours occurs again here and is reported
      createOnMainThread(job).then(resolve, reject);
    };
    signal.addEventListener('abort', () => end(undefined));
    worker.postMessage({ ...job, drawing: { ...job.drawing, topology: trimTopology(job) } });
  });

const EMPTY = buildTopology(NO_ROWS);

/** Reduces the topology to what the format needs: nothing for PNG, VNets and halves for the others. Cloning more for the worker would block the page. */
export function trimTopology({ format, drawing: { topology } }: Pick<FileJob, 'format' | 'drawing'>): Topology {
  const { subscriptions, vnets, ghosts, peerings } = topology;
  return format === 'png' ? EMPTY : { ...EMPTY, subscriptions, vnets, ghosts, peerings };
}
