import { ServerEvent, type Status } from '@peerscape/shared/api';

/** Callbacks of the event stream. */
export interface EventStreamCallbacks {
  readonly connect: (url: string) => EventSource;
  readonly onStatus: (status: Status) => void;
  /** Called when the connection is lost and after each failed attempt; fetch the status to learn the reason. */
  readonly onDown: (since: number) => void;
  readonly onUp: (wasDown: boolean) => void;
}

/** Returns the delay in milliseconds before the nth reconnect: 1 s, doubling up to 30 s. */
export const reconnectDelay = (attempt: number): number => Math.min(30_000, 1000 * 2 ** attempt);

/** Subscribes to the server's events and reconnects with backoff; returns a function that unsubscribes. */
export function followEvents(url: string, { connect, onStatus, onDown, onUp }: EventStreamCallbacks): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let since: number | undefined;
  const handleMessage = ({ data }: MessageEvent) => {
    const event = ServerEvent.safeParse(JSON.parse(String(data)));
    if (event.success) onStatus(event.data.status);
  };
  const open = () => {
    source = connect(url);
    source.onopen = () => {
      const wasDown = since !== undefined;
      attempt = 0;
      since = undefined;
      onUp(wasDown);
    };
    source.onmessage = handleMessage;
    source.onerror = () => {
      source?.close();
      since ??= Date.now();
      onDown(since);
      timer = setTimeout(open, reconnectDelay(attempt++));
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
