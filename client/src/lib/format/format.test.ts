import { expect, test } from 'vitest';
import {
  count,
  formatAge,
  formatBytes,
  formatElapsed,
  formatList,
  formatMinute,
  formatNumber,
  formatTime,
  formatUtcOffset,
  latestAfter,
} from './format.ts';

const now = new Date(2026, 10, 22, 12, 0, 0).getTime();

test.each([
  [0, 'just now'],
  [12, '12 s ago'],
  [59, '59 s ago'],
  [61, '1 min ago'],
  [3600, '1 h ago'],
  [47 * 3600, '47 h ago'],
  [72 * 3600, '3 days ago'],
])('formats %d seconds as %s', (seconds, text) => {
  expect(formatAge(now - seconds * 1000, now)).toBe(text);
});

test('a time in the future is shown as just now', () => {
  expect(formatAge(now + 5000, now)).toBe('just now');
});

test('only times of other days include the date', () => {
  expect(formatTime(new Date(2026, 10, 22, 9, 5, 7).getTime(), now)).toMatch(/^09:05:07 \(UTC.*\)$/);
  expect(formatTime(new Date(2026, 10, 21, 23, 0, 0).getTime(), now)).toMatch(/^2026-11-21 23:00:00 \(UTC.*\)$/);
});

test.each([
  [0, 'UTC'],
  [60, 'UTC+1'],
  [-300, 'UTC−5'],
  [330, 'UTC+5:30'],
])('%d minutes east is %s', (minutes, zone) => {
  expect(formatUtcOffset(new Date(now), minutes)).toBe(zone);
});

test('numbers agree with their nouns, and large ones are grouped', () => {
  expect([count(1, 'VNet'), count(12_480, 'VNet'), count(2, 'half', 'halves')]).toEqual(['1 VNet', '12,480 VNets', '2 halves']);
});

test('items are joined as in a sentence', () => {
  expect([formatList([]), formatList(['a']), formatList(['a', 'b']), formatList(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

test.each([
  [0, '0 KB'],
  [1, '1 KB'],
  [4096, '5 KB'],
  [4_260_000, '4.3 MB'],
  [123_456_789, '120 MB'],
  [1_300_000_000, '1.3 GB'],
])('%i bytes are shown as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [12_480, '12,480'],
  [-3, '-3'],
  [0, '0'],
  [-0, '0'],
  [-0.0001, '0'],
])('the number %s is shown as %s', (number, text) => {
  expect(formatNumber(number)).toBe(text);
});

test('a minute is the first by which the time has passed, with the date unless it is today', () => {
  const minute = (text: string, at = text) => formatMinute(new Date(text).getTime(), new Date(at).getTime());
  expect(minute('2026-11-22T10:42:07')).toBe('10:43');
  expect(minute('2026-11-22T10:42:00')).toBe('10:42');
  expect(minute('2026-11-22T23:59:30', '2026-11-22T20:00:00')).toBe('2026-11-23 00:00');
});

test('the latest time is returned if it has not passed', () => {
  const times = ['2026-11-22T10:00:00.000Z', undefined, '2026-11-22T12:00:00.000Z', null, '2026-11-22T11:00:00.000Z'];
  expect(latestAfter(Date.parse('2026-11-22T11:30:00Z'), times)).toBe('2026-11-22T12:00:00.000Z');
  expect(latestAfter(Date.parse('2026-11-22T12:00:00Z'), times)).toBeUndefined();
});

test.each([
  [0, '0 s'],
  [40_900, '40 s'],
  [160_000, '2 min 40 s'],
  [3_900_000, '1 h 5 min'],
])('%d ms have elapsed: %s', (milliseconds, text) => {
  expect(formatElapsed(milliseconds)).toBe(text);
});
