import { type Answered, type Asked, placesFor } from './placer.ts';

// Runs as a web worker: takes what is to be placed, answers with places.
self.addEventListener('message', ({ data: { number, job } }: MessageEvent<Asked>) =>
  self.postMessage({ number, places: placesFor(job) } satisfies Answered),
);
