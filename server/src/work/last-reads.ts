import { NO_ROWS, type SubscriptionRow } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime } from '../clock.ts';
import { Failure } from '../failure.ts';
import { toReadError } from '../read-error.ts';
import type { ReadResult } from './ports.ts';

/** The last result of each subscription, which is returned again while Azure asks to wait. */
export interface LastReads {
  /** Reads a subscription. What cannot be read becomes a read error; rejects only with bugs and when the signal aborts. */
  read(subscription: SubscriptionRow, readNow: () => Promise<ReadResult>, signal: AbortSignal): Promise<ReadResult>;
  /** Forgets all other subscriptions. */
  retain(subscriptions: readonly SubscriptionRow[]): void;
}

/** Creates the memory of earlier results. */
export function createLastReads(clock: Clock): LastReads {
  const earlier = new Map<string, { readonly result: ReadResult; readonly readAt: string }>();
  return {
    read: async (subscription, readNow, signal) => {
      const key = keyOf(subscription);
      const attempt = await readNow().catch((error: unknown): Error => {
        signal.throwIfAborted();
        if (!(error instanceof Failure)) throw error;
        // rows must not outlive the permission to read them
        if (REFUSALS.has(error.armStatus ?? 0)) earlier.delete(key);
        return error;
      });
      const isFailed = attempt instanceof Error;
      const result = isFailed
        ? { rows: NO_ROWS, managedScopes: [], unread: [toReadError(subscription.id, subscription.name, attempt)] }
        : attempt;
      const waiting = result.unread.filter(({ retryAt }) => retryAt !== undefined);
      const last = earlier.get(key);
      if (waiting.length > 0 && last) {
        const { readAt } = last;
        return { ...last.result, unread: [...last.result.unread, ...waiting.map((one) => ({ ...one, readAt }))] };
      }
      if (!isFailed && waiting.length === 0) earlier.set(key, { result, readAt: formatIsoTime(clock.now()) });
      return result;
    },
    retain: (subscriptions) => {
      const keys = new Set(subscriptions.map(keyOf));
      for (const key of earlier.keys()) if (!keys.has(key)) earlier.delete(key);
    },
  };
}

/** HTTP statuses with which ARM refuses to show a subscription, or no longer knows it. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404]);

const keyOf = ({ id }: SubscriptionRow): string => id.toLowerCase();
