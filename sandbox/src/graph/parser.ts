import { type Cursor, cursorOver } from './cursor.ts';
import { expression } from './parse-expression.ts';
import type { NamedExpression, Query, Step } from './query.ts';
import { QueryError, tokenize } from './tokens.ts';

const TABLES = ['resources', 'resourcecontainers'] as const;

/** The query that the text says; throws a QueryError that names what is not understood. */
export function parseQuery(text: string): Query {
  const cursor = cursorOver(tokenize(text));
  const first = cursor.next();
  const table = TABLES.find((name) => name === first.text.toLowerCase());
  if (first.kind !== 'name' || !table)
    throw new QueryError(`the table '${first.text}' is not served; there are Resources and ResourceContainers`, first.at);
  const steps: Step[] = [];
  while (cursor.take('|')) steps.push(step(cursor));
  const rest = cursor.peek();
  if (rest.kind !== 'end') throw new QueryError(`'${rest.text}' is not expected there`, rest.at);
  return { table, steps };
}

const STEPS: Readonly<Record<string, (cursor: Cursor) => Step>> = {
  where: (cursor) => ({ kind: 'where', test: expression(cursor) }),
  project: (cursor) => ({ kind: 'project', columns: columns(cursor) }),
  extend: (cursor) => ({ kind: 'extend', columns: columns(cursor) }),
  limit: take,
  take,
  order,
  sort: order,
  count: () => ({ kind: 'count' }),
  summarize,
};

function step(cursor: Cursor): Step {
  const word = cursor.next();
  const name = word.text.toLowerCase();
  if (name === 'mv' && cursor.take('-') && cursor.takeWord('expand')) return { kind: 'mv-expand', column: namedExpression(cursor) };
  const read = word.kind === 'name' && Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (!read) throw new QueryError(`the operator '${word.text}' is not served`, word.at);
  return read(cursor);
}

function columns(cursor: Cursor): NamedExpression[] {
  const list = [namedExpression(cursor)];
  while (cursor.take(',')) list.push(namedExpression(cursor));
  return list;
}

/** `name = value`, or a value that names itself: a path goes by its segments joined with `_`, as Kusto does. */
function namedExpression(cursor: Cursor): NamedExpression {
  const { kind, text } = cursor.peek();
  if (kind === 'name' && cursor.peek(1).text === '=' && cursor.peek(1).kind === 'symbol') {
    cursor.next();
    cursor.next();
    return { name: text, value: expression(cursor) };
  }
  const value = expression(cursor);
  if (value.kind === 'path') return { name: [value.column, ...value.path].join('_'), value };
  if (value.kind === 'call' && value.of[0]?.kind === 'path') return { name: [value.of[0].column, ...value.of[0].path].join('_'), value };
  return { name: 'Column1', value };
}

function take(cursor: Cursor): Step {
  const word = cursor.next();
  if (word.kind !== 'number') throw new QueryError(`a number of rows is expected, not '${word.text}'`, word.at);
  return { kind: 'take', count: Number(word.text) };
}

/** Kusto sorts downwards unless told otherwise. */
function order(cursor: Cursor): Step {
  cursor.expectWord('by');
  const keys = [];
  do {
    const by = expression(cursor);
    const ascending = cursor.takeWord('asc');
    if (!ascending) cursor.takeWord('desc');
    keys.push({ by, descending: !ascending });
  } while (cursor.take(','));
  return { kind: 'order', keys };
}

function summarize(cursor: Cursor): Step {
  const named = cursor.peek(1).text === '=' ? cursor.next().text : undefined;
  if (named !== undefined) cursor.expect('=');
  const word = cursor.next();
  if (word.text.toLowerCase() !== 'count') throw new QueryError(`the aggregation '${word.text}' is not served; there is count()`, word.at);
  cursor.expect('(');
  cursor.expect(')');
  return { kind: 'summarize', name: named ?? 'count_', by: cursor.takeWord('by') ? columns(cursor) : [] };
}
