import { type Clock, formatIsoTime } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { PLAN_LIFETIME_MS } from './change/index.ts';

export interface HousekeepingDependencies {
  readonly store: Pick<Store, 'compact' | 'deleteAuditEntries' | 'deleteEndedApplies' | 'deleteExpiredPlans' | 'size'>;
  readonly clock: Clock;
  /** Days after which applies and audit entries are deleted; undefined: never. */
  readonly retentionDays: number | undefined;
  readonly onError: (error: unknown) => void;
}

/** Deletes what is too old, returns unused space, and measures the size of the store, while the server runs. */
export interface Housekeeping {
  start(): void;
  /** Does everything that is due now. */
  run(): Promise<void>;
  /** Returns the size of the store in bytes; null until it has been measured. */
  size(): number | null;
  stop(): Promise<void>;
}

const INTERVAL_MS = 10 * 60_000;
/** Pause between two transactions, in which others get their turn. */
const PAUSE_MS = 20;
const DAY_MS = 24 * 3_600_000;

export function createHousekeeping({ store, clock, retentionDays, onError }: HousekeepingDependencies): Housekeeping {
  const stopping = new AbortController();
  const { signal } = stopping;
  let bytes: number | null = null;
  let loop: Promise<void> | undefined;

  const repeat = async (step: () => Promise<number | boolean>) => {
    while (await step()) await clock.sleep(PAUSE_MS, signal);
  };
  const run = async () => {
    const now = clock.now();
    const daysAgo = (days: number) => now - days * DAY_MS;
    await repeat(() => store.deleteExpiredPlans(formatIsoTime(daysAgo(1) + PLAN_LIFETIME_MS)));
    if (retentionDays !== undefined) {
      const before = formatIsoTime(daysAgo(retentionDays));
      await repeat(() => store.deleteEndedApplies(before));
      await repeat(() => store.deleteAuditEntries(before));
    }
    await repeat(() => store.compact());
    bytes = await store.size();
  };
  const runRegularly = async () => {
    while (!signal.aborted) {
      await run().catch((error: unknown) => signal.aborted || onError(error));
      await clock.sleep(INTERVAL_MS, signal).catch(() => undefined);
    }
  };
  return {
    start: () => {
      loop = runRegularly();
    },
    run,
    size: () => bytes,
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}
