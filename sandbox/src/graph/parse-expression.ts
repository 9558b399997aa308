import type { Cursor } from './cursor.ts';
import { type Comparison, type Expression, FUNCTIONS } from './query.ts';
import { QueryError } from './tokens.ts';

const COMPARISONS: readonly string[] = ['==', '!=', '=~', '!~', '>', '<', '>=', '<='];
const WORDS: readonly string[] = ['has', '!has', 'contains', '!contains', 'startswith', '!startswith', 'endswith', '!endswith'];
const MEMBERSHIP: readonly string[] = ['in', '!in', 'in~', '!in~'];

/** `or` binds loosest, then `and`, then comparisons. */
export function expression(cursor: Cursor): Expression {
  return joined(cursor, 'or', () => joined(cursor, 'and', () => comparison(cursor)));
}

function joined(cursor: Cursor, word: 'and' | 'or', part: () => Expression): Expression {
  const first = part();
  const parts = [first];
  while (cursor.takeWord(word)) parts.push(part());
  return parts.length === 1 ? first : { kind: word, parts };
}

function comparison(cursor: Cursor): Expression {
  const left = operand(cursor);
  const { text, kind, at } = cursor.peek();
  const operator = text.toLowerCase();
  if (MEMBERSHIP.includes(operator) && kind !== 'string') return membership(cursor, left);
  if ((kind === 'symbol' && COMPARISONS.includes(operator)) || (kind !== 'string' && WORDS.includes(operator))) {
    cursor.next();
    return { kind: 'compare', operator: operator as Comparison, left, right: operand(cursor) };
  }
  if (kind === 'symbol' && text.startsWith('!')) throw new QueryError(`the operator '${text}' is not served`, at);
  return left;
}

function membership(cursor: Cursor, left: Expression): Expression {
  const word = cursor.next().text.toLowerCase();
  cursor.expect('(');
  const options = [operand(cursor)];
  while (cursor.take(',')) options.push(operand(cursor));
  cursor.expect(')');
  return { kind: 'in', negated: word.startsWith('!'), ignoreCase: word.endsWith('~'), left, options };
}

function operand(cursor: Cursor): Expression {
  if (cursor.take('(')) {
    const inner = expression(cursor);
    cursor.expect(')');
    return inner;
  }
  const word = cursor.next();
  if (word.kind === 'string') return { kind: 'literal', value: word.text };
  if (word.kind === 'number') return { kind: 'literal', value: Number(word.text) };
  if (word.kind !== 'name')
    throw new QueryError(word.kind === 'end' ? 'the query ends too early' : `'${word.text}' is not expected there`, word.at);
  if (word.text === 'true' || word.text === 'false') return { kind: 'literal', value: word.text === 'true' };
  return cursor.peek().text === '(' && cursor.peek().kind === 'symbol'
    ? call(cursor, word.text, word.at)
    : path(cursor, word.text, word.at);
}

function call(cursor: Cursor, text: string, at: number): Expression {
  const name = FUNCTIONS.find((known) => known === text.toLowerCase());
  if (!name) throw new QueryError(`the function '${text}' is not served`, at);
  cursor.expect('(');
  const of = [expression(cursor)];
  while (cursor.take(',')) of.push(expression(cursor));
  cursor.expect(')');
  return { kind: 'call', name, of };
}

/** `column.name`, `column['name']` and `column[0]`, as deep as it goes. */
function path(cursor: Cursor, column: string, at: number): Expression {
  const segments: (string | number)[] = [];
  for (;;) {
    if (cursor.take('.')) segments.push(cursor.next().text);
    else if (cursor.take('[')) {
      const word = cursor.next();
      segments.push(word.kind === 'number' ? Number(word.text) : word.text);
      cursor.expect(']');
    } else return { kind: 'path', column, path: segments, at };
  }
}
