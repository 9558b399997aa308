import { createEventParser } from './event-parser.ts';

/** Dependencies and callbacks of the event stream. */
export interface EventStreamOptions {
  /** Requests the stream. `EventSource` cannot do it, because it sends no headers and so no session key. */
  readonly connect: (signal: AbortSignal) => Promise<Response>;
  /** Called with the data of each event, as JSON. */
  readonly onEvent: (data: string) => void;
  /** Called when the connection is lost and after each failed attempt, with the time of the loss. */
  readonly onDown: (since: number) => void;
  /** Returns a number from 0 to below 1. */
  readonly random?: () => number;
}

/** After this time without an event or a heartbeat, which the server sends every 15 seconds, the connection counts as lost. */
export const SILENCE_MS = 45_000;

/** Returns the delay in milliseconds before the nth reconnect: 1 s, doubling up to 30 s, less up to half, so that many pages do not return at once. */
export const reconnectDelay = (attempt: number, random: number): number => Math.min(30_000, 1000 * 2 ** attempt) * (1 - random / 2);

/**
 * Subscribes to the server's events and reconnects with backoff; returns a function that unsubscribes. Nothing has to be replayed after an
 * interruption: each event has the whole status, and the server sends one at once.
 */
export function followEvents({ connect, onEvent, onDown, random = Math.random }: EventStreamOptions): () => void {
  let connection: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let since: number | undefined;

  /** Waits for the next bytes, but not for ever: a connection can be dead without an error, for example after sleep. */
  const expectSignOfLife = (current: AbortController) => {
    clearTimeout(timer);
    timer = setTimeout(() => current.abort(), SILENCE_MS);
  };
  const read = async (current: AbortController) => {
    expectSignOfLife(current);
    const response = await connect(current.signal);
    if (!response.ok || !response.body) throw new Error(`The event stream returned ${response.status}`);
    if (current !== connection) return;
    attempt = 0;
    since = undefined;
    const decoder = new TextDecoder();
    const parse = createEventParser();
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done && current === connection; part = await reader.read()) {
      expectSignOfLife(current);
      for (const data of parse(decoder.decode(part.value, { stream: true }))) onEvent(data);
    }
  };
  const open = () => {
    const current = new AbortController();
    connection = current;
    const handleEnd = () => {
      if (current !== connection) return;
      current.abort();
      clearTimeout(timer);
      since ??= Date.now();
      onDown(since);
      timer = setTimeout(open, reconnectDelay(attempt++, random()));
    };
    read(current).then(handleEnd, handleEnd);
  };
  open();
  return () => {
    clearTimeout(timer);
    connection?.abort();
    connection = undefined;
  };
}
