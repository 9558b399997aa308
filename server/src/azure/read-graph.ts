import { setImmediate } from 'node:timers/promises';
import { VNET_TYPE } from '@peerscape/shared/arm';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { GraphRequest, ReadResult } from '../work/ports.ts';
import { ARM_TYPES } from './kinds/index.ts';
import type { ArmResponse, Connection } from './sdk/connection.ts';
import { createPagingLoopFailure, parseResponse } from './sdk/raw-responses.ts';
import { MAX_WAIT_MS } from './sdk/retry.ts';
import { parseTimeSpan } from './sdk/retry-after.ts';
import { createTranslation, type Wire } from './translate/index.ts';

const quote = (armType: string): string => `'${armType.toLowerCase()}'`;
const READ_TYPES = ARM_TYPES.filter(({ isOnlyInFiles }) => !isOnlyInFiles);
const TYPES = [quote(VNET_TYPE), ...READ_TYPES.filter(({ condition }) => !condition).map(({ armType }) => quote(armType))];
/** Types of which only some resources are read, with the conditions of their kinds. */
const CONDITIONS = [...new Set(READ_TYPES.flatMap(({ armType, condition }) => (condition ? armType : [])))].map((type) => {
  const conditions = READ_TYPES.flatMap(({ armType, condition }) => (armType === type && condition ? condition : []));
  return `type =~ ${quote(type)} and (${conditions.join(' or ')})`;
});

/**
 * The only query that Peerscape sends to Resource Graph. It is a constant: the subscriptions are a separate field of the request and all
 * other filtering happens in this module, so that no user or tenant input can become part of a query.
 */
export const QUERY = `Resources
| where type in~ (${TYPES.join(', ')})${CONDITIONS.map((condition) => ` or (${condition})`).join('')}
| project id, name, type, location, tags, kind, sku, properties
| order by id asc`;

const GRAPH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
const PAGE_SIZE = 1000;
const MAX_PAGES = 1000;
const RESOURCES_AT_ONCE = 100;

const GraphResponse = z.object({
  totalRecords: z.number().optional(),
  resultTruncated: z.union([z.boolean(), z.string()]).optional(),
  $skipToken: z.string().nullish(),
  data: z.array(z.looseObject({ id: z.string(), type: z.string() })),
});

/** Reads all network resources of the subscriptions in the request, page by page. */
export async function queryGraph(connection: Connection, clock: Clock, request: GraphRequest): Promise<ReadResult> {
  const translation = createTranslation();
  let unread: ReadResult['unread'] = [];
  let done = 0;
  try {
    for await (const { resources, total, truncation } of readPages(connection, clock, request)) {
      for (const [index, resource] of resources.entries()) {
        // a whole page takes tens of milliseconds, in which no request would be answered
        if (index % RESOURCES_AT_ONCE === 0) await setImmediate();
        translation.add(resource);
      }
      done += resources.length;
      request.onPage(done, total);
      if (truncation) unread = [{ scope: 'Microsoft.ResourceGraph', name: 'Resource Graph', message: truncation }];
    }
  } catch (error) {
    if (!(error instanceof Failure) || done === 0 || !request.acceptPart) throw error;
    const { code, title, arm } = error.problem;
    unread = [
      {
        scope: 'Microsoft.ResourceGraph',
        name: 'Resource Graph (later pages)',
        code: arm?.code ?? code,
        message: arm?.message ?? title,
      },
    ];
  }
  return { rows: translation.rows(), managedScopes: translation.managed(), unread: [...unread, ...translation.problems()] };
}

interface Page {
  readonly resources: readonly Wire[];
  readonly total: number | undefined;
  /** Explains why the result is incomplete; undefined when it is complete. */
  readonly truncation: string | undefined;
}

async function* readPages(connection: Connection, clock: Clock, { subscriptionIds, signal }: GraphRequest): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for (let skipToken: string | undefined; ; ) {
    const options = { resultFormat: 'objectArray', $top: PAGE_SIZE, ...(skipToken === undefined ? {} : { $skipToken: skipToken }) };
    const body = { subscriptions: subscriptionIds, query: QUERY, options };
    const response = await connection.send({ method: 'POST', path: GRAPH, body, signal });
    // the response has just been parsed: requests are answered in between
    await setImmediate();
    const { data, totalRecords, $skipToken, resultTruncated } = parseResponse(GraphResponse, response.json);
    const more = $skipToken || undefined;
    yield {
      resources: data,
      total: totalRecords,
      truncation: describeTruncation(response, more === undefined && String(resultTruncated) === 'true'),
    };
    if (more === undefined) return;
    if (seen.has(more) || seen.size >= MAX_PAGES) throw createPagingLoopFailure(seen.size + 1);
    seen.add(more);
    skipToken = more;
    await waitForQuota(response, clock, signal);
  }
}

function describeTruncation({ header }: ArmResponse, truncated: boolean): string | undefined {
  if (header('x-ms-tenant-subscription-limit-hit') === 'true')
    return 'Resource Graph covers at most 10,000 subscriptions; the others are missing';
  return truncated ? 'Resource Graph truncated the result and offers no way to read the rest' : undefined;
}

const QUOTA_USED_UP = 'The quota of Resource Graph is used up';

/** Waits while the quota is used up. The quota is per user and shared with other programs, so Peerscape waits instead of testing the limit. */
async function waitForQuota({ header }: ArmResponse, clock: Clock, signal: AbortSignal): Promise<void> {
  if (header('x-ms-user-quota-remaining') !== '0') return;
  const wait = parseTimeSpan(header('x-ms-user-quota-resets-after') ?? '') ?? 0;
  if (wait > MAX_WAIT_MS) throw new Failure('azure-unavailable', { title: QUOTA_USED_UP }, { retryAt: clock.now() + wait });
  await clock.sleep(wait, signal);
}
