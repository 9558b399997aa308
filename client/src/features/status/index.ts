/** The status line with the source and age of the snapshot, and the list of read errors. */

export { ReadErrorsPanel } from './read-errors-panel.tsx';
export { StatusLine } from './status-line.tsx';
