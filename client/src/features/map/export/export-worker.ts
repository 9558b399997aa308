import { type FileJob, fileOf } from './file-of.ts';

/** A rejection stays in the worker; what is thrown reaches the page. */
const fail = (error: unknown) =>
  setTimeout(() => {
    throw error;
  });

// Runs as a web worker: takes what is to be drawn, answers with the file.
self.addEventListener('message', ({ data }: MessageEvent<FileJob>) => {
  fileOf(data).then((file) => self.postMessage(file), fail);
});
