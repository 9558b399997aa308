import type { RequestHandler } from 'express';
import { callerOf, type TokenBook } from '../identity/tokens.ts';
import { frontEndError } from './answer.ts';
import { exchangeOf } from './exchange.ts';
import { sendError } from './reply.ts';

const MISSING = frontEndError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
const MAX_AUXILIARY = 3;

/** Learns who asks. Tokens of further tenants may stand in `x-ms-authorization-auxiliary`. */
export const auth =
  (tokens: TokenBook): RequestHandler =>
  (req, res, next) => {
    const header = req.get('authorization');
    if (!header) return refuse(res, MISSING);
    const claims = tokens.read(bearer(header));
    if ('kind' in claims && claims.kind === 'error') return refuse(res, claims as typeof MISSING);
    const auxiliary = (req.get('x-ms-authorization-auxiliary') ?? '').split(',').filter((part) => part.trim() !== '');
    const further = auxiliary.slice(0, MAX_AUXILIARY).map((part) => tokens.read(bearer(part)));
    const tenants = further.flatMap((each) => ('tid' in each && typeof each.tid === 'string' ? [each.tid] : []));
    if (tenants.length !== auxiliary.length)
      return refuse(res, frontEndError(401, 'InvalidAuthenticationToken', 'The access token is invalid.'));
    exchangeOf(res).caller = callerOf(claims as Exclude<typeof claims, typeof MISSING>, tenants);
    next();
  };

const bearer = (header: string): string => header.trim().replace(/^bearer\s+/i, '');

function refuse(res: Parameters<RequestHandler>[1], error: typeof MISSING): void {
  exchangeOf(res).headers.set('WWW-Authenticate', `Bearer authorization_uri="https://login.windows.net/common", error="invalid_token"`);
  sendError(res, error);
}
