import { NO_ROWS, type SubscriptionRow } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime } from '../clock.ts';
import { toReadError } from '../read-error.ts';
import type { ReadResult } from './ports.ts';

/** The last complete result of each subscription, which is returned again while Azure asks to wait. */
export interface LastReads {
  /** Reads a subscription. What cannot be read becomes a read error; rejects only with bugs and when the signal aborts. */
  read(subscription: SubscriptionRow, readNow: () => Promise<ReadResult>, signal: AbortSignal): Promise<ReadResult>;
}

/** Creates the memory of earlier results. */
export function createLastReads(clock: Clock): LastReads {
  const earlier = new Map<string, { readonly result: ReadResult; readonly readAt: string }>();
  return {
    read: async ({ id, name }, readNow, signal) => {
      const result = await readNow().catch((error: unknown): ReadResult => {
        signal.throwIfAborted();
        return { rows: NO_ROWS, managedScopes: [], unread: [toReadError(id, name, error)] };
      });
      const waiting = result.unread.filter(({ retryAt }) => retryAt !== undefined);
      const last = earlier.get(id.toLowerCase());
      if (waiting.length > 0 && last) {
        const { readAt } = last;
        return { ...last.result, unread: [...last.result.unread, ...waiting.map((one) => ({ ...one, readAt }))] };
      }
      if (waiting.length === 0) earlier.set(id.toLowerCase(), { result, readAt: formatIsoTime(clock.now()) });
      return result;
    },
  };
}
