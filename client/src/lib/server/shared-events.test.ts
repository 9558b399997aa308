import type { Status } from '@peerscape/shared/api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEventReply, type EventReply } from '../../testing/event-reply.ts';
import { SILENCE_MS } from './event-stream.ts';
import { type Channel, followSharedEvents, LEADER_SILENCE_MS, type SharedEventsOptions } from './shared-events.ts';

const status: Status = {
  version: '1',
  source: { kind: 'sandbox', name: 'x' },
  changes: { mode: 'read-only', serial: 0, running: [] },
  snapshot: null,
  reading: null,
  problem: null,
};
const version = (text: string): Status => ({ ...status, version: text });
const textOf = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const statusText = (text: string) => textOf({ type: 'status', status: version(text) });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

type Callback = () => unknown;

/** The Web Locks of one browser, with at most one holder per name. */
function createLocks() {
  interface Holder {
    readonly lose: (error: Error) => void;
  }
  const holders = new Map<string, Holder>();
  const queues = new Map<string, (() => void)[]>();
  const request = (name: string, { signal, steal = false }: LockOptions, callback: Callback) =>
    new Promise<void>((resolve, reject) => {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      const grant = () => {
        const holder = { lose: reject };
        holders.set(name, holder);
        void Promise.resolve(callback()).then(() => {
          if (holders.get(name) !== holder) return;
          holders.delete(name);
          resolve();
          queue.shift()?.();
        });
      };
      signal?.addEventListener('abort', () => {
        const at = queue.indexOf(grant);
        if (at < 0) return;
        queue.splice(at, 1);
        reject(signal.reason);
      });
      queueMicrotask(() => {
        if (signal?.aborted) return reject(signal.reason);
        if (steal) holders.get(name)?.lose(new DOMException('The lock was stolen', 'AbortError'));
        if (steal || !holders.has(name)) grant();
        else queue.push(grant);
      });
    });
  return { request } as Pick<LockManager, 'request'>;
}

/** The channels of one browser. A channel does not get its own messages. */
function createChannels() {
  const channels = new Map<Channel, string>();
  return (name: string): Channel => {
    const channel: Channel = {
      onmessage: null,
      postMessage: (message) => {
        for (const [other, otherName] of channels) {
          if (other !== channel && otherName === name)
            queueMicrotask(() =>
              other.onmessage?.call(other as BroadcastChannel, new MessageEvent('message', { data: structuredClone(message) })),
            );
        }
      },
      close: () => void channels.delete(channel),
    };
    channels.set(channel, name);
    return channel;
  };
}

/** A browser whose tabs can be opened; each request waits until the test answers it. */
function openBrowser(missing: Partial<Pick<SharedEventsOptions, 'locks' | 'openChannel'>> = {}) {
  const requests: { readonly tab: string; readonly signal: AbortSignal; readonly up: () => EventReply; readonly refuse: () => void }[] = [];
  const own = { locks: createLocks(), openChannel: createChannels(), ...missing };
  const open = (tab: string, { name = 'events', random = 0 } = {}) => {
    const seen: unknown[] = [];
    let isFrozen = false;
    const close = followSharedEvents({
      name,
      ...own,
      openChannel: (channelName) => {
        const channel = own.openChannel(channelName);
        const { postMessage } = channel;
        channel.postMessage = (message) => (isFrozen ? undefined : postMessage(message));
        return channel;
      },
      random: () => random,
      onStatus: (next) => seen.push(next.version),
      onUp: (wasDown) => seen.push(wasDown ? 'up again' : 'up'),
      onDown: (since) => seen.push({ since }),
      connect: (signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          const up = () => {
            const reply = createEventReply(signal);
            resolve(reply.response);
            return reply;
          };
          requests.push({ tab, signal, up, refuse: () => reject(new TypeError('Failed to fetch')) });
        }),
    });
    /** Returns what the tab was told since the last call. */
    const news = () => seen.splice(0);
    const setFrozen = (frozen: boolean) => {
      isFrozen = frozen;
    };
    return { close, news, setFrozen };
  };
  const openRequests = () => requests.filter(({ signal }) => !signal.aborted).map(({ tab }) => tab);
  const answer = () => requests.findLast(({ signal }) => !signal.aborted);
  /** Returns which tabs have requested the stream since the test began, in order. */
  const allRequests = () => requests.map(({ tab }) => tab);
  return { open, answer, openRequests, allRequests, openChannel: own.openChannel };
}

test('all tabs get the events of one stream', async () => {
  const { open, answer, openRequests } = openBrowser();
  const [a, b, c] = [open('a'), open('b'), open('c')];
  await pass(0);
  expect(openRequests()).toEqual(['a']);
  const stream = answer()?.up();
  stream?.send(statusText('1') + textOf({ type: 'news' }));
  stream?.send(statusText('2'));
  await pass(0);
  for (const tab of [a, b, c]) expect(tab.news()).toEqual(['up', '1', '2']);
});

test('a new tab gets the last status at once, and the start of an outage', async () => {
  const { open, answer } = openBrowser();
  open('a');
  await pass(0);
  const stream = answer()?.up();
  stream?.send(statusText('1'));
  await pass(0);
  const b = open('b');
  await pass(0);
  expect(b.news()).toEqual(['up', '1']);
  const since = Date.now();
  stream?.end();
  await pass(10);
  const c = open('c');
  await pass(0);
  expect(c.news()).toEqual([{ since }]);
});

