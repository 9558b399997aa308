import { expect, test } from 'vitest';
import { createFakeClock } from '../../../test/fake-clock.ts';
import { createAnswerTracker } from './answer-tracker.ts';

function setUp() {
  const clock = createFakeClock();
  const start = clock.now();
  const tracker = createAnswerTracker(clock);
  const received: (number | undefined)[] = [];
  tracker.subscribe((since) => received.push(since === undefined ? undefined : (since - start) / 1000));
  /** Sends a request that the test answers or rejects. */
  const send = () => {
    let handle: { resolve: () => void; reject: (error: Error) => void } | undefined;
    const response = new Promise<void>((resolve, reject) => {
      handle = { resolve, reject };
    });
    const sent = tracker.track(() => response).catch(() => undefined);
    return {
      answer: async () => {
        handle?.resolve();
        await sent;
      },
      reject: async () => {
        handle?.reject(new Error('no response'));
        await sent;
      },
    };
  };
  return { clock, tracker, received, send };
}

test('a request is unanswered until the response arrives', async () => {
  const { clock, received, send } = setUp();
  const request = send();
  await clock.advance(3000);
  await request.answer();
  expect(received).toEqual([0, undefined]);
});

test('an answer to one request counts for the others, too', async () => {
  const { clock, received, send } = setUp();
  const [first] = [send(), send()];
  await clock.advance(3000);
  await first?.answer();
  expect(received).toEqual([0, 3]);
});

test('a request that fails without a response is no answer, and neither is the wait before the next attempt', async () => {
  const { clock, received, send } = setUp();
  const first = send();
  await clock.advance(60_000);
  await first.reject();
  await clock.advance(5000);
  const second = send();
  expect(received).toEqual([0]);
  await second.answer();
  expect(received).toEqual([0, undefined]);
});

test('the next listener does not hear of what was not answered before', async () => {
  const { clock, tracker, send } = setUp();
  const request = send();
  await request.reject();
  await clock.advance(60_000);
  const received: unknown[] = [];
  tracker.subscribe((since) => received.push(since));
  send();
  expect(received).toEqual([undefined, clock.now()]);
});

test('ending a subscription does not end a later one', async () => {
  const { tracker, send } = setUp();
  const unsubscribe = tracker.subscribe(() => undefined);
  const received: unknown[] = [];
  tracker.subscribe((since) => received.push(since));
  unsubscribe();
  send();
  expect(received).toHaveLength(1);
});
