import type { Problem } from '@peerscape/shared/api';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { Failure, problemOf } from '../failure.ts';

/** Sends a problem as RFC 9457 has it, with the id under which the log knows the request. */
function sendProblem(res: Response, problem: Problem): void {
  res.set('cache-control', 'no-store');
  res.status(problem.status).type('application/problem+json');
  res.send(JSON.stringify({ ...problem, requestId: requestIdOf(res) }));
}

const requestIdOf = (res: Response): string => String(res.getHeader('x-request-id') ?? '');

/** The last handler of the API: nothing is there. */
export const notFound: RequestHandler = (req) => {
  throw new Failure({
    title: `Nothing is at ${req.baseUrl}${req.path}`,
    status: 404,
    code: 'not-found',
    detail: 'The operations are listed at /api/docs',
  });
};

/** Refuses other methods of a path that exists. */
export const onlyMethods =
  (methods: readonly string[]): RequestHandler =>
  (req, res) => {
    res.set('allow', methods.join(', '));
    throw new Failure({ title: `${req.method} is not possible here, only ${methods.join(', ')}`, status: 405, code: 'method-not-allowed' });
  };

/** The outermost handler: expected failures in their own words, everything else as our mistake, never a stack. */
export const problems =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _req: Request, res: Response, next) => {
    if (res.headersSent) return next(error);
    const problem = fromExpress(error) ?? problemOf(error);
    if (problem.code === 'internal') log.error({ requestId: requestIdOf(res), err: error }, 'fault in a request');
    sendProblem(res, problem);
  };

/** What Express and its body parser throw: an error with a `status` below 500, or a schema's refusal. */
function fromExpress(error: unknown): Problem | undefined {
  if (error instanceof Failure) return undefined;
  if (error instanceof ZodError) {
    const detail = error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ');
    return { type: 'about:blank', title: 'The request is not as the API describes it', status: 422, code: 'invalid-request', detail };
  }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  const known = REFUSALS[status];
  return known && { type: 'about:blank', status, ...known };
}

const REFUSALS: Readonly<Record<number, { title: string; code: string; detail?: string }>> = {
  400: {
    title: 'The request cannot be understood',
    code: 'malformed',
    detail: 'A body must be one JSON object, and the address well-formed',
  },
  403: { title: 'That may not be read', code: 'forbidden' },
  404: { title: 'Nothing is here', code: 'not-found' },
  413: { title: 'The body is too large', code: 'too-large', detail: 'At most 256 KB are taken, 8 MB of drafts and positions' },
  415: { title: 'The body must be application/json in UTF-8', code: 'unsupported-media-type' },
};
