import { STOPS } from '@peerscape/shared/tour';
import { expect, test } from 'vitest';
import { moved, placeIn, START, stopAt, withAnswer, withDone } from './place.ts';

const [first, second] = STOPS;
if (!first || !second) throw new Error('the tour has stops');

test('round-trips through JSON', () => {
  const progress = withAnswer(withDone(moved(START, 1), first), 'peer-overlap', { error: { code: 'C', message: 'm' } });
  expect(placeIn(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
  expect(stopAt(progress)).toBe(1);
});

test('starts at the first stop if nothing valid is stored', () => {
  for (const value of [null, 'invalid', { stop: 1 }]) expect(placeIn(value)).toEqual(START);
});

test('treats an unknown stop as the first one', () => {
  expect(stopAt({ ...START, stop: 'gone' })).toBe(0);
});

test('stays at the first and last stop', () => {
  expect(moved(START, -1)).toEqual(START);
  const end = STOPS.reduce((progress) => moved(progress, 1), START);
  expect(stopAt(end)).toBe(STOPS.length - 1);
  expect(moved(moved(START, 1), -1)).toEqual(START);
});

test('does not mark a stop as done twice', () => {
  const once = withDone(START, second);
  expect(withDone(once, second)).toBe(once);
});
