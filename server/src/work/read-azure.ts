import { subscriptionOf } from '@peerscape/shared/arm';
import { describeSubscriptionCoverage } from '@peerscape/shared/health';
import { ATTACHED_KINDS, type ReadError, type SubscriptionRow, type VNetRow } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import { createAbsentVNetReader } from './absent-vnets.ts';
import { createConnectedGroupReader } from './connected-groups.ts';
import type { Estate, EstateReader, ReadContext } from './estate.ts';
import { createLastReads, type LastReads } from './last-reads.ts';
import { mergeRows } from './merge-rows.ts';
import { createOmittedSubscriptionReader } from './omitted-subscriptions.ts';
import type { AzurePort, ReadResult } from './ports.ts';

/** Maximum number of subscriptions in one Resource Graph request. */
const BATCH = 1000;
const PARALLEL = 4;

/**
 * Creates a reader of everything that the identity can see: from Resource Graph first, from lists if Resource Graph cannot be queried,
 * and from the resource provider for subscriptions and remote VNets that Resource Graph omits. Everything that cannot be read is reported.
 */
export function createAzureReader(port: AzurePort, clock: Clock): EstateReader {
  const omitted = createOmittedSubscriptionReader(port, clock);
  const groups = createConnectedGroupReader(port, clock);
  const absences = createAbsentVNetReader(port, clock);
  const lastReads = createLastReads(clock);
  const read = async (context: ReadContext): Promise<Estate> => {
    const { report, signal } = context;
    report({ phase: 'Reading subscriptions', done: 0 });
    const subscriptions = await port.listSubscriptions(signal);
    lastReads.retain(subscriptions);
    const found = await readResources({ port, lastReads }, subscriptions, context);
    const checked = await omitted.read(subscriptions, found, context);
    const visible = mergeRows([found.rows, ...checked.map((one) => one.rows)]);
    const { absent, rows: late } = await absences.read(visible, context);
    const rows = mergeRows([visible, late]);
    const connected = await groups.read(
      [found, ...checked].flatMap((one) => one.managedScopes),
      rows.vnets,
      context,
    );
    const coverage = [
      ...(rows.subscriptionCoverage ?? []),
      ...vnetsOnly(rows.vnets, found).map((subscriptionId) => ({ subscriptionId, missingKinds: ATTACHED_KINDS })),
      ...connected.unreadableIn.map((subscriptionId) => ({ subscriptionId, missingKinds: ['connectedGroups' as const] })),
    ];
    const known = [...subscriptions, ...omitted.unlisted(subscriptions)];
    const messages = describeSubscriptionCoverage(coverage, known);
    return {
      ...(messages.length > 0 && { messages }),
      rows: {
        ...rows,
        ...(coverage.length > 0 && { subscriptionCoverage: coverage }),
        subscriptions: known,
        connectedGroups: connected.rows,
        ...(absent.length > 0 && { absentVNets: absent }),
      },
      unread: [...found.unread, ...checked.flatMap((one) => one.unread), ...connected.unread],
    };
  };
  let latest = 0;
  return {
    read: async (context) => {
      latest += 1;
      const own = latest;
      port.setEarlyReads(context.isRequested === true);
      const unsubscribe = port.subscribeToUnanswered((since) => context.reportUnanswered?.(since));
      try {
        return await read(context);
      } finally {
        // a canceled read may end after the next one has begun
        if (own === latest) port.setEarlyReads(false);
        unsubscribe();
      }
    },
  };
}

/** Returns the subscriptions of VNets that were read one by one, without the resources attached to them. */
function vnetsOnly(vnets: readonly VNetRow[], { rows, listedOneByOne }: Resources): readonly string[] {
  const complete = new Set([...rows.vnets.map(({ id }) => subscriptionOf(id)), ...listedOneByOne.map(({ id }) => id.toLowerCase())]);
  return [...new Set(vnets.map(({ id }) => subscriptionOf(id)))].filter((subscription) => !complete.has(subscription));
}

/** The result, and the subscriptions that were listed one by one and need no further check if they have no VNets. */
interface Resources extends ReadResult {
  readonly listedOneByOne: readonly SubscriptionRow[];
}

async function readResources(sources: Sources, subscriptions: readonly SubscriptionRow[], context: ReadContext): Promise<Resources> {
  const results: Resources[] = [];
  let before = 0;
  for (let start = 0; start < subscriptions.length; start += BATCH) {
    const batch = subscriptions.slice(start, start + BATCH);
    const result = await readBatch(sources, batch, before, subscriptions.length > BATCH, context);
    before += Object.values(result.rows).reduce((sum, rows) => sum + rows.length, 0);
    results.push(result);
  }
  return { ...mergeResults(results), listedOneByOne: results.flatMap(({ listedOneByOne }) => listedOneByOne) };
}

interface Sources {
  readonly port: AzurePort;
  readonly lastReads: LastReads;
}

async function readBatch(
  { port, lastReads }: Sources,
  batch: readonly SubscriptionRow[],
  before: number,
  isOneOfMany: boolean,
  { report, signal, isFirst }: ReadContext,
): Promise<Resources> {
  const onPage = (done: number, total: number | undefined) =>
    report({ phase: 'Reading virtual networks', done: before + done, ...(total === undefined || isOneOfMany ? {} : { total }) });
  onPage(0, undefined);
  try {
    const found = await port.queryGraph({ subscriptionIds: batch.map(({ id }) => id), onPage, acceptPart: isFirst, signal });
    return { ...found, listedOneByOne: [] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const lists = await readOneByOne({ port, lastReads }, batch, { report, signal });
    return { ...lists, unread: [toGraphReadError(error), ...lists.unread], listedOneByOne: batch };
  }
}

/** Returns true if Resource Graph refused: it may be disabled, forbidden for this identity, or missing in this cloud. Lists may still work. */
const isRefusal = (error: unknown): error is Failure => error instanceof Failure && REFUSALS.has(error.armStatus ?? 0);

const REFUSALS: ReadonlySet<number> = new Set([400, 403, 404, 405, 409, 501]);

function toGraphReadError({ problem: { arm, code, title, detail } }: Failure): ReadError {
  const reason = [arm?.message ?? title, detail].filter(Boolean).join(' ');
  const fallback =
    'The resource lists were read instead; they do not include gateway connections outside the resource groups of their gateways';
  return { scope: 'Microsoft.ResourceGraph', name: 'Resource Graph', code: arm?.code ?? code, message: `${reason} (${fallback})` };
}

async function readOneByOne(
  { port, lastReads }: Sources,
  subscriptions: readonly SubscriptionRow[],
  { report, signal }: Pick<ReadContext, 'report' | 'signal'>,
): Promise<ReadResult> {
  let done = 0;
  const results = await mapInParallel(subscriptions, PARALLEL, async (subscription) => {
    const result = await lastReads.read(subscription, () => port.listAll(subscription, signal), signal);
    done += 1;
    report({ phase: 'Reading each subscription', done, total: subscriptions.length });
    return result;
  });
  return mergeResults(results);
}

const mergeResults = (results: readonly ReadResult[]): ReadResult => ({
  rows: mergeRows(results.map(({ rows }) => rows)),
  managedScopes: results.flatMap(({ managedScopes }) => managedScopes),
  unread: results.flatMap(({ unread }) => unread),
});
