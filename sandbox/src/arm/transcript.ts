import type { RequestHandler } from 'express';
import { exchangeOf } from './exchange.ts';

/** Line of the transcript: a request and its response. */
interface TranscriptLine {
  readonly number: number;
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  /** Status of the response; 0 if the connection was closed before one was sent. */
  readonly status: number;
  readonly time: string;
  /** Time at which the request started an operation, even if its response was lost; null if it changed nothing. */
  readonly executedAt: string | null;
  readonly durationMs: number;
  readonly requestId: string;
  readonly clientRequestId: string | null;
  readonly userAgent: string | null;
  /** Azure's operation id; null if no operation matched. */
  readonly operation: string | null;
  /** Kind of the fault that affected the request. */
  readonly fault: string | null;
}

/** All requests so far; append-only. */
export interface Transcript {
  readonly lines: readonly TranscriptLine[];
  readonly middleware: RequestHandler;
}

/**
 * Creates a transcript with the middleware that writes it. A line is written just before its response is sent, so a client that has the
 * response finds the line.
 */
export function createTranscript(): Transcript {
  const lines: TranscriptLine[] = [];
  const step: RequestHandler = (req, res, next) => {
    const exchange = exchangeOf(res);
    const startedAt = performance.now();
    let isWritten = false;
    exchange.record = (status) => {
      if (isWritten) return;
      isWritten = true;
      lines.push({
        number: lines.length + 1,
        method: req.method,
        url: req.originalUrl,
        status,
        time: new Date(exchange.startedAt).toISOString(),
        executedAt: exchange.executedAt === undefined ? null : new Date(exchange.executedAt).toISOString(),
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        requestId: exchange.requestId,
        clientRequestId: req.get('x-ms-client-request-id') ?? null,
        userAgent: req.get('user-agent') ?? null,
        operation: exchange.match?.route.id ?? null,
        fault: exchange.fault?.kind ?? null,
      });
    };
    res.on('close', () => exchange.record?.(0));
    next();
  };
  return { lines, middleware: step };
}
