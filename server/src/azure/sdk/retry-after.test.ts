import { createHttpHeaders } from '@azure/core-rest-pipeline';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRetryAfter, parseTimeSpan } from './retry-after.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;
const parse = (headers: Record<string, string>, status = 429, now = NOW) =>
  parseRetryAfter({ status, headers: createHttpHeaders(headers) }, now);

describe('the wait that a response requests', () => {
  const readable: readonly (readonly [string, Readonly<Record<string, string>>, number | undefined])[] = [
    ['no header', {}, undefined],
    ['an empty header', { 'retry-after': ' ' }, undefined],
    ['seconds', { 'retry-after': '7' }, 7000],
    ['a fraction of seconds', { 'retry-after': '1.5' }, 1500],
    ['zero', { 'retry-after': '0' }, 0],
    ['a negative number', { 'retry-after': '-5' }, 0],
    ['an hour', { 'retry-after': '3600' }, HOUR_MS],
    ['exactly a day', { 'retry-after': '86400' }, 24 * HOUR_MS],
    ['milliseconds before seconds', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    ['the milliseconds header of Azure', { 'x-ms-retry-after-ms': '50' }, 50],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
    ['a date in the obsolete form of RFC 850', { 'retry-after': 'Thursday, 01-Jan-26 00:00:30 GMT' }, 30_000],
    ['a date in the obsolete form of C', { 'retry-after': 'Thu Jan  1 00:00:30 2026' }, 30_000],
    ['a date in the past', { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
    ["a date by the server's clock", { 'retry-after': 'Thu, 01 Jan 2026 09:00:30 GMT', date: 'Thu, 01 Jan 2026 09:00:00 GMT' }, 30_000],
    ['the quota of Resource Graph', { 'x-ms-user-quota-resets-after': '00:00:05' }, 5000],
    ['a quota with days', { 'x-ms-user-quota-resets-after': '1.00:00:00' }, 24 * HOUR_MS],
    ['a readable header beside an unreadable one', { 'x-ms-retry-after-ms': 'soon', 'retry-after': '9' }, 9000],
  ];
  test.each(readable)('%s', (_name, headers, milliseconds) => {
    expect(parse(headers)).toEqual(milliseconds === undefined ? undefined : { milliseconds });
  });

  const replaced: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['text', { 'retry-after': 'soon' }, 'The header retry-after "soon" is unreadable'],
    ['a number with a unit', { 'retry-after': '5s' }, 'The header retry-after "5s" is unreadable'],
    ['text that Date.parse reads as a date', { 'retry-after': 'in 5 minutes' }, 'The header retry-after "in 5 minutes" is unreadable'],
    ['a date that does not exist', { 'retry-after': 'Thu, 41 Jan 2026 00:00:30 GMT' }, 'unreadable'],
    ['two days', { 'retry-after': '172800' }, 'The header retry-after "172800" is longer than a day'],
    ['a date in the next century', { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' }, 'longer than a day'],
    ['an absurd number', { 'retry-after': '9'.repeat(400) }, `"${'9'.repeat(60)}" is longer than a day`],
    ['an unreadable quota', { 'x-ms-user-quota-resets-after': '5' }, 'unreadable'],
  ];
  test.each(replaced)('%s counts as one hour, and says so', (_name, headers, why) => {
    expect(parse(headers)).toEqual({ milliseconds: HOUR_MS, replaced: expect.stringContaining(why) });
  });

  test('the quota reset counts only when the quota is used up', () => {
    expect(parse({ 'x-ms-user-quota-resets-after': '00:00:05' }, 500)).toBeUndefined();
    expect(parseTimeSpan('01:02:03')).toBe(3_723_000);
    expect(parseTimeSpan('2.01:02:03.5')).toBe(176_523_500);
    expect(parseTimeSpan('garbage')).toBeUndefined();
  });

  test('is from zero to a day for any text, and a replaced one is an hour', () => {
    const seconds = fc.double({ noNaN: true }).map(String);
    const date = fc.date({ noInvalidDate: true }).map((value) => value.toUTCString());
    const header = fc.constantFrom('retry-after', 'retry-after-ms', 'x-ms-retry-after-ms', 'x-ms-user-quota-resets-after');
    const text = fc.oneof(seconds, date, fc.string({ unit: 'grapheme-ascii' }), fc.integer().map(String));
    fc.assert(
      fc.property(header, text, (name, value) => {
        const wait = parse({ [name]: value });
        fc.pre(value.trim() !== '');
        expect(wait?.milliseconds).toBeGreaterThanOrEqual(0);
        expect(wait?.milliseconds).toBeLessThanOrEqual(24 * HOUR_MS);
        if (wait?.replaced !== undefined) expect(wait.milliseconds).toBe(HOUR_MS);
      }),
    );
  });

  test('is the difference for any date of HTTP within a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 0, max: 10_000_000 }), (seconds, at) => {
        const now = NOW + at * 1000;
        expect(parse({ 'retry-after': new Date(now + seconds * 1000).toUTCString() }, 503, now)).toEqual({ milliseconds: seconds * 1000 });
      }),
    );
  });
});
