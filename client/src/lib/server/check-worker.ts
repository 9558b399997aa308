import { runRules } from '@peerscape/shared/health';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';

// Web worker that receives the rows of a snapshot and posts back the report of the rules.
self.addEventListener('message', ({ data }: MessageEvent<TopologyRows>) => self.postMessage(runRules(buildTopology(data))));
