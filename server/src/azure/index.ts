/** The one door to Azure: knows how to reach and read it, and to write halves while that is allowed; refuses to know what for. */
import type { TokenCredential } from '@azure/core-auth';
import type { Clock } from '../clock.ts';
import { createAzurePort } from './azure-port.ts';
import { createHalfPort } from './half-port.ts';
import type { AzurePort, HalfPort } from './port.ts';
import { connect } from './sdk/connection.ts';

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

/** Connects to one ARM endpoint. Nothing is sent yet. */
export async function openAzure({ token, authority, clock, ...rest }: AzureParts): Promise<{ reading: AzurePort; halves: HalfPort }> {
  const credential = token === undefined ? await defaultCredential(authority) : fixedCredential(token, clock);
  const connection = connect({ ...rest, credential, clock });
  return { reading: createAzurePort(connection, clock), halves: createHalfPort(connection, clock) };
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
