import type { Database } from './database.ts';
import { describeOutage, findOutageReason, UNAVAILABLE } from './outage-reasons.ts';
import { StoreFailure } from './store.ts';

type DatabaseName = Pick<Database, 'dialect' | 'location'>;

/**
 * Runs a database operation and returns its result. Converts a database error to a `StoreFailure` with the operation and the database's code,
 * because the drivers' errors contain queries and values. Programming errors are rethrown unchanged.
 */
export async function wrapDatabaseErrors<T>(database: DatabaseName, operation: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toStoreFailure(database, operation, error);
  }
}

function toStoreFailure({ dialect, location }: DatabaseName, operation: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof StoreFailure || code === undefined) return error;
  const reason = findOutageReason(dialect, code);
  if (!reason) return new StoreFailure(`${operation} failed (${code})`, code);
  return new StoreFailure(`${operation} failed: ${reason.reason} (${code})`, code, describeOutage(location, reason));
}

/** Converts an error from opening a database to a `StoreFailure` with the reason and a remedy, if the code is known. Returns other errors unchanged. */
export function toOpenFailure({ dialect, location }: DatabaseName, error: unknown): unknown {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : findOutageReason(dialect, code);
  if (code === undefined || (error instanceof StoreFailure && !reason)) return error;
  return createOpenFailure(`${location} cannot be opened (${code})${reason ? `: ${reason.reason}. ${reason.advice}` : ''}`, code);
}

/** Creates the failure of a store that cannot be opened; `message` is the reason and what to do. */
export const createOpenFailure = (message: string, code: string): StoreFailure =>
  new StoreFailure(message, code, { title: 'The data store cannot be opened', detail: message });

/**
 * Returns the code of a database error; undefined for any other error. pg and libsql throw plain `Error`s with or without a code, or their own
 * error classes with one.
 */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  return error.constructor === Error ? UNAVAILABLE : undefined;
}
