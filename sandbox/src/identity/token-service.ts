import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type ArmError, frontEndError } from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import type { Caller } from '../store/access.ts';

/** Claims of a token. */
export interface Claims {
  readonly tid: string;
  readonly oid: string;
  readonly appid: string;
  readonly aud: string;
  readonly exp: number;
  readonly [name: string]: unknown;
}

/** Issues and verifies tokens. */
export interface TokenService {
  issue(request: {
    readonly tenantId: string;
    readonly appId?: string;
    readonly audience?: string;
    readonly lifetimeSeconds?: number;
    readonly isHome?: boolean;
  }): string;
  /** Returns the claims of a valid token, or ARM's error. */
  verify(token: string): { readonly kind: 'claims'; readonly claims: Claims } | ArmError;
}

const HOUR_SECONDS = 3600;
/** Custom claim: the bearer's tenant is the home tenant of the current world, so a printed token stays valid after another world is loaded. */
const HOME_CLAIM = 'peerscape_home';

/** Creates the service for JSON Web Tokens signed with a key of this machine: clients can decode them, only the sandbox can issue them. */
export function createTokenService(key: Buffer, clock: Clock, homeTenant: () => string): TokenService {
  const signatureOf = (content: string) => createHmac('sha256', key).update(content).digest('base64url');
  const seconds = () => Math.floor(clock.now() / 1000);
  return {
    issue({
      tenantId,
      appId = DEFAULT_APP,
      audience = 'https://management.azure.com',
      lifetimeSeconds = 24 * HOUR_SECONDS,
      isHome = false,
    }) {
      const now = seconds();
      const content = [
        { typ: 'JWT', alg: 'HS256' },
        {
          aud: audience,
          iss: `https://sts.windows.net/${tenantId}/`,
          iat: now,
          nbf: now,
          exp: now + lifetimeSeconds,
          appid: appId,
          idtyp: 'app',
          oid: guidFrom(`object of ${appId}`),
          sub: guidFrom(`object of ${appId}`),
          tid: tenantId,
          ver: '1.0',
          ...(isHome && { [HOME_CLAIM]: true }),
        },
      ].map(encode);
      return [...content, signatureOf(content.join('.'))].join('.');
    },
    verify(token) {
      const [head = '', body = '', signature = ''] = token.split('.');
      if (!equal(signature, signatureOf(`${head}.${body}`))) return INVALID;
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
      if (claims.exp <= seconds()) return expired(claims, seconds());
      return { kind: 'claims', claims: claims[HOME_CLAIM] === true ? { ...claims, tid: homeTenant() } : claims };
    },
  };
}

const DEFAULT_APP = '00000000-5a4d-b0c5-0000-000000000001';

/** Converts claims to the caller. */
export const toCaller = (claims: Claims, auxiliaryTenants: readonly string[]): Caller => ({
  objectId: claims.oid,
  name: claims.appid,
  tenantId: claims.tid,
  auxiliaryTenants,
});

const INVALID = frontEndError(401, 'InvalidAuthenticationToken', 'The access token is invalid.');

const expired = (claims: Claims, now: number): ArmError =>
  frontEndError(
    401,
    'ExpiredAuthenticationToken',
    `The access token expiry UTC time '${new Date(claims.exp * 1000).toISOString()}' is earlier than current UTC time '${new Date(now * 1000).toISOString()}'.`,
  );

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Derives a GUID from text; deterministic. */
function guidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