test('when the leading tab closes, the next one opens a stream', async () => {
  const { open, answer, openRequests } = openBrowser();
  const [a, b, c] = [open('a'), open('b'), open('c')];
  await pass(0);
  answer()?.up().send(statusText('1'));
  await pass(0);
  a.close();
  await pass(0);
  expect(openRequests()).toEqual(['b']);
  answer()?.up().send(statusText('2'));
  await pass(0);
  for (const tab of [b, c]) expect(tab.news()).toEqual(['up', '1', '2']);
  b.close();
  c.close();
  await pass(LEADER_SILENCE_MS);
  expect(openRequests()).toEqual([]);
});

test('a tab that closes while it waits changes nothing', async () => {
  const { open, answer, openRequests } = openBrowser();
  const [a, b] = [open('a'), open('b')];
  await pass(0);
  b.close();
  answer()?.up().send(statusText('1'));
  await pass(0);
  expect([a.news(), b.news(), openRequests()]).toEqual([['up', '1'], [], ['a']]);
});

test('a new leader keeps the start of an outage that another tab has noticed', async () => {
  const { open, answer } = openBrowser();
  const [a, b] = [open('a'), open('b')];
  await pass(0);
  const since = Date.now();
  answer()?.refuse();
  await pass(500);
  a.close();
  await pass(0);
  answer()?.refuse();
  await pass(0);
  expect(b.news()).toEqual([{ since }, { since }]);
});

test('while the server does not respond, all tabs know it, and when it does again, too', async () => {
  const { open, answer } = openBrowser();
  const tabs = [open('a'), open('b')];
  await pass(0);
  const since = Date.now();
  answer()?.refuse();
  await pass(1000);
  answer()?.refuse();
  await pass(2000);
  answer()?.up().send(statusText('1'));
  await pass(0);
  for (const tab of tabs) expect(tab.news()).toEqual([{ since }, { since }, 'up again', '1']);
});

test('a quiet leader keeps the lead, and one that is frozen loses it and follows from then on', async () => {
  const { open, answer, openRequests } = openBrowser();
  const [a, b] = [open('a'), open('b')];
  await pass(0);
  const stream = answer()?.up();
  for (let i = 0; i < 6; i++) {
    stream?.send(': heartbeat\n\n');
    await pass(SILENCE_MS - 1);
  }
  expect(openRequests()).toEqual(['a']);
  a.setFrozen(true);
  stream?.send(': heartbeat\n\n');
  await pass(SILENCE_MS - 1);
  expect(openRequests()).toEqual(['a']);
  stream?.send(': heartbeat\n\n');
  await pass(SILENCE_MS - 1);
  expect(openRequests()).toEqual(['b']);
  a.setFrozen(false);
  answer()?.up().send(statusText('1'));
  await pass(0);
  for (const tab of [a, b]) expect(tab.news()).toEqual(['up', '1']);
  b.close();
  await pass(0);
  expect(openRequests()).toEqual(['a']);
});

test('when the leading tab of eight is frozen, exactly one of the others takes the lead', async () => {
  const { open, answer, openRequests, allRequests } = openBrowser();
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const tabs = names.map((name, i) => open(name, { random: 1 - (i + 1) / names.length }));
  await pass(0);
  answer()?.up().send(statusText('1'));
  await pass(0);
  tabs[0]?.setFrozen(true);
  // the server does not respond to the new leader, which so has no news for the others
  await pass(2 * LEADER_SILENCE_MS - 1);
  const takeovers = allRequests().filter((tab) => tab !== 'a');
  expect(new Set(takeovers)).toEqual(new Set(['h']));
  expect(openRequests()).toEqual(['h']);
});

test('a message that no tab of this version sends changes nothing', async () => {
  const { open, answer, openChannel } = openBrowser();
  const [a, b] = [open('a'), open('b')];
  await pass(0);
  answer()?.up().send(statusText('1'));
  await pass(0);
  const other = openChannel('events');
  for (const message of [null, 'alive', {}, { kind: 'moved' }, { kind: 'down' }, { kind: 'down', since: 'now' }, { kind: 'event' }])
    other.postMessage(message);
  await pass(0);
  for (const tab of [a, b]) expect(tab.news()).toEqual(['up', '1']);
});

test('tabs of different sessions share nothing', async () => {
  const { open, answer, openRequests } = openBrowser();
  const a = open('a', { name: 'events.k1' });
  const b = open('b', { name: 'events.k2' });
  await pass(0);
  expect(openRequests()).toEqual(['a', 'b']);
  answer()?.up().send(statusText('1'));
  await pass(0);
  expect([a.news(), b.news()]).toEqual([[], ['up', '1']]);
});

test.each<[string, Partial<Pick<SharedEventsOptions, 'locks' | 'openChannel'>>]>([
  ['has no locks', { locks: undefined }],
  ['refuses locks', { locks: { request: () => Promise.reject(new DOMException('Denied', 'SecurityError')) } }],
  [
    'refuses channels',
    {
      openChannel: () => {
        throw new DOMException('Denied', 'SecurityError');
      },
    },
  ],
])('where the browser %s, each tab has a stream of its own', async (_how, missing) => {
  const { open, answer, openRequests } = openBrowser(missing);
  const [a, b] = [open('a'), open('b')];
  await pass(0);
  expect(openRequests()).toEqual(['a', 'b']);
  answer()?.up().send(statusText('1'));
  await pass(0);
  expect([a.news(), b.news()]).toEqual([[], ['up', '1']]);
  a.close();
  b.close();
  expect(openRequests()).toEqual([]);
});
