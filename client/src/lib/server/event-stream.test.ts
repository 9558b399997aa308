import type { Status } from '@peerscape/shared/api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followEvents, reconnectDelay } from './event-stream.ts';

class FakeEventSource {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  closed = false;
  close() {
    this.closed = true;
  }
}

const status: Status = {
  version: '1',
  source: { kind: 'sandbox', name: 'x' },
  changes: { mode: 'read-only', serial: 0, running: [] },
  snapshot: null,
  reading: null,
  problem: null,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const streams: FakeEventSource[] = [];
  const callbacks = { onStatus: vi.fn(), onUp: vi.fn(), onDown: vi.fn() };
  const stop = followEvents('/api/events', {
    ...callbacks,
    connect: () => {
      const stream = new FakeEventSource();
      streams.push(stream);
      return stream as unknown as EventSource;
    },
  });
  return { streams, stop, ...callbacks };
}

test('status events are passed on, and all others are ignored', () => {
  const { streams, onStatus } = start();
  streams[0]?.onmessage?.({ data: JSON.stringify({ type: 'status', status }) });
  streams[0]?.onmessage?.({ data: JSON.stringify({ type: 'news' }) });
  expect(onStatus.mock.calls).toEqual([[status]]);
});

test('a lost stream reconnects with backoff and keeps the time of the loss', () => {
  const { streams, onDown, onUp } = start();
  streams[0]?.onopen?.();
  streams[0]?.onerror?.();
  vi.advanceTimersByTime(reconnectDelay(0));
  streams[1]?.onerror?.();
  expect(streams).toHaveLength(2);
  vi.advanceTimersByTime(reconnectDelay(1) - 1);
  expect(streams).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(streams).toHaveLength(3);
  expect(onDown.mock.calls[1]).toEqual(onDown.mock.calls[0]);
  streams[2]?.onopen?.();
  expect(onUp.mock.calls).toEqual([[false], [true]]);
  // after a success the delay starts at a second again
  streams[2]?.onerror?.();
  vi.advanceTimersByTime(reconnectDelay(0));
  expect(streams).toHaveLength(4);
});

test('delays grow from 1 to 30 seconds', () => {
  expect([0, 1, 2, 4, 5, 20].map(reconnectDelay)).toEqual([1000, 2000, 4000, 16_000, 30_000, 30_000]);
});

test('no stream is opened after unsubscribing', () => {
  const { streams, stop } = start();
  streams[0]?.onerror?.();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(streams).toHaveLength(1);
});
