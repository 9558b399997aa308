import { createFile, type FileJob } from './create-file.ts';

/** Throws outside the promise: a rejection would stay in the worker, but an uncaught error reaches the page. */
const fail = (error: unknown) =>
  setTimeout(() => {
    throw error;
  });

// Web worker: receives a file job and responds with the file.
self.addEventListener('message', ({ data }: MessageEvent<FileJob>) => {
  createFile(data).then((file) => self.postMessage(file), fail);
});
