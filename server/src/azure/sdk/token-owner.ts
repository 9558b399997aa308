import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { z } from 'zod';
import { Failure } from '../../failure.ts';

/** Whom an access token was issued for. */
export interface TokenOwner {
  readonly tenantId: string;
  /** Such as `ann@contoso.com (object id)`; an application goes by its id. */
  readonly account: string;
}

/** The claims of an ARM access token that name its owner (Microsoft identity platform, access token claims reference, v1.0 and v2.0). */
const Claims = z.object({
  tid: z.guid(),
  oid: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  preferred_username: z.string().optional(),
  appid: z.string().optional(),
  azp: z.string().optional(),
});

/** Reads whom a JSON web token was issued for; undefined where it is no such token. Nothing is decided by it that Azure does not check. */
export function ownerOf(token: string): TokenOwner | undefined {
  const claims = Claims.safeParse(payloadOf(token));
  if (!claims.success) return undefined;
  const { tid, oid, upn, unique_name, preferred_username, appid, azp } = claims.data;
  const names = [upn ?? unique_name ?? preferred_username ?? appid ?? azp, oid].filter((name) => name !== undefined);
  return { tenantId: tid.toLowerCase(), account: names.length > 1 ? `${names[0]} (${names[1]})` : (names[0] ?? 'unnamed') };
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** A credential that serves the tenant of its first token only. */
export interface PinnedCredential extends TokenCredential {
  /** Fetches a token, unless one was fetched before, and says whose it is. Fails where there is none, or where it does not say. */
  owner(): Promise<TokenOwner>;
  /** The account of the last token; null before the first. */
  account(): string | null;
}

/**
 * Pins the credential to the tenant of its first token: a sign-in to another tenant must not go on with what was begun in this one. The
 * account may change.
 */
export function pinTenant(credential: TokenCredential, scope: string): PinnedCredential {
  let owner: TokenOwner | undefined;
  const getToken = async (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> => {
    const token = await credential.getToken(scopes, options);
    const now = token ? ownerOf(token.token) : undefined;
    if (owner && now && now.tenantId !== owner.tenantId) throw otherTenant(owner.tenantId, now.tenantId);
    owner = now ?? owner;
    return token;
  };
  return {
    getToken,
    owner: async () => {
      if (!owner) await getToken(scope);
      if (!owner) throw new Failure(NO_TENANT);
      return owner;
    },
    account: () => owner?.account ?? null,
  };
}

const otherTenant = (pinned: string, now: string) =>
  new Failure({
    title: 'The sign-in is for another tenant now',
    status: 502,
    code: 'other-tenant',
    detail: `Peerscape was started for tenant ${pinned}, and the sign-in is for ${now}. Sign in to the first tenant again, or restart Peerscape`,
  });

const NO_TENANT = {
  title: 'The access token names no tenant',
  status: 502,
  code: 'no-tenant',
  detail: 'Drafts, plans and history belong to a tenant, so they stay closed. Use a token that Microsoft Entra ID issued',
};
