import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Failure } from '../failure.ts';

/** At most that many requests a minute. */
export const perMinute = (limit: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) =>
      next(new Failure({ title: 'That was asked too often', status: 429, code: 'too-many-requests', detail: 'Wait a minute' })),
  });
