import type { Response } from 'express';

/** The client has closed the connection, so nobody waits for the response. */
export class ConnectionClosed extends Error {}

/** Returns a signal that aborts with `ConnectionClosed` when the connection closes before the response has been sent. */
export function abortOnClose(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort(new ConnectionClosed());
  });
  return controller.signal;
}
