import { type Cursor, createCursor } from '../graph/cursor.ts';
import { QueryError, tokenize } from '../graph/tokenize.ts';

/** Resource in a resource list. */
export interface ListedResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

type Predicate = (resource: ListedResource) => boolean;

const groupOf = (id: string): string => id.split('/')[4] ?? '';

const PROPERTIES: Readonly<Record<string, (resource: ListedResource) => string>> = {
  resourcetype: ({ type }) => type,
  name: ({ name }) => name,
  location: ({ location }) => location,
  resourcegroup: ({ id }) => groupOf(id),
};

const TAG_FILTER = /^tagName eq '([^']*)'(?: and tagValue eq '([^']*)')?$/i;

/** Parses a `$filter` for a tag, which ARM does not combine with other conditions; undefined if it is another one. */
export function parseTagFilter(text: string): ((tagged: Pick<ListedResource, 'tags'>) => boolean) | undefined {
  const [, name, value] = TAG_FILTER.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  return ({ tags = {} }) =>
    Object.entries(tags).some((tag) => tag[0].toLowerCase() === name.toLowerCase() && (value === undefined || tag[1] === value));
}

/**
 * Compiles a `$filter`: comparisons such as `resourceType eq '…'`, combined with `and` and `or`, or a tag; anything else throws a QueryError.
 */
export function parseResourceFilter(text: string): Predicate {
  if (text.trim() === '') return () => true;
  const matchesTag = parseTagFilter(text);
  if (matchesTag) return matchesTag;
  const cursor = createCursor(tokenize(text));
  const predicate = parseJunction(cursor, 'or', () => parseJunction(cursor, 'and', () => parseComparison(cursor)));
  const rest = cursor.peek();
  if (rest.kind !== 'end') throw new QueryError(`'${rest.text}' is not expected there`, rest.at);
  return predicate;
}

function parseJunction(cursor: Cursor, operator: 'and' | 'or', parseOperand: () => Predicate): Predicate {
  const operands = [parseOperand()];
  while (cursor.takeKeyword(operator)) operands.push(parseOperand());
  return (resource) =>
    operator === 'and' ? operands.every((operand) => operand(resource)) : operands.some((operand) => operand(resource));
}

function parseComparison(cursor: Cursor): Predicate {
  if (cursor.take('(')) {
    const inner = parseJunction(cursor, 'or', () => parseJunction(cursor, 'and', () => parseComparison(cursor)));
    cursor.expect(')');
    return inner;
  }
  const property = cursor.next();
  const read = Object.hasOwn(PROPERTIES, property.text.toLowerCase()) ? PROPERTIES[property.text.toLowerCase()] : undefined;
  if (!read) throw new QueryError(`the property '${property.text}' is not served`, property.at);
  const isEqual = cursor.takeKeyword('eq');
  if (!isEqual) cursor.expectKeyword('ne');
  const expected = cursor.next();
  if (expected.kind !== 'string') throw new QueryError(`a string is expected, not '${expected.text}'`, expected.at);
  return (resource) => (read(resource).toLowerCase() === expected.text.toLowerCase()) === isEqual;
}
