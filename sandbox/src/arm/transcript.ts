import type { RequestHandler } from 'express';
import { exchangeOf } from './exchange.ts';

/** One request and how it ended. */
interface TranscriptLine {
  readonly number: number;
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** 0 when the caller went away before an answer. */
  readonly status: number;
  readonly time: string;
  readonly durationMs: number;
  readonly requestId: string;
  readonly clientRequestId: string | null;
  readonly userAgent: string | null;
  /** Azure's name of the operation; null when there is none. */
  readonly operation: string | null;
  /** The fault that was declared for it. */
  readonly fault: string | null;
}

/** Every request so far; lines are only ever added. */
export interface Transcript {
  readonly lines: readonly TranscriptLine[];
  readonly step: RequestHandler;
}

/** A transcript and the step that writes it. The line is written just before the answer leaves, so whoever has the answer finds the line. */
export function transcript(): Transcript {
  const lines: TranscriptLine[] = [];
  const step: RequestHandler = (req, res, next) => {
    const exchange = exchangeOf(res);
    const began = performance.now();
    let written = false;
    exchange.record = (status) => {
      if (written) return;
      written = true;
      lines.push({
        number: lines.length + 1,
        method: req.method,
        url: req.originalUrl,
        status,
        time: new Date(exchange.startedAt).toISOString(),
        durationMs: Math.round((performance.now() - began) * 10) / 10,
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
  return { lines, step };
}
