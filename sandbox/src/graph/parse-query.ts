import { type Cursor, createCursor } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import type { NamedExpression, Query, Step } from './query.ts';
import { QueryError, tokenize } from './tokenize.ts';

const TABLES = ['resources', 'resourcecontainers'] as const;

/** Parses a query; throws a `QueryError` that names what is not supported. */
export function parseQuery(text: string): Query {
  const cursor = createCursor(tokenize(text));
  const first = cursor.next();
  const table = TABLES.find((name) => name === first.text.toLowerCase());
  if (first.kind !== 'name' || !table)
    throw new QueryError(`the table '${first.text}' is not supported; available tables: Resources, ResourceContainers`, first.at);
  const steps: Step[] = [];
  while (cursor.take('|')) steps.push(parseStep(cursor));
  const rest = cursor.peek();
  if (rest.kind !== 'end') throw new QueryError(`unexpected '${rest.text}'`, rest.at);
  return { table, steps };
}

const STEPS: Readonly<Record<string, (cursor: Cursor) => Step>> = {
  where: (cursor) => ({ kind: 'where', test: parseExpression(cursor) }),
  project: (cursor) => ({ kind: 'project', columns: parseColumns(cursor) }),
  extend: (cursor) => ({ kind: 'extend', columns: parseColumns(cursor) }),
  limit: take,
  take,
  order,
  sort: order,
  count: () => ({ kind: 'count' }),
  summarize,
};

function parseStep(cursor: Cursor): Step {
  const token = cursor.next();
  const name = token.text.toLowerCase();
  if (name === 'mv' && cursor.take('-') && cursor.takeKeyword('expand')) return { kind: 'mv-expand', column: parseNamedExpression(cursor) };
  const read = token.kind === 'name' && Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (!read) throw new QueryError(`the operator '${token.text}' is not supported`, token.at);
  return read(cursor);
}

function parseColumns(cursor: Cursor): NamedExpression[] {
  const list = [parseNamedExpression(cursor)];
  while (cursor.take(',')) list.push(parseNamedExpression(cursor));
  return list;
}

/** Parses `name = value`, or a value with an implied name: a path is named by its segments joined with `_`, as in Kusto. */
function parseNamedExpression(cursor: Cursor): NamedExpression {
  const { kind, text } = cursor.peek();
  if (kind === 'name' && cursor.peek(1).text === '=' && cursor.peek(1).kind === 'symbol') {
    cursor.next();
    cursor.next();
    return { name: text, value: parseExpression(cursor) };
  }
  const value = parseExpression(cursor);
  if (value.kind === 'path') return { name: [value.column, ...value.path].join('_'), value };
  if (value.kind === 'call' && value.of[0]?.kind === 'path') return { name: [value.of[0].column, ...value.of[0].path].join('_'), value };
  return { name: 'Column1', value };
}

function take(cursor: Cursor): Step {
  const token = cursor.next();
  if (token.kind !== 'number') throw new QueryError(`expected a number of rows, got '${token.text}'`, token.at);
  return { kind: 'take', count: Number(token.text) };
}

/** Parses `order by`; the default is descending, as in Kusto. */
function order(cursor: Cursor): Step {
  cursor.expectKeyword('by');
  const keys = [];
  do {
    const by = parseExpression(cursor);
    const ascending = cursor.takeKeyword('asc');
    if (!ascending) cursor.takeKeyword('desc');
    keys.push({ by, descending: !ascending });
  } while (cursor.take(','));
  return { kind: 'order', keys };
}

function summarize(cursor: Cursor): Step {
  const named = cursor.peek(1).text === '=' ? cursor.next().text : undefined;
  if (named !== undefined) cursor.expect('=');
  const token = cursor.next();
  if (token.text.toLowerCase() !== 'count') throw new QueryError(`the aggregation '${token.text}' is not supported; use count()`, token.at);
  cursor.expect('(');
  cursor.expect(')');
  return { kind: 'summarize', name: named ?? 'count_', by: cursor.takeKeyword('by') ? parseColumns(cursor) : [] };
}
