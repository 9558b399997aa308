/** Files that others can open: a snapshot as it is, or anonymised. */
export { anonymise } from './anonymise.ts';
export { formatSnapshot } from './format-snapshot.ts';
