import { parseResourceId } from '@peerscape/shared/arm';
import { NO_ROWS, type SubscriptionRow, type VNetRow } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { inParallel } from '../in-parallel.ts';
import { unreadOf } from '../unread.ts';
import type { ReadContext } from './estate.ts';
import type { AzurePort, Found } from './ports.ts';

interface Answered {
  readonly rows: { readonly vnets: readonly VNetRow[] };
  /** Subscriptions that have been asked on their own in this read already. */
  readonly askedEach: readonly SubscriptionRow[];
}

/** Finds out what it means when the graph shows no VNet of a subscription: that there is none, or that it may not be read. */
export interface SilenceCheck {
  check(listed: readonly SubscriptionRow[], answered: Answered, context: Pick<ReadContext, 'signal'>): Promise<readonly Found[]>;
  /** Subscriptions that were listed once and no longer are. */
  vanished(listed: readonly SubscriptionRow[]): readonly SubscriptionRow[];
}

const PARALLEL = 4;
/** So many are asked in one read; the others in the next ones, those that have waited longest first. */
const MOST = 50;
const BELIEVE_EMPTY_MS = 10 * 60_000;
const BELIEVE_REFUSAL_MS = 5 * 60_000;

interface Heard {
  readonly found: Found;
  readonly until: number;
  /** Azure said that there is no such subscription. */
  readonly isGone: boolean;
}

/**
 * Resource Graph leaves out what the caller may not read, without a word. A subscription that is listed but silent is therefore asked for
 * its VNets at the resource provider, whose refusal says why. One that is not even listed any more is asked as well: Azure stops listing
 * a subscription when the last role in it is taken away, and its VNets must not look deleted. Only when Azure says twice, minutes apart,
 * that an unlisted subscription does not exist is it forgotten.
 */
export function createSilenceCheck(port: AzurePort, clock: Clock): SilenceCheck {
  const known = new Map<string, SubscriptionRow>();
  const heard = new Map<string, Heard>();
  const believedUntil = (row: SubscriptionRow) => heard.get(keyOf(row))?.until ?? 0;

  const forget = (key: string) => {
    known.delete(key);
    heard.delete(key);
  };

  const vanished = (listed: readonly SubscriptionRow[]) => {
    const present = new Set(listed.map(keyOf));
    return [...known.values()].filter((row) => !present.has(keyOf(row)));
  };

  const ask = async (subscription: SubscriptionRow, signal: AbortSignal): Promise<Heard> => {
    try {
      const found = await port.listVNets(subscription, signal);
      return { found, until: found.rows.vnets.length === 0 ? clock.now() + BELIEVE_EMPTY_MS : clock.now(), isGone: false };
    } catch (error) {
      signal.throwIfAborted();
      const unread = [unreadOf(subscription.id, subscription.name, error)];
      const isGone = error instanceof Failure && error.problem.arm?.code === 'SubscriptionNotFound';
      return { found: { rows: NO_ROWS, managed: [], unread }, until: clock.now() + BELIEVE_REFUSAL_MS, isGone };
    }
  };

  return {
    vanished,
    check: async (listed, { rows, askedEach }, { signal }) => {
      const speaking = new Set([...rows.vnets.map(subscriptionOf), ...askedEach.map(keyOf)]);
      const silent = [...listed, ...vanished(listed)].filter((row) => !speaking.has(keyOf(row)));
      for (const row of listed) known.set(keyOf(row), row);
      for (const key of speaking) heard.delete(key);
      const due = silent.filter((row) => believedUntil(row) <= clock.now()).sort((a, b) => believedUntil(a) - believedUntil(b));
      const present = new Set(listed.map(keyOf));
      await inParallel(due.slice(0, MOST), PARALLEL, async (row) => {
        const key = keyOf(row);
        const answer = await ask(row, signal);
        const isGoneForGood = answer.isGone && heard.get(key)?.isGone && !present.has(key);
        if (isGoneForGood) forget(key);
        else heard.set(key, answer);
      });
      const remaining = silent.filter((row) => known.has(keyOf(row)));
      return [
        ...remaining.flatMap((row) => heard.get(keyOf(row))?.found ?? []),
        ...notYetAsked(remaining.filter((row) => !heard.has(keyOf(row)))),
      ];
    },
  };
}

/** Silence that nobody has looked into is said, not taken for emptiness. */
function notYetAsked(waiting: readonly SubscriptionRow[]): readonly Found[] {
  const [first] = waiting;
  if (!first) return [];
  const message = 'Resource Graph shows nothing of them; whether they are empty or may not be read is asked over the next reads';
  return [{ rows: NO_ROWS, managed: [], unread: [{ scope: first.id, name: `${waiting.length} subscriptions`, message }] }];
}

const keyOf = ({ id }: SubscriptionRow): string => id.toLowerCase();

function subscriptionOf({ id }: VNetRow): string {
  const parts = parseResourceId(id);
  return parts.ok ? parts.value.subscriptionId.toLowerCase() : '';
}
