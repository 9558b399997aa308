import type { RequestHandler } from 'express';
import { frontEndError } from './answer.ts';
import { exchangeOf } from './exchange.ts';
import { INVENTED } from './invented-codes.ts';
import { sendError } from './reply.ts';
import type { RouteTable } from './route.ts';

const EVERYWHERE = ['api-version', '$skiptoken'];

/** Refuses by name every operation and query parameter that the sandbox does not serve. */
export const strict =
  (table: RouteTable): RequestHandler =>
  (req, res, next) => {
    const exchange = exchangeOf(res);
    const match = table.match(req.method, exchange.path);
    if (!match) {
      const message = `The sandbox does not serve ${req.method} ${exchange.path}. COVERAGE.md lists what it serves.`;
      return sendError(res, frontEndError(501, INVENTED.unknownOperation, message));
    }
    exchange.match = match;
    const { query = [], ignoredQuery = [], id } = match.route;
    const honoured = new Set([...EVERYWHERE, ...query, ...ignoredQuery].map((name) => name.toLowerCase()));
    const unknown = [...exchange.query.keys()].find((name) => !honoured.has(name));
    if (unknown === undefined) return next();
    const message = `The sandbox does not know the query parameter '${unknown}' of ${id}. COVERAGE.md lists what it honours.`;
    return sendError(res, frontEndError(400, INVENTED.unknownQueryParameter, message));
  };
