import type { Response } from 'express';
import type { Caller } from '../store/access.ts';
import type { FaultEffect } from './fault-effect.ts';
import type { Match } from './route.ts';

/** State of one request that the middleware collects. */
export interface Exchange {
  readonly requestId: string;
  readonly correlationId: string;
  /** Origin as used by the caller: `https://127.0.0.1:4443`. */
  readonly origin: string;
  readonly path: string;
  /** Query parameters, names in lower case. */
  readonly query: ReadonlyMap<string, string>;
  readonly startedAt: number;
  /** Time at which the request started an operation. */
  executedAt?: number;
  match?: Match;
  caller?: Caller;
  /** Fault that `/_sandbox/faults` declared for the request. */
  fault?: FaultEffect;
  /** Headers of the response. */
  readonly headers: Map<string, string>;
  /** Writes the transcript line; only the first call has an effect. */
  record?: (status: number) => void;
}

/** Returns the exchange that the `requestId` middleware created. */
export function exchangeOf(res: Response): Exchange {
  const { exchange } = res.locals as { exchange?: Exchange };
  if (!exchange) throw new Error('a middleware ran before request-id');
  return exchange;
}
