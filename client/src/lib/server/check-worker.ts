import { runRules } from '@peerscape/shared/health';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';

// Runs as a web worker: takes the rows of a snapshot, answers with what the rules say about them.
self.addEventListener('message', ({ data }: MessageEvent<TopologyRows>) => self.postMessage(runRules(buildTopology(data))));
