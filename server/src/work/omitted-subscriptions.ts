import { subscriptionOf } from '@peerscape/shared/arm';
import { NO_ROWS, type SubscriptionRow, type VNetRow } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { ReadContext } from './estate.ts';
import { createLastReads } from './last-reads.ts';
import type { AzurePort, ReadResult } from './ports.ts';

interface ReadSoFar {
  readonly rows: { readonly vnets: readonly VNetRow[] };
  /** Subscriptions that this read has already listed one by one. */
  readonly listedOneByOne: readonly SubscriptionRow[];
}

/** Finds out why Resource Graph returned no VNets of a subscription: it has none, or it cannot be read. */
export interface OmittedSubscriptionReader {
  /** Returns the VNets and read errors of the subscriptions that Resource Graph omitted. */
  read(listed: readonly SubscriptionRow[], answered: ReadSoFar, context: Pick<ReadContext, 'signal'>): Promise<readonly ReadResult[]>;
  /** Returns the known subscriptions that are no longer listed. */
  unlisted(listed: readonly SubscriptionRow[]): readonly SubscriptionRow[];
}

const PARALLEL = 4;
/** Subscriptions checked per read; the others follow in the next reads, oldest check first. */
const MAX_PER_READ = 50;
const EMPTY_CACHE_MS = 10 * 60_000;
const REFUSAL_CACHE_MS = 5 * 60_000;

interface Answer {
  readonly found: ReadResult;
  readonly until: number;
  /** ARM returned SubscriptionNotFound. */
  readonly isGone: boolean;
}

/**
 * Creates the check. Resource Graph silently omits what the caller cannot read, so the VNets of a listed subscription without results are
 * listed at the resource provider, whose error gives the reason. A subscription that is no longer listed is checked as well: Azure stops
 * listing it when its last role assignment is removed, and its VNets must not look deleted. It is dropped only if ARM returns
 * SubscriptionNotFound twice, minutes apart.
 */
export function createOmittedSubscriptionReader(port: AzurePort, clock: Clock): OmittedSubscriptionReader {
  const lastReads = createLastReads(clock);
  const known = new Map<string, SubscriptionRow>();
  const answers = new Map<string, Answer>();
  const cachedUntil = (row: SubscriptionRow) => answers.get(keyOf(row))?.until ?? 0;

  const forget = (key: string) => {
    known.delete(key);
    answers.delete(key);
  };

  const vanished = (listed: readonly SubscriptionRow[]) => {
    const listedKeys = new Set(listed.map(keyOf));
    return [...known.values()].filter((row) => !listedKeys.has(keyOf(row)));
  };

  const listVNets = async (subscription: SubscriptionRow, signal: AbortSignal): Promise<Answer> => {
    const found = await lastReads.read(subscription, () => port.listVNets(subscription, signal), signal);
    const cacheMs = found.unread.length > 0 ? REFUSAL_CACHE_MS : found.rows.vnets.length === 0 ? EMPTY_CACHE_MS : 0;
    const isGone = found.unread.some(({ code }) => code === 'SubscriptionNotFound');
    return { found, until: clock.ticks() + cacheMs, isGone };
  };

  return {
    unlisted: vanished,
    read: async (listed, { rows, listedOneByOne }, { signal }) => {
      const answered = new Set([...rows.vnets.map(({ id }) => subscriptionOf(id)), ...listedOneByOne.map(keyOf)]);
      const omitted = [...listed, ...vanished(listed)].filter((row) => !answered.has(keyOf(row)));
      lastReads.retain(omitted);
      for (const row of listed) known.set(keyOf(row), row);
      for (const key of answered) answers.delete(key);
      const due = omitted.filter((row) => cachedUntil(row) <= clock.ticks()).sort((a, b) => cachedUntil(a) - cachedUntil(b));
      const listedKeys = new Set(listed.map(keyOf));
      await mapInParallel(due.slice(0, MAX_PER_READ), PARALLEL, async (row) => {
        const key = keyOf(row);
        const answer = await listVNets(row, signal);
        const isConfirmedGone = answer.isGone && answers.get(key)?.isGone && !listedKeys.has(key);
        if (isConfirmedGone) forget(key);
        else answers.set(key, answer);
      });
      const remaining = omitted.filter((row) => known.has(keyOf(row)));
      return [
        ...remaining.flatMap((row) => answers.get(keyOf(row))?.found ?? []),
        ...toPendingResult(remaining.filter((row) => !answers.has(keyOf(row)))),
      ];
    },
  };
}

/** Reports the subscriptions that have not been checked yet, so that they do not look empty. */
function toPendingResult(waiting: readonly SubscriptionRow[]): readonly ReadResult[] {
  const [first] = waiting;
  if (!first) return [];
  const message = 'Resource Graph returned nothing for them; the next reads check whether they are empty or cannot be read';
  return [{ rows: NO_ROWS, managedScopes: [], unread: [{ scope: first.id, name: `${waiting.length} subscriptions`, message }] }];
}

const keyOf = ({ id }: SubscriptionRow): string => id.toLowerCase();
