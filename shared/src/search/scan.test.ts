import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scan } from './scan.ts';

const kinds = (text: string) => scan(text).map(({ kind }) => kind);
const texts = (text: string) => scan(text).map((token) => token.text);

test('words, operators and connectives are distinguished', () => {
  expect(kinds('a AND (b OR !c)')).toEqual(['word', 'AND', '(', 'word', 'OR', '!', 'word', ')']);
});

test('only AND and OR in capitals are connectives; in lower case or quoted, they are words', () => {
  expect(kinds('and or "AND" ANDY')).toEqual(['word', 'word', 'word', 'word']);
});

test('quotation marks keep spaces and parentheses together and are not part of the text', () => {
  expect(texts('name:"my hub (old)" x')).toEqual(['name:my hub (old)', 'x']);
});

test('an exclamation mark inside a word is part of it', () => {
  expect(texts('a!b')).toEqual(['a!b']);
});

test('an unmatched quotation mark gives an open-quote token', () => {
  expect(kinds('a "b c')).toEqual(['word', 'open-quote']);
});

test('tokens are in order, do not overlap, and cover everything except white space', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      let at = 0;
      for (const { from, to } of scan(text)) {
        expect(text.slice(at, from).trim()).toBe('');
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(text.slice(at).trim()).toBe('');
    }),
  );
});
