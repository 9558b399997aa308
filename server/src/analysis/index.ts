/** Analyses snapshots in a worker thread, so that requests are answered meanwhile. */
export { createAnalysisThread } from './analysis-thread.ts';
