import { expect, test } from 'vitest';
import { formatCsv } from './csv.ts';

test('ends each line with a carriage return and a line feed, as in RFC 4180', () => {
  expect(
    formatCsv([
      ['a', 'b'],
      ['1', ''],
    ]),
  ).toBe('a,b\r\n1,\r\n');
});

test.each([
  ['a,b', '"a,b"'],
  ['a "b"', '"a ""b"""'],
  ['a\nb', '"a\nb"'],
  ['a\rb', '"a\rb"'],
])('quotes %j', (text, field) => {
  expect(formatCsv([[text]])).toBe(`${field}\r\n`);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('a spreadsheet does not run %j as a formula', (text) => {
  expect(
    formatCsv([[text]])
      .replace(/^"/, '')
      .startsWith("'"),
  ).toBe(true);
});
