import type { RequestHandler } from 'express';
import { exchangeOf } from './exchange.ts';
import { frontEndError } from './operation-handler.ts';
import { sendError } from './reply.ts';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(-preview)?$/;
const SUPPORTED = '2026-01-01,2025-09-01,2025-07-01,2025-05-01,2025-03-01,2024-10-01,2024-05-01,2022-12-01,2022-01-01';

/** Rejects requests without a valid api-version; any date is accepted, so that clients of any age work (azure-semantics §0). */
export const requireApiVersion: RequestHandler = (_, res, next) => {
  const version = exchangeOf(res).query.get('api-version');
  if (!version) {
    return sendError(
      res,
      frontEndError(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.'),
    );
  }
  if (DATE.test(version)) return next();
  const message = `The api-version '${version}' is invalid. The supported versions are '${SUPPORTED}'.`;
  return sendError(res, frontEndError(400, 'InvalidApiVersionParameter', message));
};
