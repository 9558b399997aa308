import type { Problem } from '@peerscape/shared/api';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { Failure, toProblem } from '../failure.ts';

/** Sends a problem (RFC 9457) with the request ID that the log uses. */
function sendProblem(res: Response, problem: Problem): void {
  res.set('cache-control', 'no-store');
  res.status(problem.status).type('application/problem+json');
  res.send(JSON.stringify({ ...problem, requestId: requestIdOf(res) }));
}

const requestIdOf = (res: Response): string => String(res.getHeader('x-request-id') ?? '');

/** Rejects requests that no handler has matched. */
export const rejectUnmatched: RequestHandler = (req) => {
  throw new Failure({
    title: `${req.baseUrl}${req.path} not found`,
    status: 404,
    code: 'not-found',
    detail: 'For the available operations, see /api/docs',
  });
};

/** Rejects methods that an existing path does not support. */
export const allowMethods =
  (methods: readonly string[]): RequestHandler =>
  (req, res) => {
    res.set('allow', methods.join(', '));
    throw new Failure({ title: `${req.method} is not allowed here; use ${methods.join(', ')}`, status: 405, code: 'method-not-allowed' });
  };

/** Handles all errors: sends expected failures as problems and everything else as an internal error, never a stack trace. */
export const createErrorHandler =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _req: Request, res: Response, next) => {
    if (res.headersSent) return next(error);
    const problem = toExpressProblem(error) ?? toProblem(error);
    if (problem.code === 'internal') log.error({ requestId: requestIdOf(res), err: error }, 'internal error in a request');
    sendProblem(res, problem);
  };

/** Converts errors of Express, its body parser (with a `status` below 500) and schemas. */
function toExpressProblem(error: unknown): Problem | undefined {
  if (error instanceof Failure) return undefined;
  if (error instanceof ZodError) {
    const detail = error.issues.map((issue) => `${issue.path.join('.') || 'request'}: ${issue.message}`).join('; ');
    return { type: 'about:blank', title: 'The request does not match the API', status: 422, code: 'invalid-request', detail };
  }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  const known = PROBLEMS_BY_STATUS[status];
  return known && { type: 'about:blank', status, ...known };
}

const PROBLEMS_BY_STATUS: Readonly<Record<number, { title: string; code: string; detail?: string }>> = {
  400: {
    title: 'The request is malformed',
    code: 'malformed',
    detail: 'The body must be one JSON object and the URL must be well-formed',
  },
  403: { title: 'Access denied', code: 'forbidden' },
  404: { title: 'Not found', code: 'not-found' },
  413: { title: 'The body is too large', code: 'too-large', detail: 'The limit is 256 KB, or 8 MB for drafts and positions' },
  415: { title: 'The body must be application/json in UTF-8', code: 'unsupported-media-type' },
};
