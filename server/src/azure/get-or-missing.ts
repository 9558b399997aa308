import type { Problem } from '@peerscape/shared/api';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import type { Connection } from './sdk/connection.ts';
import { parseResponse } from './sdk/raw-responses.ts';

export const NETWORK_VERSION = 'api-version=2025-05-01';
export const RESOURCES_VERSION = 'api-version=2022-12-01';

/** A response that is one resource. */
export const OneResource = z.looseObject({ id: z.string() });

/** Sends a GET and returns its JSON, or the problem of a 404 with ARM's error. Rejects with any other failure. */
export async function getOrMissing(
  connection: Connection,
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly json: unknown } | { readonly missing: Problem }> {
  try {
    return { json: (await connection.send({ method: 'GET', path, signal })).json };
  } catch (error) {
    if (error instanceof Failure && error.armStatus === 404) return { missing: error.problem };
    throw error;
  }
}

/** Returns the URL path of an id. Ids come from plans and rows and were parsed there; characters with a meaning in URLs are still encoded. */
export const pathOf = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

/** Reads a VNet, resource group or subscription once; resolves to undefined if it exists, else to ARM's 404. */
export async function probe(connection: Connection, id: string, signal: AbortSignal | undefined): Promise<Problem | undefined> {
  const version = /\/providers\//i.test(id) ? NETWORK_VERSION : RESOURCES_VERSION;
  const result = await getOrMissing(connection, `${pathOf(id)}?${version}`, signal);
  if ('missing' in result) return result.missing;
  parseResponse(OneResource, result.json);
  return undefined;
}
