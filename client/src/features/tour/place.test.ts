import { STOPS } from '@peerscape/shared/tour';
import { expect, test } from 'vitest';
import { moved, placeIn, START, stopAt, withAnswer, withDone } from './place.ts';

const [first, second] = STOPS;
if (!first || !second) throw new Error('the tour has stops');

test('what was kept comes back as it was, through JSON', () => {
  const place = withAnswer(withDone(moved(START, 1), first), 'peer-overlap', { error: { code: 'C', message: 'm' } });
  expect(placeIn(JSON.parse(JSON.stringify(place)))).toEqual(place);
  expect(stopAt(place)).toBe(1);
});

test('nothing kept, and what cannot be read, is the start', () => {
  for (const value of [null, 'nonsense', { stop: 1 }]) expect(placeIn(value)).toEqual(START);
});

test('a stop that this build does not know is the first', () => {
  expect(stopAt({ ...START, stop: 'gone' })).toBe(0);
});

test('there is no going further than the ends', () => {
  expect(moved(START, -1)).toEqual(START);
  const end = STOPS.reduce((place) => moved(place, 1), START);
  expect(stopAt(end)).toBe(STOPS.length - 1);
  expect(moved(moved(START, 1), -1)).toEqual(START);
});

test('a stop is done once', () => {
  const once = withDone(START, second);
  expect(withDone(once, second)).toBe(once);
});
