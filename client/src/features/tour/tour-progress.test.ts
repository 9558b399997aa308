import { STOPS } from '@peerscape/shared/tour';
import { expect, test } from 'vitest';
import { moveStop, parseTourProgress, stopIndexOf, TOUR_START, withAnswer, withDone } from './tour-progress.ts';

const [first, second] = STOPS;
if (!first || !second) throw new Error('the tour has stops');

test('round-trips through JSON', () => {
  const progress = withAnswer(withDone(moveStop(TOUR_START, 1), first), 'peer-overlap', { error: { code: 'C', message: 'm' } });
  expect(parseTourProgress(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
  expect(stopIndexOf(progress)).toBe(1);
});

test('starts at the first stop if nothing valid is stored', () => {
  for (const value of [null, 'invalid', { stop: 1 }]) expect(parseTourProgress(value)).toEqual(TOUR_START);
});

test('treats an unknown stop as the first one', () => {
  expect(stopIndexOf({ ...TOUR_START, stop: 'gone' })).toBe(0);
});

test('stays at the first and last stop', () => {
  expect(moveStop(TOUR_START, -1)).toEqual(TOUR_START);
  const end = STOPS.reduce((progress) => moveStop(progress, 1), TOUR_START);
  expect(stopIndexOf(end)).toBe(STOPS.length - 1);
  expect(moveStop(moveStop(TOUR_START, 1), -1)).toEqual(TOUR_START);
});

test('does not mark a stop as done twice', () => {
  const once = withDone(TOUR_START, second);
  expect(withDone(once, second)).toBe(once);
});
