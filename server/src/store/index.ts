/** Knows how to keep what must survive, in a file or in PostgreSQL; refuses to know what it is for. */

export { openStore } from './open-store.ts';
export { type Store, StoreFailure } from './store.ts';
