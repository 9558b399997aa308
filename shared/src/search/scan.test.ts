import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scan } from './scan.ts';

const kinds = (text: string) => scan(text).map(({ kind }) => kind);
const texts = (text: string) => scan(text).map((token) => token.text);

test('words, signs and connectives are told apart', () => {
  expect(kinds('a AND (b OR !c)')).toEqual(['word', 'AND', '(', 'word', 'OR', '!', 'word', ')']);
});

test('only capital AND and OR connect; in lower case, or quoted, they are words', () => {
  expect(kinds('and or "AND" ANDY')).toEqual(['word', 'word', 'word', 'word']);
});

test('quotes keep blanks and brackets together and are not part of the text', () => {
  expect(texts('name:"my hub (old)" x')).toEqual(['name:my hub (old)', 'x']);
});

test('an exclamation mark inside a word is part of it', () => {
  expect(texts('a!b')).toEqual(['a!b']);
});

test('a quote that is never closed is told', () => {
  expect(kinds('a "b c')).toEqual(['word', 'open-quote']);
});

test('pieces stand in order, apart, and cover everything but blanks', () => {
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
