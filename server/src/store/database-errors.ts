import { StoreFailure } from './store.ts';

/**
 * Runs a database operation and returns its result. Converts a database error to a `StoreFailure` with the operation and the database's code,
 * because the drivers' errors contain queries and values. Programming errors are rethrown unchanged.
 */
export async function wrapDatabaseErrors<T>(operation: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof StoreFailure || code === undefined) throw error;
    throw new StoreFailure(`${operation} failed${isFull(code) ? ': the disk is full' : ''} (${code})`, code);
  }
}

/** Converts an error from opening a database to a `StoreFailure` with the reason and a remedy, if the code is known. Returns other errors unchanged. */
export function toOpenFailure(database: string, whys: OpenFailureReasons, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof StoreFailure || code === undefined) return error;
  const reason = whys.find(({ codes }) => codes.test(code))?.text;
  return new StoreFailure(`${database} cannot be opened (${code})${reason === undefined ? '' : `: ${reason}`}`, code);
}

/** Explanations of error codes; the first match applies. */
export type OpenFailureReasons = readonly { readonly codes: RegExp; readonly text: string }[];

/** Code for driver errors without one: a connection or a file is not available. */
const UNAVAILABLE = 'unavailable';

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

const isFull = (code: string): boolean => /^(SQLITE_FULL|ENOSPC|53100)$/.test(code);
