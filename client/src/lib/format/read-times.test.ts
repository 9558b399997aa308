import { expect, test } from 'vitest';
import { measureRead } from './read-times.ts';

const reading = { phase: 'Reading', done: 0, since: '2026-11-22T10:42:00Z' };
const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

test('a read runs since its start, and Azure has not answered only while a request is open', () => {
  expect(measureRead(reading, at('10:42:40'))).toEqual({ runningMs: 40_000, unansweredMs: 0 });
  const unanswered = { ...reading, unansweredSince: '2026-11-22T10:42:30Z' };
  expect(measureRead(unanswered, at('10:42:40'))).toEqual({ runningMs: 40_000, unansweredMs: 10_000 });
  expect(measureRead(null, at('10:42:40'))).toEqual({ runningMs: 0, unansweredMs: 0 });
});

test('a clock that is behind the server’s shows no negative times', () => {
  expect(measureRead(reading, at('10:41:00')).runningMs).toBe(0);
});
