import type { ServerEvent, Status } from '@peerscape/shared/api';
import type { Request, RequestHandler, Response } from 'express';
import { Failure } from '../failure.ts';

export interface EventsOptions {
  readonly status: () => Status;
  readonly subscribe: (listener: () => void) => () => void;
  /** Returns true while the session of the request lasts; its stream ends with it. */
  readonly isAllowed: (req: Request) => boolean;
  readonly heartbeatMs: number;
  readonly maxConnections: number;
  /** A client with a larger unread backlog is disconnected; it reconnects by itself and gets the whole status. */
  readonly maxBacklogBytes: number;
}

export interface Events {
  readonly handler: RequestHandler;
  /** Ends every stream. */
  close(): void;
}

/** Creates the server-sent event streams: the whole status at once and after every change, and heartbeat comments that keep proxies from closing them. */
export function createEvents({ status, subscribe, isAllowed, heartbeatMs, maxConnections, maxBacklogBytes }: EventsOptions): Events {
  const open = new Set<Response>();
  const write = (req: Request, res: Response, createText: () => string) => {
    if (!isAllowed(req)) res.end();
    else if (res.writableLength > maxBacklogBytes) res.destroy();
    else res.write(createText());
  };
  const statusEvent = (): string => {
    const event: ServerEvent = { type: 'status', status: status() };
    return `data: ${JSON.stringify(event)}\n\n`;
  };
  const handler: RequestHandler = (req, res) => {
    if (open.size >= maxConnections)
      throw new Failure('too-many-listeners', { detail: 'Close some of the browser tabs that show this map' });
    res.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', connection: 'keep-alive' });
    res.flushHeaders();
    open.add(res);
    const unsubscribe = subscribe(() => write(req, res, statusEvent));
    const heartbeat = setInterval(() => write(req, res, () => ': heartbeat\n\n'), heartbeatMs);
    req.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      open.delete(res);
    });
    write(req, res, statusEvent);
  };
  return {
    handler,
    close: () => {
      for (const res of open) res.end();
    },
  };
}
