import { type Answered, type Asked, placesFor } from './placer.ts';

// Web worker: receives placement requests and responds with positions.
self.addEventListener('message', ({ data: { number, job } }: MessageEvent<Asked>) =>
  self.postMessage({ number, places: placesFor(job) } satisfies Answered),
);
