import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch } from './parse.ts';
import type { Query } from './query.ts';

/** The query as text with every bracket written out. */
function shape(query: Query): string {
  switch (query.kind) {
    case 'everything':
      return '*';
    case 'term':
      return query.key ? `${query.key}:${query.value}` : query.value;
    case 'not':
      return `!${shape(query.of)}`;
    default:
      return `(${query.of.map(shape).join(query.kind === 'and' ? ' & ' : ' | ')})`;
  }
}

const read = (text: string): string => {
  const parsed = parseSearch(text);
  return parsed.ok ? shape(parsed.value) : `${parsed.problem} @${parsed.from}-${parsed.to}`;
};

test.each([
  ['', '*'],
  ['   ', '*'],
  ['hub', 'hub'],
  ['hub spoke', '(hub & spoke)'],
  ['hub AND spoke', '(hub & spoke)'],
  ['a b OR c', '((a & b) | c)'],
  ['a (b OR c)', '(a & (b | c))'],
  ['!a b', '(!a & b)'],
  ['!(a OR b)', '!(a | b)'],
  ['!!a', '!!a'],
  ['state:initiated', 'state:initiated'],
  ['STATE:Initiated', 'state:Initiated'],
  ['name:"my hub"', 'name:my hub'],
  ['cafe::/16', 'cafe::/16'],
  ['10.4.0.0/16', '10.4.0.0/16'],
])('%j means %s', (text, meaning) => {
  expect(read(text)).toBe(meaning);
});

test.each([
  ['state:foo', /"state:foo" is not known; state: can be half-configured, .* @0-9$/],
  ['a nope:x', /There is no "nope:" to search by; there are name:, .* @2-8$/],
  ['cidr:10.4.0.5/16', /did you mean 10\.4\.0\.0\/16\? @0-16$/],
  ['name:', /After "name:" a value is missing @0-5$/],
  ['(a', /This bracket is never closed @0-2$/],
  ['a)', /This bracket was never opened @1-2$/],
  ['a OR', /Something is missing at the end @4-4$/],
  ['OR a', /Something is missing before "OR" @0-2$/],
  ['a AND OR b', /Something is missing before "OR" @6-8$/],
  ['!', /Something is missing at the end @1-1$/],
  ['"a', /This quote is never closed @0-2$/],
])('%j is refused with a reason and a place', (text, refusal) => {
  expect(read(text)).toMatch(refusal);
});

test.each(['name:', '(a', 'a OR', '"a', '!', 'state:ini', 'cidr:10.4', 'a AND'])('%j is only unfinished', (text) => {
  expect(parseSearch(text)).toMatchObject({ ok: false, unfinished: true });
});

test.each(['a)', 'nope:x', 'state:foo', 'state:ini b', 'OR a', 'cidr:10.4 x'])('%j is wrong however one types on', (text) => {
  expect(parseSearch(text)).toMatchObject({ ok: false, unfinished: false });
});

test('no text breaks the parser, and a problem lies within the text', () => {
  const piece = fc.constantFrom('a', 'name:x', 'state:', '(', ')', '!', 'AND', 'OR', '"', ' ', 'cidr:1/2', '::');
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join(' ')),
      (text) => {
        const parsed = parseSearch(text);
        if (!parsed.ok) expect(parsed.from >= 0 && parsed.to >= parsed.from && parsed.to <= text.length).toBe(true);
      },
    ),
  );
});
