import { parseResourceId } from '@peerscape/shared/arm';
import { NO_ROWS, type SubscriptionRow, type VNetRow } from '@peerscape/shared/topology';
import type { AzurePort, Found } from '../azure/port.ts';
import type { Clock } from '../clock.ts';
import type { ReadContext } from './estate.ts';
import { inParallel } from './in-parallel.ts';
import { unreadOf } from './unread.ts';

interface Heard {
  readonly rows: { readonly vnets: readonly VNetRow[] };
  /** Subscriptions that have been asked on their own in this read already. */
  readonly askedEach: readonly SubscriptionRow[];
}

/** Finds out what it means when the graph shows no VNet of a subscription: that there is none, or that it may not be read. */
export interface SilenceCheck {
  check(listed: readonly SubscriptionRow[], heard: Heard, context: Pick<ReadContext, 'signal'>): Promise<readonly Found[]>;
  /** Subscriptions that were listed once and no longer are. */
  vanished(listed: readonly SubscriptionRow[]): readonly SubscriptionRow[];
}

const PARALLEL = 4;
/** So many are asked about in one read; the rest in the next ones. */
const MOST = 50;
const EMPTY_FOR_MS = 10 * 60_000;

/**
 * Resource Graph leaves out what the caller may not read, without a word. A subscription that is listed but silent is therefore asked for
 * its VNets at the resource provider, whose refusal says why. One that is not even listed any more is asked as well: Azure stops listing
 * a subscription when the last role in it is taken away, and its VNets must not look deleted.
 */
export function createSilenceCheck(port: AzurePort, clock: Clock): SilenceCheck {
  const known = new Map<string, SubscriptionRow>();
  const emptyUntil = new Map<string, number>();

  const vanished = (listed: readonly SubscriptionRow[]) => {
    const present = new Set(listed.map(keyOf));
    return [...known.values()].filter((row) => !present.has(keyOf(row)));
  };

  const ask = async (subscription: SubscriptionRow, signal: AbortSignal): Promise<Found> => {
    try {
      const found = await port.listVNets(subscription, signal);
      if (found.rows.vnets.length === 0) emptyUntil.set(keyOf(subscription), clock.now() + EMPTY_FOR_MS);
      return found;
    } catch (error) {
      signal.throwIfAborted();
      return { rows: NO_ROWS, managed: [], unread: [unreadOf(subscription.id, subscription.name, error)] };
    }
  };

  return {
    vanished,
    check: async (listed, { rows, askedEach }, { signal }) => {
      const speaking = new Set([...rows.vnets.map(subscriptionOf), ...askedEach.map(keyOf)]);
      const silent = [...listed, ...vanished(listed)].filter((row) => !speaking.has(keyOf(row)));
      for (const row of listed) known.set(keyOf(row), row);
      const due = silent.filter((row) => (emptyUntil.get(keyOf(row)) ?? 0) <= clock.now());
      for (const key of speaking) emptyUntil.delete(key);
      return inParallel(due.slice(0, MOST), PARALLEL, (row) => ask(row, signal));
    },
  };
}

const keyOf = ({ id }: SubscriptionRow): string => id.toLowerCase();

function subscriptionOf({ id }: VNetRow): string {
  const parts = parseResourceId(id);
  return parts.ok ? parts.value.subscriptionId.toLowerCase() : '';
}
