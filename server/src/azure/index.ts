/** The one door to Azure: knows how to reach and read it, and to write halves while that is allowed; refuses to know what for. */
import type { TokenCredential } from '@azure/core-auth';
import type { Clock } from '../clock.ts';
import type { AzurePort, HalfPort } from '../work/ports.ts';
import { createAzurePort } from './azure-port.ts';
import { toFailure } from './failures.ts';
import { createHalfPort } from './half-port.ts';
import { connect } from './sdk/connection.ts';
import { pinTenant } from './sdk/token-owner.ts';
import { readTenantDomain } from './tenant.ts';

export interface AzureParts {
  readonly endpoint: string;
  readonly scope: string;
  readonly authority: string;
  /** A bearer token to send as it is; absent: whoever DefaultAzureCredential finds. */
  readonly token?: string | undefined;
  readonly ca?: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** Asked before each write. */
  readonly mayWrite: () => boolean;
}

export interface OpenedAzure {
  readonly reading: AzurePort;
  readonly halves: HalfPort;
  /** The tenant that the identity is signed in to; every later token must be of the same. Fails where there is no identity. */
  tenantId(): Promise<string>;
  /** The name by which people know that tenant; null where Azure does not tell. */
  tenantDomain(tenantId: string): Promise<string | null>;
  /** The account at work; null before the first token. */
  account(): string | null;
}

/** Connects to one ARM endpoint. Nothing is sent yet. */
export async function openAzure({ token, authority, clock, ...rest }: AzureParts): Promise<OpenedAzure> {
  const credential = pinTenant(token === undefined ? await defaultCredential(authority) : fixedCredential(token, clock), rest.scope);
  const connection = connect({ ...rest, credential, clock });
  return {
    reading: createAzurePort(connection, clock),
    halves: createHalfPort(connection, clock),
    tenantId: async () => {
      try {
        return (await credential.owner()).tenantId;
      } catch (error) {
        throw toFailure(error);
      }
    },
    tenantDomain: (tenantId) => readTenantDomain(connection, tenantId),
    account: credential.account,
  };
}

/** msal is 37 MB: loaded only where it is needed. */
async function defaultCredential(authorityHost: string): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential({ authorityHost });
}

const AN_HOUR = 3_600_000;

const fixedCredential = (token: string, clock: Clock): TokenCredential => ({
  getToken: async () => ({ token, expiresOnTimestamp: clock.now() + AN_HOUR }),
});
