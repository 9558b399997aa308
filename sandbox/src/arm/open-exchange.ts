import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import type { Exchange } from './exchange.ts';

/**
 * Creates the exchange of a request: ids, origin, path, query, and the headers of azure-semantics §3.6 that are the same for all responses.
 */
export const openExchange =
  (clock: Clock): RequestHandler =>
  (req, res, next) => {
    const id = randomUUID();
    const correlationId = req.get('x-ms-correlation-request-id') ?? randomUUID();
    const protocol = 'encrypted' in req.socket ? 'https' : 'http';
    const url = new URL(req.url, `${protocol}://sandbox`);
    const exchange: Exchange = {
      requestId: id,
      correlationId,
      origin: `${protocol}://${req.headers.host ?? '127.0.0.1'}`,
      path: url.pathname,
      query: new Map([...url.searchParams].map(([name, text]) => [name.toLowerCase(), text])),
      startedAt: clock.now(),
      headers: new Map([
        ['x-ms-request-id', id],
        ['x-ms-correlation-request-id', correlationId],
        ['x-ms-routing-request-id', `SANDBOX:${formatTimestamp(clock.now())}:${randomUUID()}`],
        ['x-ms-arm-service-request-id', randomUUID()],
        ['Date', new Date(clock.now()).toUTCString()],
        ['Cache-Control', 'no-cache'],
        ['Pragma', 'no-cache'],
        ['Expires', '-1'],
        ['Server', 'Microsoft-HTTPAPI/2.0'],
        ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
        ['X-Content-Type-Options', 'nosniff'],
      ]),
    };
    const clientId = req.get('x-ms-client-request-id');
    if (clientId && req.get('x-ms-return-client-request-id')?.toLowerCase() === 'true') {
      exchange.headers.set('x-ms-client-request-id', clientId);
    }
    res.locals.exchange = exchange;
    next();
  };

/** Formats a time as `yyyyMMddTHHmmssZ`. */
const formatTimestamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
