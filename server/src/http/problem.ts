import { type Problem, type ProblemType, problemTypesOf } from '@peerscape/shared/api';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { Failure, toExpectedFailure } from '../failure.ts';
import { ConnectionClosed } from './abort-on-close.ts';
import { endpointOf } from './endpoint-of.ts';

/** Sends a problem (RFC 9457) with the request ID that the log uses. */
function sendProblem(res: Response, problem: Problem): void {
  res.set('cache-control', 'no-store');
  res.status(problem.status).type('application/problem+json');
  res.send(JSON.stringify({ ...problem, requestId: requestIdOf(res) }));
}

const requestIdOf = (res: Response): string => String(res.getHeader('x-request-id') ?? '');

/** Rejects requests that no handler has matched. */
export const rejectUnmatched: RequestHandler = (req) => {
  throw new Failure('not-found', { title: `${req.baseUrl}${req.path} not found`, detail: 'For the available operations, see /api/docs' });
};

/** Rejects methods that an existing path does not support. */
export const allowMethods =
  (methods: readonly string[]): RequestHandler =>
  (req, res) => {
    res.set('allow', methods.join(', '));
    throw new Failure('method-not-allowed', { title: `${req.method} is not allowed here; use ${methods.join(', ')}` });
  };

/**
 * Handles all errors: sends expected failures as problems and everything else as an internal error, never a stack trace. A failure that the
 * endpoint does not declare in the contract is a bug, too.
 */
export const createErrorHandler =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, req: Request, res: Response, next) => {
    if (error instanceof ConnectionClosed) return;
    if (res.headersSent) return next(error);
    const failure = toRequestFailure(error) ?? toExpectedFailure(error);
    const endpoint = endpointOf(req);
    const isDeclared = !endpoint || problemTypesOf(endpoint).includes(failure.type);
    if (!isDeclared) log.error({ requestId: requestIdOf(res), type: failure.type }, 'the contract does not declare this problem');
    if (failure.type === 'internal') log.error({ requestId: requestIdOf(res), err: error }, 'internal error in a request');
    sendProblem(res, isDeclared ? failure.problem : toExpectedFailure(undefined).problem);
  };

/** Converts errors of Express and its body parser, which have a `status` below 500. */
function toRequestFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure || !(error instanceof Error && 'status' in error)) return undefined;
  const known = TYPES_BY_STATUS[Number(error.status)];
  return known && new Failure(known.type, known);
}

const TYPES_BY_STATUS: Readonly<Record<number, { readonly type: ProblemType; readonly detail?: string }>> = {
  400: { type: 'malformed', detail: 'The body must be one JSON object and the URL must be well-formed' },
  403: { type: 'forbidden' },
  404: { type: 'not-found' },
  413: { type: 'too-large', detail: 'The limit is 256 KB, or 8 MB for drafts and positions' },
  415: { type: 'unsupported-media-type' },
};
