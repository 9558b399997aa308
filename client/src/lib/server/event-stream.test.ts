import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEventReply, type EventReply } from '../../testing/event-reply.ts';
import { followEvents, reconnectDelay, SILENCE_MS } from './event-stream.ts';

const text = 'data: {"type":"news"}\n\n';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Follows a fake stream. Each request waits until the test answers it with `up` or `refuse`. */
function start() {
  const requests: { readonly signal: AbortSignal; readonly up: () => EventReply; readonly refuse: (status?: number) => void }[] = [];
  const callbacks = { onEvent: vi.fn(), onDown: vi.fn() };
  const stop = followEvents({
    ...callbacks,
    random: () => 0,
    connect: (signal) =>
      new Promise((resolve, reject) => {
        const up = () => {
          const reply = createEventReply(signal);
          resolve(reply.response);
          return reply;
        };
        const refuse = (code?: number) => (code ? resolve(new Response(null, { status: code })) : reject(new TypeError('Failed to fetch')));
        signal.addEventListener('abort', () => reject(signal.reason));
        requests.push({ signal, up, refuse });
      }),
  });
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  return { requests, stop, pass, ...callbacks };
}

test('the data of each event is passed on', async () => {
  const { requests, pass, onEvent } = start();
  const stream = requests[0]?.up();
  stream?.send(`: heartbeat\n\n${text.slice(0, 20)}`);
  stream?.send(`${text.slice(20)}${text}`);
  await pass(0);
  expect(onEvent.mock.calls).toEqual([['{"type":"news"}'], ['{"type":"news"}']]);
});

test.each([
  ['ends', (stream?: EventReply) => stream?.end()],
  ['breaks', (stream?: EventReply) => stream?.fail()],
])('a stream that %s reconnects with backoff and keeps the time of the loss', async (_how, lose) => {
  const { requests, pass, onDown } = start();
  const first = requests[0]?.up();
  await pass(0);
  lose(first);
  await pass(reconnectDelay(0, 0));
  requests[1]?.refuse();
  await pass(0);
  expect(requests).toHaveLength(2);
  await pass(reconnectDelay(1, 0) - 1);
  expect(requests).toHaveLength(2);
  await pass(1);
  expect(requests).toHaveLength(3);
  expect(onDown.mock.calls[1]).toEqual(onDown.mock.calls[0]);
  const third = requests[2]?.up();
  await pass(0);
  // after a success the delay starts at a second again
  lose(third);
  await pass(reconnectDelay(0, 0));
  expect(requests).toHaveLength(4);
});

test('an error response is a lost connection', async () => {
  const { requests, pass, onDown, onEvent } = start();
  requests[0]?.refuse(401);
  await pass(0);
  expect([onDown.mock.calls.length, onEvent.mock.calls.length]).toEqual([1, 0]);
});

test('a stream that stays silent is lost, and one with heartbeats is not', async () => {
  const { requests, pass, onDown } = start();
  const stream = requests[0]?.up();
  for (let i = 0; i < 3; i++) {
    await pass(SILENCE_MS - 1);
    stream?.send(': heartbeat\n\n');
  }
  await pass(SILENCE_MS - 1);
  expect(onDown).not.toHaveBeenCalled();
  await pass(1);
  expect([onDown.mock.calls.length, requests[0]?.signal.aborted]).toEqual([1, true]);
  await pass(reconnectDelay(0, 0));
  // so is a request without a response
  await pass(SILENCE_MS);
  expect([onDown.mock.calls.length, requests[1]?.signal.aborted]).toEqual([2, true]);
});

test('delays grow from 1 to 30 seconds, and are shortened at random by up to half', () => {
  expect([0, 1, 2, 4, 5, 20].map((attempt) => reconnectDelay(attempt, 0))).toEqual([1000, 2000, 4000, 16_000, 30_000, 30_000]);
  expect([0, 20].map((attempt) => reconnectDelay(attempt, 0.5))).toEqual([750, 22_500]);
});

test('after unsubscribing the stream is cut and no other is opened', async () => {
  const { requests, stop, pass, onDown, onEvent } = start();
  const stream = requests[0]?.up();
  await pass(0);
  stop();
  stream?.send(text);
  await pass(60_000);
  expect(requests[0]?.signal.aborted).toBe(true);
  expect([requests.length, onDown.mock.calls.length, onEvent.mock.calls.length]).toEqual([1, 0, 0]);
});

test('no stream is opened after unsubscribing while it reconnects', async () => {
  const { requests, stop, pass } = start();
  requests[0]?.refuse();
  await pass(0);
  stop();
  await pass(60_000);
  expect(requests).toHaveLength(1);
});
