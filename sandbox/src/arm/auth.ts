import type { RequestHandler, Response } from 'express';
import type { Caller } from '../store/access.ts';
import { exchangeOf } from './exchange.ts';
import { type ArmError, frontEndError } from './operation-handler.ts';
import { sendError } from './reply.ts';

const MISSING = frontEndError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
const MAX_AUXILIARY = 3;

/** Reads bearer tokens and resolves their callers. */
interface Tokens<Claims extends { readonly tid: string }> {
  read(token: string): { readonly kind: 'claims'; readonly claims: Claims } | ArmError;
  callerOf(claims: Claims, auxiliaryTenants: readonly string[]): Caller;
}

/** Authenticates the caller. `x-ms-authorization-auxiliary` can contain tokens of additional tenants. */
export const authenticate =
  <Claims extends { readonly tid: string }>(tokens: Tokens<Claims>): RequestHandler =>
  (req, res, next) => {
    const header = req.get('authorization');
    if (!header) return reject(res, MISSING);
    const read = tokens.read(bearer(header));
    if (read.kind === 'error') return reject(res, read);
    const tenants: string[] = [];
    for (const token of auxiliaryTokens(req.get('x-ms-authorization-auxiliary'))) {
      const auxiliary = tokens.read(bearer(token));
      if (auxiliary.kind === 'error') return reject(res, auxiliary);
      tenants.push(auxiliary.claims.tid);
    }
    exchangeOf(res).caller = tokens.callerOf(read.claims, tenants);
    next();
  };

const auxiliaryTokens = (header = ''): string[] =>
  header
    .split(',')
    .filter((token) => token.trim() !== '')
    .slice(0, MAX_AUXILIARY);

const bearer = (header: string): string => header.trim().replace(/^bearer\s+/i, '');

function reject(res: Response, error: ArmError): void {
  const exchange = exchangeOf(res);
  exchange.headers.set('WWW-Authenticate', `Bearer authorization_uri="${exchange.origin}/common", error="invalid_token"`);
  sendError(res, error);
}
