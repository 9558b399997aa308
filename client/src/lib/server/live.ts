import { ServerEvent, type Status } from '@peerscape/shared/api';

export interface LiveParts {
  readonly connect: (url: string) => EventSource;
  readonly onStatus: (status: Status) => void;
  /** Called when the connection is lost and each time a new attempt fails; the caller finds out why by asking for the status. */
  readonly onDown: (since: number) => void;
  readonly onUp: (wasDown: boolean) => void;
}

/** How long to wait before the nth attempt: 1 s, doubling, at most 30 s. */
export const waitBefore = (attempt: number): number => Math.min(30_000, 1000 * 2 ** attempt);

/** Follows the server's events until the returned function is called; a lost connection is opened again, ever more patiently. */
export function follow(url: string, { connect, onStatus, onDown, onUp }: LiveParts): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let since: number | undefined;
  const hear = ({ data }: MessageEvent) => {
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
    source.onmessage = hear;
    source.onerror = () => {
      source?.close();
      since ??= Date.now();
      onDown(since);
      timer = setTimeout(open, waitBefore(attempt++));
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
