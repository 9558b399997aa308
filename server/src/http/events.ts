import type { ServerEvent, Status } from '@peerscape/shared/api';
import type { RequestHandler, Response } from 'express';
import { Failure } from '../failure.ts';

export interface EventsOptions {
  readonly status: () => Status;
  readonly subscribe: (listener: () => void) => () => void;
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
export function createEvents({ status, subscribe, heartbeatMs, maxConnections, maxBacklogBytes }: EventsOptions): Events {
  const open = new Set<Response>();
  const write = (res: Response, text: string) => {
    if (res.writableLength > maxBacklogBytes) res.destroy();
    else res.write(text);
  };
  const sendStatus = (res: Response) => {
    const event: ServerEvent = { type: 'status', status: status() };
    write(res, `data: ${JSON.stringify(event)}\n\n`);
  };
  const handler: RequestHandler = (req, res) => {
    if (open.size >= maxConnections)
      throw new Failure('too-many-listeners', { detail: 'Close some of the browser tabs that show this map' });
    res.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', connection: 'keep-alive' });
    res.flushHeaders();
    open.add(res);
    const unsubscribe = subscribe(() => sendStatus(res));
    const heartbeat = setInterval(() => write(res, ': heartbeat\n\n'), heartbeatMs);
    req.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      open.delete(res);
    });
    sendStatus(res);
  };
  return {
    handler,
    close: () => {
      for (const res of open) res.end();
    },
  };
}
