import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { Found, GraphRequest } from '../work/ports.ts';
import type { ArmReply, Connection } from './sdk/connection.ts';
import { believe, endless } from './sdk/raw.ts';
import { LONGEST_WAIT_MS, quotaReset } from './sdk/retry.ts';
import { createTranslation, type Wire } from './translate/index.ts';

/**
 * The one question that is ever asked of Resource Graph. It is a constant: which subscriptions it covers stands in the request beside it,
 * everything else is sorted out here, so that no text of a person or a tenant can become part of a query.
 */
export const QUERY = `Resources
| where type in~ ('microsoft.network/virtualnetworks', 'microsoft.network/virtualnetworkgateways', 'microsoft.network/connections', 'microsoft.network/azurefirewalls', 'microsoft.network/routetables', 'microsoft.network/virtualhubs', 'microsoft.network/privatednszones', 'microsoft.network/privatednszones/virtualnetworklinks', 'microsoft.network/networkmanagers') or (type =~ 'microsoft.network/networkinterfaces' and properties.enableIPForwarding == true)
| project id, name, type, location, tags, kind, properties
| order by id asc`;

const GRAPH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
const PAGE_SIZE = 1000;
const MAX_PAGES = 1000;

const GraphReply = z.object({
  totalRecords: z.number().optional(),
  resultTruncated: z.union([z.boolean(), z.string()]).optional(),
  $skipToken: z.string().nullish(),
  data: z.array(z.looseObject({ id: z.string(), type: z.string() })),
});

/** Everything in the subscriptions of the request, page by page. */
export async function askGraph(connection: Connection, clock: Clock, request: GraphRequest): Promise<Found> {
  const translation = createTranslation();
  let unread: Found['unread'] = [];
  let done = 0;
  try {
    for await (const { resources, total, cutShort } of pages(connection, clock, request)) {
      for (const resource of resources) translation.add(resource);
      done += resources.length;
      request.onPage(done, total);
      if (cutShort) unread = [{ scope: 'Microsoft.ResourceGraph', name: 'Resource Graph', message: cutShort }];
    }
  } catch (error) {
    if (!(error instanceof Failure) || done === 0 || !request.acceptPart) throw error;
    const { code, title, arm } = error.problem;
    unread = [
      {
        scope: 'Microsoft.ResourceGraph',
        name: 'Resource Graph, from a later page on',
        code: arm?.code ?? code,
        message: arm?.message ?? title,
      },
    ];
  }
  return { rows: translation.rows(), managed: translation.managed(), unread };
}

interface Page {
  readonly resources: readonly Wire[];
  readonly total: number | undefined;
  readonly cutShort: string | undefined;
}

async function* pages(connection: Connection, clock: Clock, { subscriptionIds, signal }: GraphRequest): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for (let skipToken: string | undefined; ; ) {
    const options = { resultFormat: 'objectArray', $top: PAGE_SIZE, ...(skipToken === undefined ? {} : { $skipToken: skipToken }) };
    const body = { subscriptions: subscriptionIds, query: QUERY, options };
    const reply = await connection.send({ method: 'POST', path: GRAPH, body, signal });
    const { data, totalRecords, $skipToken, resultTruncated } = believe(GraphReply, reply.json);
    const more = $skipToken || undefined;
    yield { resources: data, total: totalRecords, cutShort: cutShort(reply, more === undefined && String(resultTruncated) === 'true') };
    if (more === undefined) return;
    if (seen.has(more) || seen.size >= MAX_PAGES) throw endless(seen.size + 1);
    seen.add(more);
    skipToken = more;
    await respectQuota(reply, clock, signal);
  }
}

function cutShort({ header }: ArmReply, truncated: boolean): string | undefined {
  if (header('x-ms-tenant-subscription-limit-hit') === 'true') return 'It covers 10,000 subscriptions at most; the rest was left out';
  return truncated ? 'It left out part of the answer and gave no way to ask for the rest' : undefined;
}

/** The quota is per person, not per program: what is left over is for Azure's other callers, so an empty one is waited for, not tested. */
async function respectQuota({ header }: ArmReply, clock: Clock, signal: AbortSignal): Promise<void> {
  if (header('x-ms-user-quota-remaining') !== '0') return;
  const wait = quotaReset(header('x-ms-user-quota-resets-after')) ?? 0;
  await clock.sleep(Math.min(wait, LONGEST_WAIT_MS), signal);
}
