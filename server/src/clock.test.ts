import { expect, test, vi } from 'vitest';
import { createFakeClock } from '../test/fake-clock.ts';
import { systemClock, withDeadline } from './clock.ts';

const tooLate = () => new Error('too late');

test('returns the result of work that finishes in time and cleans up the deadline', async () => {
  const clock = createFakeClock();
  const signals: AbortSignal[] = [];
  const run = async (signal: AbortSignal) => {
    signals.push(signal);
    return 7;
  };
  expect(await withDeadline({ clock, milliseconds: 10, createTimeoutError: tooLate }, run)).toBe(7);
  await clock.advance(20);
  expect(signals[0]?.aborted).toBe(false);
});

test('does not wait for work that ignores its signal', async () => {
  const clock = createFakeClock();
  const promise = withDeadline({ clock, milliseconds: 10, createTimeoutError: tooLate }, () => new Promise(() => undefined));
  const rejection = expect(promise).rejects.toThrow('too late');
  await clock.advance(10);
  await rejection;
});

test('rejects with the reason of the outer signal, even one that is already aborted', async () => {
  const clock = createFakeClock();
  const outer = AbortSignal.abort(new Error('stopped before'));
  await expect(
    withDeadline({ clock, milliseconds: 10, signal: outer, createTimeoutError: tooLate }, () => new Promise(() => undefined)),
  ).rejects.toThrow('stopped before');
});

test('sleeps longer than the longest timer', async () => {
  vi.useFakeTimers();
  try {
    const awake = vi.fn();
    const month = 31 * 24 * 3_600_000;
    void systemClock.sleep(month).then(awake);
    await vi.advanceTimersByTimeAsync(month - 1);
    expect(awake).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(awake).toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});

test('rejects a sleep with the reason of its signal', async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort(new Error('woken'));
  await expect(sleeping).rejects.toThrow('woken');
  await expect(systemClock.sleep(60_000, controller.signal)).rejects.toThrow('woken');
  await expect(systemClock.sleep(1)).resolves.toBeUndefined();
});
