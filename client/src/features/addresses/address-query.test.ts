import { expect, test } from 'vitest';
import { parseAddressQuery } from './address-query.ts';

test.each([
  ['', 'none'],
  ['  ', 'none'],
  ['10.4.3.7', 'address'],
  [' 10.4.3.7 ', 'address'],
  ['fd00::1', 'address'],
  ['10.4.0.0/16', 'prefix'],
  ['fd00::/48', 'prefix'],
  ['spoke-a', 'text'],
])('"%s" is taken as %s', (text, kind) => {
  expect(parseAddressQuery(text).kind).toBe(kind);
});

test.each(['1', '10.', '10.4', '10.4.3', '10.4.3.0/', 'fd00:', 'app/web'])('"%s" is part of a text and has no problem', (text) => {
  expect(parseAddressQuery(text)).toEqual({ kind: 'text', text, problem: undefined });
});

test.each([
  ['10.4.3.7/24', '10.4.3.7/24 has host bits set; did you mean 10.4.3.0/24?'],
  ['10.4.3.256', '"10.4.3.256" is not an IPv4 address: 256 is greater than 255'],
  ['10.4.3.0/33', '"10.4.3.0/33" is not a prefix: the length is at most 32'],
  ['fd00::1/64', 'fd00::1/64 has host bits set; did you mean fd00::/64?'],
])('"%s" has a problem: %s', (text, problem) => {
  expect(parseAddressQuery(text)).toEqual({ kind: 'text', text, problem });
});
