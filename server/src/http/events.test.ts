import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ServerEvent, type Status } from '@peerscape/shared/api';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createFixedReader, createSingleVNetEstate, startTestServer, type TestServer } from '../../test/test-server.ts';
import { createEvents } from './events.ts';

let served: TestServer | undefined;
afterEach(() => served?.close());

const STATUS: Status = {
  version: '1',
  source: { kind: 'sandbox', name: 's' },
  changes: { mode: 'allowed', serial: 1, running: [] },
  snapshot: null,
  reading: null,
  problem: null,
};

/** Yields the statuses of an event stream. */
async function* readStatuses(reply: Response): AsyncGenerator<Status> {
  let text = '';
  for await (const chunk of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = text.slice(0, end).match(/^data: (.*)$/m)?.[1];
      text = text.slice(end + 2);
      if (data) yield ServerEvent.parse(JSON.parse(data)).status;
    }
  }
}

test('a client gets the whole status at once, and new revisions without another request', async () => {
  const reader = createFixedReader(createSingleVNetEstate());
  served = await startTestServer({ reader });
  const reply = await fetch(`${served.url}/api/events`);
  expect(reply.headers.get('content-type')).toContain('text/event-stream');
  expect(reply.headers.get('cache-control')).toContain('no-transform');
  const statuses = readStatuses(reply);
  expect((await statuses.next()).value?.snapshot?.revision).toBe(1);
  reader.estate = createSingleVNetEstate('changed');
  served.snapshotService.refresh();
  const seen: Status[] = [];
  for await (const status of statuses) {
    seen.push(status);
    if (status.snapshot?.revision === 2) break;
  }
  expect(seen.some(({ reading }) => reading !== null)).toBe(true);
  expect(seen.at(-1)).toMatchObject({ reading: null, problem: null });
});

test('rejects clients beyond the limit, and accepts new ones when others leave', async () => {
  const one = await startTestServer();
  served = one;
  const open = async () => {
    const controller = new AbortController();
    const reply = await fetch(`${one.url}/api/events`, { signal: controller.signal });
    // keep a reference: an unreferenced reply is garbage-collected and its connection closed
    return { reply, status: reply.status, leave: () => controller.abort() };
  };
  const listeners = await Promise.all(Array.from({ length: 64 }, open));
  expect(new Set(listeners.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await open()).status).toBe(503);
  listeners[0]?.leave();
  await expect.poll(async () => (await open()).status).toBe(200);
  for (const { leave } of listeners) leave();
});

test('disconnects and unsubscribes a client that does not read before its backlog grows large', async () => {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const reading = { phase: 'x'.repeat(100_000), done: 0, since: '2026-01-01T00:00:00.000Z' };
  const status = (): Status => ({ ...STATUS, reading });
  const { handler } = createEvents({
    status,
    subscribe,
    isAllowed: () => true,
    heartbeatMs: 60_000,
    maxConnections: 1,
    maxBacklogBytes: 200_000,
  });
  const server = createServer(express().get('/events', handler));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.pause();
  socket.write('GET /events HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => listeners.size).toBe(1);
  for (let events = 0; events < 1000 && listeners.size > 0; events++) {
    for (const notify of [...listeners]) notify();
    await nextTurn();
  }
  expect(listeners.size).toBe(0);
  socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

test('unsubscribes a client whose session has ended', async () => {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  let isAllowed = true;
  const limits = { heartbeatMs: 20, maxConnections: 1, maxBacklogBytes: 200_000 };
  const { handler } = createEvents({ status: () => STATUS, subscribe, isAllowed: () => isAllowed, ...limits });
  const server = createServer(express().get('/events', handler));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/events`);
  expect(listeners.size).toBe(1);
  isAllowed = false;
  // the next heartbeat ends the stream
  await reply.text();
  await expect.poll(() => listeners.size).toBe(0);
  await new Promise((resolve) => server.close(resolve));
});

test('ends the streams on close', async () => {
  const one = await startTestServer();
  const statuses = readStatuses(await fetch(`${one.url}/api/events`));
  await statuses.next();
  await one.close();
  expect((await statuses.next()).done).toBe(true);
});
