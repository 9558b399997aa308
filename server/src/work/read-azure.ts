import { NO_ROWS, type SubscriptionRow, type Unread } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { inParallel } from '../in-parallel.ts';
import { unreadOf } from '../unread.ts';
import { createConnectedGroupReader } from './connected-groups.ts';
import type { EstateReader, ReadContext } from './estate.ts';
import { mergeRows } from './merge-rows.ts';
import type { AzurePort, Found } from './ports.ts';
import { createSilenceCheck } from './silent-subscriptions.ts';

/** Resource Graph takes that many subscriptions in one request. */
const BATCH = 1000;
const PARALLEL = 4;

/**
 * Reads everything the identity may see: the graph first, lists where the graph may not be asked, the resource provider for every
 * subscription about which the graph says nothing. What could not be read is named; it never just disappears.
 */
export function createAzureReader(port: AzurePort, clock: Clock): EstateReader {
  const silence = createSilenceCheck(port, clock);
  const groups = createConnectedGroupReader(port, clock);
  return {
    read: async (context) => {
      const { report, signal } = context;
      report({ phase: 'Reading subscriptions', done: 0 });
      const subscriptions = await port.listSubscriptions(signal);
      const found = await readResources(port, subscriptions, context);
      const checked = await silence.check(subscriptions, found, context);
      const rows = mergeRows([found.rows, ...checked.map((one) => one.rows)]);
      const connected = await groups.read(
        [found, ...checked].flatMap((one) => one.managed),
        rows.vnets,
        context,
      );
      return {
        rows: { ...rows, subscriptions: [...subscriptions, ...silence.vanished(subscriptions)], connectedGroups: connected.rows },
        unread: [...found.unread, ...checked.flatMap((one) => one.unread), ...connected.unread],
      };
    },
  };
}

/** What was found, and which subscriptions were asked one by one, so that their silence needs no second question. */
interface Resources extends Found {
  readonly askedEach: readonly SubscriptionRow[];
}

async function readResources(port: AzurePort, subscriptions: readonly SubscriptionRow[], context: ReadContext): Promise<Resources> {
  const parts: Resources[] = [];
  let before = 0;
  for (let start = 0; start < subscriptions.length; start += BATCH) {
    const batch = subscriptions.slice(start, start + BATCH);
    const part = await readBatch(port, batch, before, subscriptions.length > BATCH, context);
    before += Object.values(part.rows).reduce((sum, rows) => sum + rows.length, 0);
    parts.push(part);
  }
  return { ...together(parts), askedEach: parts.flatMap(({ askedEach }) => askedEach) };
}

async function readBatch(
  port: AzurePort,
  batch: readonly SubscriptionRow[],
  before: number,
  isOneOfMany: boolean,
  { report, signal, isFirst }: ReadContext,
): Promise<Resources> {
  const onPage = (done: number, total: number | undefined) =>
    report({ phase: 'Reading virtual networks', done: before + done, ...(total === undefined || isOneOfMany ? {} : { total }) });
  onPage(0, undefined);
  try {
    const found = await port.askGraph({ subscriptionIds: batch.map(({ id }) => id), onPage, acceptPart: isFirst, signal });
    return { ...found, askedEach: [] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const lists = await readOneByOne(port, batch, { report, signal });
    return { ...lists, unread: [graphRefused(error), ...lists.unread], askedEach: batch };
  }
}

/** The graph may be switched off, out of reach of this identity, or unknown to this cloud: then the lists can still say much. */
const isRefusal = (error: unknown): error is Failure => error instanceof Failure && REFUSALS.has(error.armStatus ?? 0);

const REFUSALS: ReadonlySet<number> = new Set([400, 403, 404, 405, 409, 501]);

function graphRefused({ problem: { arm, code, title, detail } }: Failure): Unread {
  const said = [arm?.message ?? title, detail].filter(Boolean).join(' ');
  const instead = 'The resource lists were read instead; they do not show gateway connections outside the resource groups of gateways';
  return { scope: 'Microsoft.ResourceGraph', name: 'Resource Graph', code: arm?.code ?? code, message: `${said} (${instead})` };
}

async function readOneByOne(
  port: AzurePort,
  subscriptions: readonly SubscriptionRow[],
  { report, signal }: Pick<ReadContext, 'report' | 'signal'>,
): Promise<Found> {
  let done = 0;
  const parts = await inParallel(subscriptions, PARALLEL, async (subscription) => {
    try {
      return await port.listAll(subscription, signal);
    } catch (error) {
      signal.throwIfAborted();
      return nothing([unreadOf(subscription.id, subscription.name, error)]);
    } finally {
      done += 1;
      report({ phase: 'Reading subscription by subscription', done, total: subscriptions.length });
    }
  });
  return together(parts);
}

const nothing = (unread: readonly Unread[]): Found => ({ rows: NO_ROWS, managed: [], unread });

const together = (parts: readonly Found[]): Found => ({
  rows: mergeRows(parts.map(({ rows }) => rows)),
  managed: parts.flatMap(({ managed }) => managed),
  unread: parts.flatMap(({ unread }) => unread),
});
