import { computePositions, type PlacementRequest, type PlacementResponse } from './placer.ts';

// Web worker: receives placement requests and responds with positions.
self.addEventListener('message', ({ data: { number, job } }: MessageEvent<PlacementRequest>) =>
  self.postMessage({ number, positions: computePositions(job) } satisfies PlacementResponse),
);
