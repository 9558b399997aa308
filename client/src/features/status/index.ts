/** What is looked at, how old it is, and what could not be read. */
export { StatusLine } from './status-line.tsx';
export { UnreadList } from './unread-list.tsx';
