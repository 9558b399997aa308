/** The status line with the source and age of the snapshot, and the list of read errors. */
export { StatusLine } from './status-line.tsx';
export { ReadErrorsPanel } from './unread-list.tsx';
