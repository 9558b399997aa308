import type { HttpClient, PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { type Clock, withDeadline } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import { NoResponseError } from './no-response-error.ts';

export interface EgressOptions {
  /** The only origin that requests may go to. */
  readonly origin: string;
  readonly client: HttpClient;
  readonly clock: Clock;
  /** Checked before each write of a half. Other writes are always rejected. */
  readonly mayWrite: () => boolean;
  readonly requestTimeoutMs: number;
}

/**
 * Wraps the HTTP client so that it sends only reads of the configured origin, and writes of single halves while changes are allowed. Anything
 * else is rejected before it reaches the network: `nextLink`s, redirects and operation URLs come from responses, and the SDK would follow them
 * to any host with the access token.
 */
export function guardEgress({ origin, client, clock, mayWrite, requestTimeoutMs }: EgressOptions): HttpClient {
  return {
    sendRequest: async (request) => {
      assertOrigin(origin, request);
      const url = new URL(request.url);
      if (!isRead(request, url)) assertAllowedWrite(request, url, mayWrite);
      const deadline = {
        clock,
        milliseconds: requestTimeoutMs,
        signal: request.abortSignal as AbortSignal | undefined,
        createTimeoutError: () => new NoResponseError(`No complete response within ${requestTimeoutMs / 1000} seconds`),
      };
      return withDeadline(deadline, (signal) => sendWithSignal(client, request, signal));
    },
  };
}

/** Creates a policy that checks the origin before an access token is acquired. */
export const createOriginPolicy = (origin: string): PipelinePolicy => ({
  name: 'peerscapeOrigin',
  sendRequest: (request, next) => {
    assertOrigin(origin, request);
    return next(request);
  },
});

function assertOrigin(origin: string, { url: link }: PipelineRequest): void {
  if (!URL.canParse(link)) throw unusableLink(`"${link.slice(0, 200)}" is not a URL`);
  const url = new URL(link);
  // the origin of a scheme without hosts is `null`
  if (url.origin !== origin) throw foreignHost(url.host ? `${url.protocol}//${url.host}` : url.protocol, origin);
  if (url.username || url.password) throw unusableLink('it contains a user name or a password');
}

/** Sends the request with another signal and then restores the caller's signal, because a retry sends the same request object again. */
async function sendWithSignal(client: HttpClient, request: PipelineRequest, signal: AbortSignal): Promise<PipelineResponse> {
  const own = request.abortSignal;
  request.abortSignal = signal;
  try {
    return await client.sendRequest(request);
  } finally {
    if (own) request.abortSignal = own;
    else delete request.abortSignal;
  }
}

export const RESOURCE_GRAPH_PATH = /^\/providers\/microsoft\.resourcegraph\/resources$/i;

const NETWORK_PATH = '/subscriptions/[^/]+/resourcegroups/[^/]+/providers/microsoft.network';

/**
 * Read operations that ARM exposes as POST, besides queries to Resource Graph, by the action that each needs. The role Reader has none of these
 * actions.
 */
export const READ_ACTIONS = {
  'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveConnectivityConfigurations/action':
    /\/virtualnetworks\/[^/]+\/listnetworkmanagereffectiveconnectivityconfigurations$/i,
  'Microsoft.Network/virtualNetworkGateways/getLearnedRoutes/action': new RegExp(
    `^${NETWORK_PATH}/virtualnetworkgateways/[^/]+/getlearnedroutes$`,
    'i',
  ),
  'Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action': new RegExp(
    `^${NETWORK_PATH}/virtualhubs/[^/]+/bgpconnections/[^/]+/learnedroutes$`,
    'i',
  ),
  'Microsoft.Network/networkInterfaces/effectiveRouteTable/action': new RegExp(
    `^${NETWORK_PATH}/networkinterfaces/[^/]+/effectiveroutetable$`,
    'i',
  ),
} as const;

const READ_POST_PATHS = [RESOURCE_GRAPH_PATH, ...Object.values(READ_ACTIONS)];

const isRead = (request: PipelineRequest, url: URL): boolean =>
  request.method === 'GET' || (request.method === 'POST' && READ_POST_PATHS.some((path) => path.test(url.pathname)));

/** Path of a half. A VNet itself is never written: its PUT can drop subnets and cancel other operations (reliability §2.4). */
const HALF_PATH = /\/microsoft\.network\/virtualnetworks\/[^/]+\/virtualnetworkpeerings\/[^/]+$/i;

function assertAllowedWrite({ method }: PipelineRequest, { pathname }: URL, mayWrite: () => boolean): void {
  if ((method !== 'PUT' && method !== 'DELETE') || !HALF_PATH.test(pathname)) throw unsupportedRequest(method, pathname);
  if (!mayWrite()) throw readOnly();
}

const foreignHost = (actual: string, origin: string) =>
  new Failure('foreign-host', {
    detail: `The link points to ${actual}, but Peerscape sends requests only to ${origin}. Nothing was sent`,
  });

const unusableLink = (reason: string) =>
  new Failure('not-an-arm-answer', { detail: `The link in the response from Azure cannot be followed: ${reason}. Nothing was sent` });

const unsupportedRequest = (method: string, path: string) =>
  new Error(`Peerscape sends only reads and writes of peerings; it does not send ${method} ${path}`);

const readOnly = () => new Failure('read-only', { title: 'Changes are off', detail: 'Nothing was sent. Allow changes first' });
