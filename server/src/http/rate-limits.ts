import { api, type Endpoint } from '@peerscape/shared/api';
import { type RequestHandler, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Failure } from '../failure.ts';

/** Creates the rate limits that the contract defines for POST operations. They apply before the session check, so that guessing codes is limited too. */
export function createRateLimits(): RequestHandler {
  const router = Router({ caseSensitive: true });
  for (const endpoint of Object.values(api) as Endpoint[])
    if (endpoint.method === 'POST') router.post(endpoint.path, perMinute(endpoint.limit));
  return router;
}

const perMinute = (limit: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new Failure('too-many-requests', { detail: 'Try again in a minute' })),
  });
