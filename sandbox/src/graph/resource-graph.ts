import { createHash } from 'node:crypto';
import { type ArmError, type Call, type HandlerResult, type OperationHandler, value } from '../arm/operation-handler.ts';
import { isInTenant } from '../store/access.ts';
import type { Store } from '../store/store.ts';
import { checkColumns } from './check-columns.ts';
import { listContainerRows } from './containers.ts';
import { evaluateQuery, type Row, type Table } from './evaluate.ts';
import { GRAPH_COLUMNS, type GraphIndex } from './graph-index.ts';
import { parseQuery } from './parse-query.ts';
import type { Query } from './query.ts';
import { QueryError } from './tokenize.ts';

interface GraphBody {
  readonly subscriptions?: readonly string[];
  readonly query?: string;
  readonly options?: {
    readonly $top?: number;
    readonly $skip?: number;
    readonly $skipToken?: string;
    readonly resultFormat?: string;
  };
}

const MAX_ROWS = 1000;
/** Number of cached results, so that the pages of one query are consistent and need no new evaluation. */
const MAX_RESULTS = 16;

interface Result extends Table {
  readonly key: string;
  readonly hasLimit: boolean;
}

/** Creates the behavior of `POST /providers/Microsoft.ResourceGraph/resources` on an index. */
export function createResourceGraphHandler(index: GraphIndex): OperationHandler {
  const results = new Map<string, Result>();
  return (store, _, call) => {
    const body = call.body as GraphBody;
    const problem = validateOptions(store, call, body);
    if (problem) return problem;
    const position = positionOf(body);
    if (!position) return badRequest('InvalidSkipToken', 'The $skipToken is invalid: it was not issued for this query.');
    const cached = position.key === undefined ? undefined : results.get(position.key);
    const result = cached ?? runQuery(index, store, call, body);
    if ('kind' in result) return result;
    results.delete(result.key);
    results.set(result.key, result);
    for (const oldest of results.keys()) {
      if (results.size <= MAX_RESULTS) break;
      results.delete(oldest);
    }
    return answer(result, position.offset, body);
  };
}

let serial = 0;

function runQuery(index: GraphIndex, store: Store, call: Call, body: GraphBody): Result | ArmError {
  try {
    const query = parseQuery(body.query ?? '');
    checkColumns(query, GRAPH_COLUMNS);
    const rows = query.table === 'resources' ? index.rows() : listContainerRows(store);
    const table = evaluateQuery(query, GRAPH_COLUMNS, filterReadable(store, call, body, rows));
    serial++;
    return { ...table, key: `${serial}-${digest(body.query ?? '')}`, hasLimit: hasLimit(query) };
  } catch (error) {
    if (error instanceof QueryError) return badRequest('InvalidQuery', `Query is invalid: ${error.message} (position ${error.at}).`);
    throw error;
  }
}

const hasLimit = (query: Query): boolean => query.steps.some(({ kind }) => kind === 'take');

/** Returns the rows in the requested subscriptions that the caller can read. */
function filterReadable(store: Store, call: Call, { subscriptions }: GraphBody, rows: readonly Row[]): readonly Row[] {
  const requested = subscriptions?.length ? new Set(subscriptions.map((id) => id.toLowerCase())) : undefined;
  const isOpen = new Map<string, boolean>();
  const isReadable = (row: Row): boolean => {
    const subscription = String(row.subscriptionId);
    let open = isOpen.get(subscription);
    if (open === undefined) {
      open = (!requested || requested.has(subscription.toLowerCase())) && isEligible(store, call, subscription);
      isOpen.set(subscription, open);
    }
    return open && store.access.isAllowed(call.caller, '*/read', String(row.id));
  };
  return rows.filter(isReadable);
}

