import type { TopologyRows } from '@peerscape/shared/topology';
import type { ReachMessage, ReachResponse } from './reach-client.ts';
import { createReachRunner, type ReachRunner } from './reach-jobs.ts';

// Web worker that receives the rows of a snapshot in parts, and then jobs, whose results it posts back.
const received: Record<string, readonly unknown[]> = {};
let run: ReachRunner | undefined;

self.addEventListener('message', ({ data }: MessageEvent<ReachMessage>) => {
  if ('part' in data) {
    received[data.name] = [...(received[data.name] ?? []), ...data.part];
    return;
  }
  // the parts of a snapshot come before the first job
  run ??= createReachRunner(received as unknown as TopologyRows);
  const { number, kind, input } = data;
  self.postMessage({ number, result: run(kind, input) } satisfies ReachResponse);
});
