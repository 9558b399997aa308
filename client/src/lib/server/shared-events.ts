import { ServerEvent, type Status } from '@peerscape/shared/api';
import { z } from 'zod';
import { type EventStreamOptions, followEvents, SILENCE_MS } from './event-stream.ts';

/** Dependencies and callbacks of the events that the tabs of an origin share. */
export interface SharedEventsOptions extends Pick<EventStreamOptions, 'connect' | 'random'> {
  /** Tabs with the same name share a stream. It contains the session, so that no tab gets the events of another session. */
  readonly name: string;
  readonly onStatus: (status: Status) => void;
  /** Called before the first status, and before the first one after an outage. */
  readonly onUp: (wasDown: boolean) => void;
  /** Called when the connection is lost and after each failed attempt; fetch the status to learn the reason. */
  readonly onDown: (since: number) => void;
  /** Undefined in browsers without Web Locks and on pages from other machines without HTTPS. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  /** Opens a channel to the other tabs. It throws where the browser blocks storage. */
  readonly openChannel: (name: string) => Channel;
}

/** Connection to the other tabs, such as a `BroadcastChannel`. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;

/** State of the connection: the data of the last event, or the start of the outage. */
const News = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), data: z.string() }),
  z.object({ kind: z.literal('down'), since: z.number() }),
]);
type News = z.output<typeof News>;

/** Message between tabs: a new tab asks for the last news with `joined`, and only the leading tab sends the others. */
const Message = z.discriminatedUnion('kind', [News, z.object({ kind: z.literal('joined') }), z.object({ kind: z.literal('alive') })]);
type Message = z.output<typeof Message>;

/** Time between two signs of life of the leading tab. Browsers may delay the timers of a background tab to one a minute. */
const ALIVE_MS = 15_000;

/** After this time without a message from the leading tab, which is frozen then, another tab takes the lead. */
export const LEADER_SILENCE_MS = 2 * SILENCE_MS;

/** Each tab waits up to this much longer, so that the first to take the lead can tell the others. */
const TAKEOVER_SPREAD_MS = 30_000;

/**
 * Subscribes to the server's events with one stream for all tabs, because over HTTP/1.1 a browser opens only six connections to a host. The tab
 * that has a lock leads: it reads the stream and passes its events on. When it closes, the browser gives the lock to the next tab. Where tabs
 * cannot coordinate, each has a stream of its own. Returns a function that unsubscribes.
 */
export function followSharedEvents(options: SharedEventsOptions): () => void {
  const { name, connect, random = Math.random, onStatus, onUp, onDown, locks } = options;
  let last: News | undefined;
  const receive = (news: News) => {
    if (news.kind === 'down') {
      last = news;
      return onDown(news.since);
    }
    const event = ServerEvent.safeParse(JSON.parse(news.data));
    if (!event.success) return;
    if (last?.kind !== 'event') onUp(last !== undefined);
    last = news;
    onStatus(event.data.status);
  };
  const readStream = (publish: (news: News) => void) =>
    followEvents({
      connect,
      random,
      onEvent: (data) => publish({ kind: 'event', data }),
      // the outage may have begun while another tab led
      onDown: (since) => publish({ kind: 'down', since: last?.kind === 'down' ? last.since : since }),
    });
  const channel = locks && tryToOpenChannel(options);
  if (!channel) return readStream(receive);

  let timer: ReturnType<typeof setTimeout> | undefined;
  let cancelRequest: (() => void) | undefined;
  let stopLeading: (() => void) | undefined;
  const post = (message: Message) => channel.postMessage(message);
  const lead = () => {
    clearTimeout(timer);
    const stopReading = readStream((news) => {
      receive(news);
      post(news);
    });
    // at once, so that no other tab takes the lead as well
    post({ kind: 'alive' });
    const alive = setInterval(() => post({ kind: 'alive' }), ALIVE_MS);
    return new Promise<void>((release) => {
      stopLeading = () => {
        stopLeading = undefined;
        stopReading();
        clearInterval(alive);
        release();
      };
    });
  };
  /** Leads as soon as the lock is free, or at once: the other tab then loses it. */
  const requestLock = (isUrgent: boolean) => {
    const cancellation = new AbortController();
    cancelRequest?.();
    cancelRequest = () => cancellation.abort();
    locks
      // a request that steals the lock takes no signal
      .request(name, isUrgent ? { steal: true } : { signal: cancellation.signal }, () => (cancellation.signal.aborted ? undefined : lead()))
      .catch(() => {
        if (cancellation.signal.aborted) return;
        // either another tab has stolen the lock, because this one was frozen, or the browser refuses locks
        if (!stopLeading) return void lead();
        stopLeading();
        followLeader();
      });
  };
  const expectLeader = () => {
    clearTimeout(timer);
    timer = setTimeout(() => requestLock(true), LEADER_SILENCE_MS + random() * TAKEOVER_SPREAD_MS);
  };
  const followLeader = () => {
    expectLeader();
    requestLock(false);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    // after an update, a tab of another version may send other messages
    const { data: message } = Message.safeParse(data);
    if (!message) return;
    if (message.kind === 'joined') {
      if (stopLeading && last) post(last);
    } else if (!stopLeading) {
      expectLeader();
      if (message.kind !== 'alive') receive(message);
    }
  };
  followLeader();
  post({ kind: 'joined' });
  return () => {
    clearTimeout(timer);
    cancelRequest?.();
    stopLeading?.();
    channel.close();
  };
}

function tryToOpenChannel({ name, openChannel }: SharedEventsOptions): Channel | undefined {
  try {
    return openChannel(name);
  } catch {
    // storage is blocked; this tab then has a stream of its own
    return undefined;
  }
}
