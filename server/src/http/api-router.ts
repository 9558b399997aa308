import { type Api, api, type Endpoint, type ReplyOf, type RequestOf } from '@peerscape/shared/api';
import { formatNumber } from '@peerscape/shared/topology';
import { type Request, type Response, Router, raw } from 'express';
import type { z } from 'zod';
import { Failure } from '../failure.ts';
import { parseJsonBody } from './json-body.ts';
import { allowMethods } from './problem.ts';

/** Returned by a handler that has sent its reply itself. */
export const SENT: unique symbol = Symbol('sent');

interface Exchange {
  readonly req: Request;
  readonly res: Response;
}

type Answer<E extends Endpoint> = ReplyOf<E> | typeof SENT;

/** One handler for each operation of the contract. */
export type Handlers = {
  readonly [K in keyof Api]: (request: RequestOf<Api[K]>, exchange: Exchange) => Answer<Api[K]> | Promise<Answer<Api[K]>>;
};

type AnyHandler = (request: { query: unknown; body: unknown }, exchange: Exchange) => unknown;

/** Creates the router of the API contract: parses requests and validates replies with its schemas, and rejects other methods. An invalid reply is a bug. */
export function createApiRouter(handlers: Handlers): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const endpoints = Object.entries(api) as [keyof Api, Endpoint][];
  for (const [name, endpoint] of endpoints) {
    const handle = handlers[name] as AnyHandler;
    const route = router.route(endpoint.path);
    if (endpoint.body) route.post(raw({ type: 'application/json', limit: endpoint.bodyLimit ?? '256kb' }));
    route[endpoint.method === 'GET' ? 'get' : 'post'](async (req, res) => {
      const query = endpoint.query && parseRequest(endpoint.query, req.query);
      const body = endpoint.body && parseRequest(endpoint.body, parseJsonBody(req));
      const answer = await handle({ query, body }, { req, res });
      if (answer !== SENT) reply(res, endpoint, answer);
    });
  }
  for (const path of new Set(endpoints.map(([, endpoint]) => endpoint.path))) router.all(path, allowMethods(methodsOf(path)));
  return router;
}

function parseRequest(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'request'}: ${issue.message}`.slice(0, MAX_ISSUE_LENGTH));
  const others = issues.length > MAX_ISSUES ? [`${formatNumber(issues.length - MAX_ISSUES)} more`] : [];
  throw new Failure('invalid-request', { detail: [...issues.slice(0, MAX_ISSUES), ...others].join('; ') });
}

/** Issues repeat parts of the request, which can have millions of them. */
const MAX_ISSUES = 5;
const MAX_ISSUE_LENGTH = 300;

function reply(res: Response, { response, status = 200 }: Endpoint, answer: unknown): void {
  const checked = response.parse(answer);
  if (checked === undefined) res.status(status).end();
  else res.status(status).json(checked);
}

const methodsOf = (path: string): string[] =>
  Object.values(api)
    .filter((endpoint) => endpoint.path === path)
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
