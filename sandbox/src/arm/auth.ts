import type { RequestHandler, Response } from 'express';
import type { Caller } from '../store/access.ts';
import { type ArmError, frontEndError } from './answer.ts';
import { exchangeOf } from './exchange.ts';
import { sendError } from './reply.ts';

const MISSING = frontEndError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
const MAX_AUXILIARY = 3;

/** Knows bearer tokens and whom they stand for. */
interface Tokens<Claims extends { readonly tid: string }> {
  read(token: string): { readonly kind: 'claims'; readonly claims: Claims } | ArmError;
  callerOf(claims: Claims, auxiliaryTenants: readonly string[]): Caller;
}

/** Learns who asks. Tokens of further tenants may stand in `x-ms-authorization-auxiliary`. */
export const auth =
  <Claims extends { readonly tid: string }>(tokens: Tokens<Claims>): RequestHandler =>
  (req, res, next) => {
    const header = req.get('authorization');
    if (!header) return refuse(res, MISSING);
    const read = tokens.read(bearer(header));
    if (read.kind === 'error') return refuse(res, read);
    const tenants: string[] = [];
    for (const part of auxiliaryParts(req.get('x-ms-authorization-auxiliary'))) {
      const further = tokens.read(bearer(part));
      if (further.kind === 'error') return refuse(res, further);
      tenants.push(further.claims.tid);
    }
    exchangeOf(res).caller = tokens.callerOf(read.claims, tenants);
    next();
  };

const auxiliaryParts = (header = ''): string[] =>
  header
    .split(',')
    .filter((part) => part.trim() !== '')
    .slice(0, MAX_AUXILIARY);

const bearer = (header: string): string => header.trim().replace(/^bearer\s+/i, '');

function refuse(res: Response, error: ArmError): void {
  const exchange = exchangeOf(res);
  exchange.headers.set('WWW-Authenticate', `Bearer authorization_uri="${exchange.origin}/common", error="invalid_token"`);
  sendError(res, error);
}
