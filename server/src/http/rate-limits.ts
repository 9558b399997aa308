import { RATE_LIMIT_SECONDS, RATE_LIMITS, type RateLimitName } from '@peerscape/shared/api';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { endpointOf } from './endpoint-of.ts';

/**
 * Creates the middleware that counts requests against the rate limits of the contract, rejects those above them with 429 and `Retry-After`, and
 * sets `RateLimit` and `RateLimit-Policy` on every reply, in the form of draft-ietf-httpapi-ratelimit-headers-08 and later. Requests that are
 * for no endpoint count as reads. It must follow the origin check, so that other sites cannot use up the limits, and precede the session check,
 * so that guessing codes is limited too.
 */
export function createRateLimits(clock: Clock, limits: Readonly<Record<RateLimitName, number>> = RATE_LIMITS): RequestHandler {
  const limiters = Object.entries(limits).map(([name, limit]) => [name, createLimiter(clock, name, limit)] as const);
  const byName = new Map<string, RequestHandler>(limiters);
  return (req, res, next) => byName.get(endpointOf(req)?.limit ?? 'read')?.(req, res, next);
}

const createLimiter = (clock: Clock, identifier: string, limit: number): RequestHandler =>
  rateLimit({
    windowMs: RATE_LIMIT_SECONDS * 1000,
    limit,
    identifier,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    store: createWindowStore(clock),
    keyGenerator: ({ socket }) => ipKeyGenerator(socket.remoteAddress ?? ''),
    handler: (_req, _res, next) => next(new Failure('too-many-requests', { detail: `Peerscape accepts ${limit} of these per minute` })),
  });

/** Creates the counters of one limit. They use monotonic time, so that nobody waits longer when the wall time is set back. */
function createWindowStore(clock: Clock): Store {
  const windows = new Map<string, { count: number; readonly endsAt: number }>();
  const openWindow = (key: string, now: number) => {
    for (const [other, { endsAt }] of windows) if (endsAt <= now) windows.delete(other);
    const opened = { count: 0, endsAt: now + RATE_LIMIT_SECONDS * 1000 };
    windows.set(key, opened);
    return opened;
  };
  return {
    localKeys: true,
    increment: (key) => {
      const now = clock.ticks();
      const known = windows.get(key);
      const current = known && known.endsAt > now ? known : openWindow(key, now);
      current.count += 1;
      // the library subtracts the current wall time from it
      return { totalHits: current.count, resetTime: new Date(Date.now() + current.endsAt - now) };
    },
    decrement: () => undefined,
    resetKey: (key) => {
      windows.delete(key);
    },
  };
}
