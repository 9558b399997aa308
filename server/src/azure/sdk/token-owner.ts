import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { z } from 'zod';
import { Failure } from '../../failure.ts';

/** The account that an access token was issued for. */
export interface TokenOwner {
  readonly tenantId: string;
  /** For example `ann@contoso.com (object id)`; an application is named by its id. */
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

/** Reads the owner of a JSON Web Token; undefined when the text is not one. The signature is not checked: Azure verifies every token itself. */
export function parseTokenOwner(token: string): TokenOwner | undefined {
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

/** Credential that returns tokens for the tenant of its first token only. */
export interface PinnedCredential extends TokenCredential {
  /** Returns the owner of the token, and acquires the first token if needed. Rejects when there is no token or when it names no tenant. */
  owner(): Promise<TokenOwner>;
  /** Returns the account of the latest token; null before the first. */
  account(): string | null;
}

/**
 * Pins the credential to the tenant of its first token, so that a sign-in to another tenant cannot continue work that belongs to this one.
 * The account may change.
 */
export function pinTenant(credential: TokenCredential, scope: string): PinnedCredential {
  let owner: TokenOwner | undefined;
  const getToken = async (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> => {
    const token = await credential.getToken(scopes, options);
    const current = token ? parseTokenOwner(token.token) : undefined;
    if (owner && current && current.tenantId !== owner.tenantId) throw otherTenant(owner.tenantId, current.tenantId);
    owner = current ?? owner;
    return token;
  };
  return {
    getToken,
    owner: async () => {
      if (!owner) await getToken(scope);
      if (!owner) throw new Failure('no-tenant', { detail: NO_TENANT_ADVICE });
      return owner;
    },
    account: () => owner?.account ?? null,
  };
}

const otherTenant = (pinned: string, current: string) =>
  new Failure('other-tenant', {
    detail: `Peerscape was started for tenant ${pinned}, but the current sign-in is for tenant ${current}. Sign in to tenant ${pinned} again, or restart Peerscape`,
  });

const NO_TENANT_ADVICE =
  'Drafts, plans and history are stored per tenant, so they are not available. Use a token issued by Microsoft Entra ID';
