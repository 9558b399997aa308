/** Exports a snapshot as a file, as it is or anonymised. */
export { anonymise } from './anonymise.ts';
export { formatSnapshot } from './format-snapshot.ts';
