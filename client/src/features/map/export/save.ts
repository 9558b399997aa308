import type { Topology } from '@peerscape/shared/topology';
import { saveBlob } from '../../../lib/format/save-text.ts';
import type { FileJob } from './file-of.ts';

/** Saves a file of the map under that name; answers whether the browser could draw it. What is called off is not saved. */
export async function saveMap(name: string, job: FileJob, signal: AbortSignal): Promise<boolean> {
  const file = await (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined' ? makeHere(job) : makeBeside(job, signal));
  if (file && !signal.aborted) saveBlob(name, file);
  return file !== undefined;
}

const makeHere = async (job: FileJob): Promise<Blob | undefined> => (await import('./file-of.ts')).fileOf(job);

/** Draws beside the page, which goes on meanwhile: ten thousand VNets take seconds. */
const makeBeside = (job: FileJob, signal: AbortSignal): Promise<Blob | undefined> =>
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
      // a browser may refuse workers; a fault of ours comes up again here and is told
      makeHere(job).then(resolve, reject);
    };
    signal.addEventListener('abort', () => end(undefined));
    worker.postMessage({ ...job, drawn: { ...job.drawn, topology: needed(job) } });
  });

const NOTHING: Topology = {
  subscriptions: new Map(),
  vnets: new Map(),
  ghosts: new Map(),
  peerings: new Map(),
  halves: new Map(),
  peeringsOf: new Map(),
  equipmentOf: new Map(),
  connections: [],
  routeTables: [],
  dnsZones: new Map(),
  connectedGroups: [],
  missingKinds: new Set(),
};

/** What a file says of the topology: pixels say nothing, the others what VNets and halves are. To hand over more only holds the page up. */
export function needed({ format, drawn: { topology } }: Pick<FileJob, 'format' | 'drawn'>): Topology {
  const { subscriptions, vnets, ghosts, peerings } = topology;
  return format === 'png' ? NOTHING : { ...NOTHING, subscriptions, vnets, ghosts, peerings };
}
