/** The only module that talks to Azure: connects to ARM, reads resources, and writes halves while changes are allowed. Contains no use cases. */
import type { TokenCredential } from '@azure/core-auth';
import type { Clock } from '../clock.ts';
import type { AzurePort, HalfPort, RoutePort } from '../work/ports.ts';
import { createAzurePort } from './azure-port.ts';
import { toFailure } from './failures.ts';
import { createHalfPort } from './half-port.ts';
import { createRoutePort } from './route-port.ts';
import { connect } from './sdk/connection.ts';
import { pinTenant } from './sdk/token-owner.ts';
import { readTenantDomain } from './tenant.ts';

export interface AzureOptions {
  readonly endpoint: string;
  readonly scope: string;
  readonly authority: string;
  /** Bearer token to send as is; when absent, DefaultAzureCredential supplies one. */
  readonly token?: string | undefined;
  readonly ca?: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** Checked before each write. */
  readonly mayWrite: () => boolean;
}

export interface AzureConnection {
  readonly readPort: AzurePort;
  readonly halves: HalfPort;
  readonly routes: RoutePort;
  /** Returns the tenant that the identity is signed in to. Every later token must be for the same tenant. Rejects when there is no identity. */
  tenantId(): Promise<string>;
  /** Returns the default domain of a tenant; null when Azure does not disclose it. */
  tenantDomain(tenantId: string): Promise<string | null>;
  /** Returns the account of the latest token; null before the first token. */
  account(): string | null;
}

/** Creates the ports for one ARM endpoint. Sends nothing yet. */
export async function openAzure({ token, authority, clock, ...rest }: AzureOptions): Promise<AzureConnection> {
  const credential = pinTenant(
    token === undefined ? await createDefaultCredential(authority) : createFixedCredential(token, clock),
    rest.scope,
  );
  const connection = connect({ ...rest, credential, clock });
  return {
    readPort: createAzurePort(connection, clock),
    halves: createHalfPort(connection, clock),
    routes: createRoutePort(connection, clock),
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

/** Creates the default credential. MSAL is 37 MB, so it is loaded only when needed. */
async function createDefaultCredential(authorityHost: string): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential({ authorityHost });
}

const HOUR_MS = 3_600_000;

const createFixedCredential = (token: string, clock: Clock): TokenCredential => ({
  getToken: async () => ({ token, expiresOnTimestamp: clock.now() + HOUR_MS }),
});
