/** The source, the age of the snapshot, and what could not be read. */
export { StatusLine } from './status-line.tsx';
export { UnreadList } from './unread-list.tsx';
