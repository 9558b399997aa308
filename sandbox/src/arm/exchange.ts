import type { Response } from 'express';
import type { Caller } from '../store/access.ts';
import type { FaultEffect } from './fault-effect.ts';
import type { Match } from './route.ts';

/** What the spine learns about one request on its way down. */
export interface Exchange {
  readonly requestId: string;
  readonly correlationId: string;
  /** `https://127.0.0.1:4443`, as the caller wrote it. */
  readonly origin: string;
  readonly path: string;
  /** Names in lower case. */
  readonly query: ReadonlyMap<string, string>;
  readonly startedAt: number;
  match?: Match;
  caller?: Caller;
  /** What `/_sandbox/faults` wants done to it. */
  fault?: FaultEffect;
  /** Headers that every answer to it carries. */
  readonly headers: Map<string, string>;
  /** Writes the transcript line; the first call counts. */
  record?: (status: number) => void;
}

/** The exchange that `requestId` opened. */
export function exchangeOf(res: Response): Exchange {
  const { exchange } = res.locals as { exchange?: Exchange };
  if (!exchange) throw new Error('a step of the spine ran before request-id');
  return exchange;
}
