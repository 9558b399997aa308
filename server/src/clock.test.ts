import { expect, test } from 'vitest';
import { fakeClock } from '../test/fake-clock.ts';
import { systemClock, withDeadline } from './clock.ts';

const tooLate = () => new Error('too late');

test('work that ends in time gives its result, and the deadline leaves nothing behind', async () => {
  const clock = fakeClock();
  const seen: AbortSignal[] = [];
  const run = async (signal: AbortSignal) => {
    seen.push(signal);
    return 7;
  };
  expect(await withDeadline({ clock, milliseconds: 10, tooLate }, run)).toBe(7);
  await clock.advance(20);
  expect(seen[0]?.aborted).toBe(false);
});

test('work that ignores its signal is not waited for', async () => {
  const clock = fakeClock();
  const promise = withDeadline({ clock, milliseconds: 10, tooLate }, () => new Promise(() => undefined));
  const outcome = expect(promise).rejects.toThrow('too late');
  await clock.advance(10);
  await outcome;
});

test('the outer signal ends it with its own reason, even when it has been given already', async () => {
  const clock = fakeClock();
  const outer = AbortSignal.abort(new Error('stopped before'));
  await expect(withDeadline({ clock, milliseconds: 10, signal: outer, tooLate }, () => new Promise(() => undefined))).rejects.toThrow(
    'stopped before',
  );
});

test('a sleep ends early with the reason of its signal', async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort(new Error('woken'));
  await expect(sleeping).rejects.toThrow('woken');
  await expect(systemClock.sleep(60_000, controller.signal)).rejects.toThrow('woken');
  await expect(systemClock.sleep(1)).resolves.toBeUndefined();
});
