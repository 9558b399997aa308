/** Durable storage of plans, applies, documents and the audit log, in a SQLite file or in PostgreSQL. Contains no change logic. */

export { openStore } from './open-store.ts';
export { type Store, StoreFailure } from './store.ts';
