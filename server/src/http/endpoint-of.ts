import { api, type Endpoint, eventStream } from '@peerscape/shared/api';
import type { Request } from 'express';

const ENDPOINTS: readonly (Endpoint | typeof eventStream)[] = [...Object.values<Endpoint>(api), eventStream];

/** Returns the endpoint of the contract, or the event stream, that the request is for. */
export function endpointOf({ method, originalUrl }: Request): Endpoint | typeof eventStream | undefined {
  const path = originalUrl.split('?', 1)[0];
  const declared = method === 'HEAD' ? 'GET' : method;
  return ENDPOINTS.find((endpoint) => endpoint.path === path && endpoint.method === declared);
}
