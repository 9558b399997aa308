import type { RequestHandler, Response } from 'express';
import type { Clock } from '../clock.ts';
import { advanceOperation, advanceOperations } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { checkFrontEnd } from './front-end-checks.ts';
import type { Call, HandlerResult } from './operation-handler.ts';
import { frontEndError } from './operation-handler.ts';
import { parseJson } from './parse-json.ts';
import { reply, sendError, type WireSettings } from './reply.ts';

/** Runs the handler of the matched route and sends its result. */
export const dispatch =
  (store: Store, clock: Clock, settings: WireSettings): RequestHandler =>
  (req, res) => {
    const exchange = exchangeOf(res);
    const call = callOf(exchange, req.body, { ifMatch: req.get('if-match'), ifNoneMatch: req.get('if-none-match') });
    if (call === 'not json') {
      return sendError(
        res,
        frontEndError(400, 'InvalidRequestContent', 'The request content was invalid and could not be deserialized: it is not JSON.'),
      );
    }
    const answer = perform(store, clock, exchange, call);
    if (exchange.fault?.kind === 'error-after') sendError(res, exchange.fault.error);
    else if (exchange.fault?.kind === 'hang-up-after') closeConnection(exchange, res);
    else reply(res, answer, settings);
  };

function perform(store: Store, clock: Clock, exchange: Exchange, call: Call): HandlerResult {
  const { match, fault } = exchange;
  if (!match) throw new Error('dispatch ran before strict');
  advanceOperations(store, clock);
  const answer = checkFrontEnd(store, match.route, exchange.path, call) ?? match.route.run(store, clock, call);
  if (answer.kind === 'started') {
    exchange.executedAt = answer.operation.startedAt;
    if (fault?.kind === 'async-failure') {
      answer.operation.failure = fault.failure;
      answer.operation.isApplied = fault.isApplied;
    }
    answer.operation.isStuck = fault?.kind === 'stuck';
    advanceOperation(store, clock, answer.operation);
  }
  return answer;
}

function closeConnection(exchange: Exchange, res: Response): void {
  exchange.record?.(0);
  res.socket?.destroy();
}

function callOf(exchange: Exchange, text: unknown, preconditions: Pick<Call, 'ifMatch' | 'ifNoneMatch'>): Call | 'not json' {
  const { match, caller, query, origin } = exchange;
  if (!match || !caller) throw new Error('dispatch ran before strict and auth');
  let body: unknown;
  try {
    body = typeof text === 'string' && text !== '' ? parseJson(text) : undefined;
  } catch {
    return 'not json';
  }
  return { params: match.params, query, body, caller, apiVersion: query.get('api-version') ?? '', origin, ...preconditions };
}