/** Returns whether the subscription is in a tenant of the caller, which can read it. */
function isEligible({ subscriptions, access }: Store, { caller }: Call, id: string): boolean {
  const tenant = subscriptions.get(id.toLowerCase())?.tenantId;
  return tenant !== undefined && isInTenant(caller, tenant) && access.isAllowed(caller, '*/read', `/subscriptions/${id}`);
}

/** Returns the error for invalid options or subscriptions, if any. */
function validateOptions(store: Store, call: Call, body: GraphBody): ArmError | undefined {
  const { $top = MAX_ROWS, $skip = 0, resultFormat = 'objectArray' } = body.options ?? {};
  if (typeof body.query !== 'string' || body.query.trim() === '') return badRequest('QueryMissing', 'The query is missing.');
  if (!Number.isInteger($top) || $top < 1 || $top > MAX_ROWS)
    return badRequest('InvalidTop', `The value of $top must be from 1 to ${MAX_ROWS}, not ${$top}.`);
  if (!Number.isInteger($skip) || $skip < 0) return badRequest('InvalidSkip', `The value of $skip must be 0 or more, not ${$skip}.`);
  if (!/^(table|objectArray)$/i.test(resultFormat))
    return badRequest('InvalidResultFormat', `The resultFormat must be table or objectArray, not ${resultFormat}.`);
  const { subscriptions } = body;
  if (!subscriptions?.length || subscriptions.some((id) => isEligible(store, call, id))) return undefined;
  return badRequest(
    'NoValidSubscriptionsInQueryRequest',
    `There must be at least one subscription that is eligible to contain resources. Given: '${subscriptions.join(', ')}'.`,
  );
}

/** Returns where a page begins; undefined for a token of another query. */
function positionOf({ query = '', options }: GraphBody): { offset: number; key?: string } | undefined {
  if (options?.$skipToken === undefined) return { offset: options?.$skip ?? 0 };
  const [offset = '', key = ''] = Buffer.from(options.$skipToken, 'base64url').toString().split(' ');
  return /^\d+$/.test(offset) && key.endsWith(digest(query)) ? { offset: Number(offset), key } : undefined;
}

function answer(result: Result, offset: number, { options }: GraphBody): HandlerResult {
  const rows = result.rows.slice(offset, offset + (options?.$top ?? MAX_ROWS));
  const end = offset + rows.length;
  const isMore = end < result.rows.length;
  const hasToken = isMore && !result.hasLimit && result.columns.includes('id');
  const isTable = options?.resultFormat?.toLowerCase() === 'table';
  return value({
    totalRecords: result.rows.length,
    count: rows.length,
    data: isTable ? asTable(result.columns, rows) : rows,
    facets: [],
    resultTruncated: isMore && !hasToken ? 'true' : 'false',
    ...(hasToken && { $skipToken: Buffer.from(`${end} ${result.key}`).toString('base64url') }),
  });
}

function asTable(columns: readonly string[], rows: readonly Row[]) {
  const typeOf = (name: string): string => {
    const sample = rows.find((row) => (row[name] ?? null) !== null)?.[name];
    if (typeof sample === 'number') return 'integer';
    return typeof sample === 'boolean' ? 'boolean' : typeof sample === 'object' ? 'object' : 'string';
  };
  return {
    columns: columns.map((name) => ({ name, type: typeOf(name) })),
    rows: rows.map((row) => columns.map((name) => row[name] ?? null)),
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const badRequest = (code: string, message: string): ArmError => ({
  kind: 'error',
  status: 400,
  code: 'BadRequest',
  message: 'Please provide below info when asking for support: the x-ms-correlation-request-id of this answer.',
  from: 'resource-graph',
  details: [{ code, message }],
});

/** Supported body of a Resource Graph request. */
export const GRAPH_SHAPE = {
  subscriptions: ['string'],
  query: 'string',
  options: {
    $top: 'number',
    $skip: 'number',
    $skipToken: 'string',
    resultFormat: 'string',
    allowPartialScopes: 'boolean',
    authorizationScopeFilter: 'string',
  },
} as const;
