import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch } from './parse.ts';
import type { Query } from './query.ts';

/** Formats the query with all parentheses. */
function format(query: Query): string {
  switch (query.kind) {
    case 'everything':
      return '*';
    case 'term':
      return query.key ? `${query.key}:${query.value}` : query.value;
    case 'not':
      return `!${format(query.of)}`;
    default:
      return `(${query.of.map(format).join(query.kind === 'and' ? ' & ' : ' | ')})`;
  }
}

const read = (text: string): string => {
  const parsed = parseSearch(text);
  return parsed.ok ? format(parsed.value) : `${parsed.problem} @${parsed.from}-${parsed.to}`;
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
])('%j is parsed as %s', (text, meaning) => {
  expect(read(text)).toBe(meaning);
});

test.each([
  ['state:foo', /Unknown value "foo" for state:\. Use half-configured, .* @0-9$/],
  ['a nope:x', /Unknown key "nope:"\. Use name:, .* @2-8$/],
  ['cidr:10.4.0.5/16', /did you mean 10\.4\.0\.0\/16\? @0-16$/],
  ['name:', /Enter a value after "name:" @0-5$/],
  ['(a', /Unmatched opening parenthesis @0-2$/],
  ['a)', /Unmatched closing parenthesis @1-2$/],
  ['a OR', /Expected a term at the end @4-4$/],
  ['OR a', /Expected a term before "OR" @0-2$/],
  ['a AND OR b', /Expected a term before "OR" @6-8$/],
  ['!', /Expected a term at the end @1-1$/],
  ['"a', /Unmatched quotation mark @0-2$/],
])('%j is rejected with a reason and a position', (text, problem) => {
  expect(read(text)).toMatch(problem);
});

test.each(['name:', '(a', 'a OR', '"a', '!', 'state:ini', 'cidr:10.4', 'a AND'])('%j is unfinished', (text) => {
  expect(parseSearch(text)).toMatchObject({ ok: false, unfinished: true });
});

test.each(['a)', 'nope:x', 'state:foo', 'state:ini b', 'OR a', 'cidr:10.4 x'])('%j cannot be fixed by further typing', (text) => {
  expect(parseSearch(text)).toMatchObject({ ok: false, unfinished: false });
});

test('the parser accepts any text, and positions of problems are within it', () => {
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
