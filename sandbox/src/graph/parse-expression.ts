import type { Cursor } from './cursor.ts';
import { type Comparison, type Expression, FUNCTIONS } from './query.ts';
import { QueryError } from './tokenize.ts';

const COMPARISONS: readonly string[] = ['==', '!=', '=~', '!~', '>', '<', '>=', '<='];
const NAMED_OPERATORS: readonly string[] = ['has', '!has', 'contains', '!contains', 'startswith', '!startswith', 'endswith', '!endswith'];
const MEMBERSHIP: readonly string[] = ['in', '!in', 'in~', '!in~'];

/** Parses an expression: `or` binds loosest, then `and`, then comparisons. */
export function parseExpression(cursor: Cursor): Expression {
  return chain(cursor, 'or', () => chain(cursor, 'and', () => parseComparison(cursor)));
}

function chain(cursor: Cursor, token: 'and' | 'or', part: () => Expression): Expression {
  const first = part();
  const parts = [first];
  while (cursor.takeKeyword(token)) parts.push(part());
  return parts.length === 1 ? first : { kind: token, parts };
}

function parseComparison(cursor: Cursor): Expression {
  const left = parseOperand(cursor);
  const { text, kind, at } = cursor.peek();
  const operator = text.toLowerCase();
  if (MEMBERSHIP.includes(operator) && kind !== 'string') return parseMembership(cursor, left);
  if ((kind === 'symbol' && COMPARISONS.includes(operator)) || (kind !== 'string' && NAMED_OPERATORS.includes(operator))) {
    cursor.next();
    return { kind: 'compare', operator: operator as Comparison, left, right: parseOperand(cursor) };
  }
  if (kind === 'symbol' && text.startsWith('!')) throw new QueryError(`the operator '${text}' is not supported`, at);
  return left;
}

function parseMembership(cursor: Cursor, left: Expression): Expression {
  const token = cursor.next().text.toLowerCase();
  cursor.expect('(');
  const options = [parseOperand(cursor)];
  while (cursor.take(',')) options.push(parseOperand(cursor));
  cursor.expect(')');
  return { kind: 'in', negated: token.startsWith('!'), ignoreCase: token.endsWith('~'), left, options };
}

function parseOperand(cursor: Cursor): Expression {
  if (cursor.take('(')) {
    const inner = parseExpression(cursor);
    cursor.expect(')');
    return inner;
  }
  const token = cursor.next();
  if (token.kind === 'string') return { kind: 'literal', value: token.text };
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
  if (token.kind !== 'name')
    throw new QueryError(token.kind === 'end' ? 'unexpected end of query' : `unexpected '${token.text}'`, token.at);
  if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true' };
  return cursor.peek().text === '(' && cursor.peek().kind === 'symbol'
    ? parseCall(cursor, token.text, token.at)
    : parsePath(cursor, token.text, token.at);
}

function parseCall(cursor: Cursor, text: string, at: number): Expression {
  const name = FUNCTIONS.find((known) => known === text.toLowerCase());
  if (!name) throw new QueryError(`the function '${text}' is not supported`, at);
  cursor.expect('(');
  const of = [parseExpression(cursor)];
  while (cursor.take(',')) of.push(parseExpression(cursor));
  cursor.expect(')');
  return { kind: 'call', name, of };
}

/** Parses a path such as `column.name`, `column['name']` or `column[0]`, to any depth. */
function parsePath(cursor: Cursor, column: string, at: number): Expression {
  const segments: (string | number)[] = [];
  for (;;) {
    if (cursor.take('.')) segments.push(cursor.next().text);
    else if (cursor.take('[')) {
      const token = cursor.next();
      segments.push(token.kind === 'number' ? Number(token.text) : token.text);
      cursor.expect(']');
    } else return { kind: 'path', column, path: segments, at };
  }
}
