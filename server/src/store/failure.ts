import { StoreFailure } from './store.ts';

/**
 * What `run` answers. When the database fails, a `StoreFailure` with what was tried, in words, and the database's code: drivers' own errors
 * carry queries and values. Mistakes of ours pass through as they are.
 */
export async function inWords<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof StoreFailure || code === undefined) throw error;
    throw new StoreFailure(`${what} failed${isFull(code) ? ': the disk is full' : ''} (${code})`, code);
  }
}

/** A database that cannot be opened: `what` it is, why not and what to do, as far as the code tells. Anything else is passed through. */
export function cannotOpen(what: string, whys: Whys, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof StoreFailure || code === undefined) return error;
  const why = whys.find(({ codes }) => codes.test(code))?.text;
  return new StoreFailure(`${what} cannot be opened${why === undefined ? '' : `: ${why}`} (${code})`, code);
}

/** What codes mean to a person; the first that fits. */
export type Whys = readonly { readonly codes: RegExp; readonly text: string }[];

/** The code of the drivers' errors that have none: a connection or a file that could not be had. */
const UNAVAILABLE = 'unavailable';

/** The code of an error of a database, undefined for any other: pg and libsql throw plain `Error`s with or without a code, or errors of their own with one. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  return error.constructor === Error ? UNAVAILABLE : undefined;
}

const isFull = (code: string): boolean => /^(SQLITE_FULL|ENOSPC|53100)$/.test(code);
