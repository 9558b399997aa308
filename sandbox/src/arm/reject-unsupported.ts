import type { RequestHandler } from 'express';
import { exchangeOf } from './exchange.ts';
import { INVENTED } from './invented-codes.ts';
import { frontEndError } from './operation-handler.ts';
import { sendError } from './reply.ts';
import type { RouteTable } from './route.ts';

const COMMON_PARAMETERS = ['api-version', '$skiptoken'];

/** Rejects operations and query parameters that the sandbox does not support. */
export const rejectUnsupported =
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
    const supported = new Set([...COMMON_PARAMETERS, ...query, ...ignoredQuery].map((name) => name.toLowerCase()));
    const unknown = [...exchange.query.keys()].find((name) => !supported.has(name));
    if (unknown === undefined) return next();
    const message = `The sandbox does not know the query parameter '${unknown}' of ${id}. COVERAGE.md lists what it honours.`;
    return sendError(res, frontEndError(400, INVENTED.unknownQueryParameter, message));
  };
