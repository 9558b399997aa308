import { type Cursor, cursorOver } from '../graph/cursor.ts';
import { QueryError, tokenize } from '../graph/tokens.ts';

/** A resource as a list of everything shows it. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
}

type Test = (resource: Listed) => boolean;

const groupOf = (id: string): string => id.split('/')[4] ?? '';

const PROPERTIES: Readonly<Record<string, (resource: Listed) => string>> = {
  resourcetype: ({ type }) => type,
  name: ({ name }) => name,
  location: ({ location }) => location,
  resourcegroup: ({ id }) => groupOf(id),
};

/** The test that a `$filter` makes: `resourceType eq '…'`, joined by `and` and `or`; anything else throws a QueryError by name. */
export function resourceFilter(text: string): Test {
  if (text.trim() === '') return () => true;
  const cursor = cursorOver(tokenize(text));
  const test = joined(cursor, 'or', () => joined(cursor, 'and', () => comparison(cursor)));
  const rest = cursor.peek();
  if (rest.kind !== 'end') throw new QueryError(`'${rest.text}' is not expected there`, rest.at);
  return test;
}

function joined(cursor: Cursor, word: 'and' | 'or', part: () => Test): Test {
  const tests = [part()];
  while (cursor.takeWord(word)) tests.push(part());
  return (resource) => (word === 'and' ? tests.every((test) => test(resource)) : tests.some((test) => test(resource)));
}

function comparison(cursor: Cursor): Test {
  if (cursor.take('(')) {
    const inner = joined(cursor, 'or', () => joined(cursor, 'and', () => comparison(cursor)));
    cursor.expect(')');
    return inner;
  }
  const property = cursor.next();
  const read = Object.hasOwn(PROPERTIES, property.text.toLowerCase()) ? PROPERTIES[property.text.toLowerCase()] : undefined;
  if (!read) throw new QueryError(`the property '${property.text}' is not served`, property.at);
  const isEqual = cursor.takeWord('eq');
  if (!isEqual) cursor.expectWord('ne');
  const wanted = cursor.next();
  if (wanted.kind !== 'string') throw new QueryError(`a string is expected, not '${wanted.text}'`, wanted.at);
  return (resource) => (read(resource).toLowerCase() === wanted.text.toLowerCase()) === isEqual;
}
