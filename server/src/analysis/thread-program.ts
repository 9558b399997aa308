const isBuilt = import.meta.url.endsWith('.mjs');

/** The program of the analysis thread: a file beside the built server, or its source. */
export const THREAD_PROGRAM = new URL(isBuilt ? './analysis-thread.mjs' : './thread-from-sources.mjs', import.meta.url);
