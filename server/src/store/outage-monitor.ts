import { systemClock } from '../clock.ts';
import type { Database } from './database.ts';
import { wrapDatabaseErrors } from './database-errors.ts';
import { describeOutage } from './outage-reasons.ts';
import { StoreFailure } from './store.ts';

/** Notices when a database can no longer be written, and when it can again. */
export interface OutageMonitor {
  outage(): StoreFailure | undefined;
  onOutageChange(listener: () => void): () => void;
  /** Runs an operation that only reads; it is tried during an outage as well. */
  read<T>(operation: string, run: () => Promise<T>): Promise<T>;
  /** Runs an operation that writes, or rejects at once during an outage. */
  write<T>(operation: string, run: () => Promise<T>): Promise<T>;
  close(): void;
}

/** Pause between two attempts to write during an outage, in milliseconds. */
const RETRY_MS = 1000;
/** Duration after which a write suggests that the database does not respond. */
const SLOW_MS = 2500;
/** Pause between two checks that writes are stored in the right place. */
const PLACE_CHECK_MS = 2000;

/**
 * Creates the monitor of a database. After an operation that failed, or a write that takes long, it writes a probe; if that fails, the outage begins, and
 * more probes find its end. Without that, nothing is written. Writing is refused during an outage even if it might succeed, so that nothing
 * is sent to Azure that cannot be recorded to its end.
 */
export function createOutageMonitor(database: Omit<Database, 'db'>): OutageMonitor {
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  let outage: StoreFailure | undefined;
  let isProbing = false;

  const setOutage = (next: StoreFailure | undefined) => {
    const isSame = outage?.problem.title === next?.problem.title;
    outage = next;
    if (!isSame) for (const listener of listeners) listener();
  };
  const probe = async (): Promise<StoreFailure | undefined> => {
    try {
      await wrapDatabaseErrors(database, 'Writing a probe', () => database.probe());
      return undefined;
    } catch (error) {
      return toOutage(database, error);
    }
  };
  /** Starts to write probes, until one succeeds. */
  const suspect = async () => {
    if (isProbing) return;
    isProbing = true;
    while (!stopping.signal.aborted) {
      const result = await probe();
      if (stopping.signal.aborted) return;
      // connections from before a fail-over still lead to the old server
      if (result || outage) database.renewConnections();
      setOutage(result);
      if (!result) break;
      await systemClock.sleep(RETRY_MS, stopping.signal).catch(() => undefined);
    }
    isProbing = false;
  };
  const read: OutageMonitor['read'] = async (operation, run) => {
    try {
      return await wrapDatabaseErrors(database, operation, run);
    } catch (error) {
      if (error instanceof StoreFailure && error.type === 'store-unavailable') {
        database.renewConnections();
        void suspect();
      }
      throw error;
    }
  };
  const write: OutageMonitor['write'] = async (operation, run) => {
    if (outage) throw new StoreFailure(`${operation} failed: ${outage.problem.title}`, outage.code, outage.problem);
    // a server that is gone does not even refuse a write
    const slow = setTimeout(() => void suspect(), SLOW_MS);
    try {
      return await read(operation, run);
    } finally {
      clearTimeout(slow);
    }
  };
  const checkPlace = async () => {
    if (!(await database.isInPlace())) await suspect();
  };
  const placeCheck = setInterval(() => void checkPlace(), PLACE_CHECK_MS).unref();

  return {
    outage: () => outage,
    onOutageChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    write,
    close: () => {
      stopping.abort();
      clearInterval(placeCheck);
    },
  };
}

/** Converts the error of a probe, which always means an outage, even if its reason is not known. */
function toOutage({ location }: Pick<Database, 'location'>, error: unknown): StoreFailure {
  if (error instanceof StoreFailure && error.type === 'store-unavailable') return error;
  const { code, message } = error instanceof StoreFailure ? error : { code: 'unknown', message: 'Writing a probe failed' };
  const reason = {
    reason: `the database reports an error (${code})`,
    advice: 'See the log of the database server or of the operating system',
  };
  return new StoreFailure(message, code, describeOutage(location, reason));
}
