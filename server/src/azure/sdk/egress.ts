import type { HttpClient, PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { type Clock, withDeadline } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import { NoAnswer } from './no-answer.ts';

export interface EgressParts {
  /** The one place that requests may go to. */
  readonly origin: string;
  readonly client: HttpClient;
  readonly clock: Clock;
  /** Asked before each write of a half; nothing else is ever written. */
  readonly mayWrite: () => boolean;
  readonly requestTimeoutMs: number;
}

/**
 * The last thing before the network. `nextLink`s, redirects and operation URLs come from answers, and the SDK would follow them with the
 * token to any host: here everything but a read of the configured origin, and a write of one half while changes are allowed, is refused, and
 * nothing has left yet.
 */
export function guardEgress({ origin, client, clock, mayWrite, requestTimeoutMs }: EgressParts): HttpClient {
  return {
    sendRequest: async (request) => {
      mustGoTo(origin, request);
      const url = new URL(request.url);
      if (!isRead(request, url)) mustBeAllowed(request, url, mayWrite);
      const deadline = {
        clock,
        milliseconds: requestTimeoutMs,
        signal: request.abortSignal as AbortSignal | undefined,
        tooLate: () => new NoAnswer(`No whole answer within ${requestTimeoutMs / 1000} seconds`),
      };
      return withDeadline(deadline, (signal) => sendWith(client, request, signal));
    },
  };
}

/** The same check before a token is even asked for. */
export const originPolicy = (origin: string): PipelinePolicy => ({
  name: 'peerscapeOrigin',
  sendRequest: (request, next) => {
    mustGoTo(origin, request);
    return next(request);
  },
});

function mustGoTo(origin: string, { url }: PipelineRequest): void {
  const found = new URL(url).origin;
  if (found !== origin) throw foreignHost(found, origin);
}

/** Sends with another signal in place, and puts the caller's own back: a retry sends the same request object again. */
async function sendWith(client: HttpClient, request: PipelineRequest, signal: AbortSignal): Promise<PipelineResponse> {
  const own = request.abortSignal;
  request.abortSignal = signal;
  try {
    return await client.sendRequest(request);
  } finally {
    if (own) request.abortSignal = own;
    else delete request.abortSignal;
  }
}

/** Reads that ARM wants as POST: the graph, and what network managers have decided for a VNet. */
const READING_POSTS = [
  /^\/providers\/microsoft\.resourcegraph\/resources$/i,
  /\/virtualnetworks\/[^/]+\/listnetworkmanagereffectiveconnectivityconfigurations$/i,
];

const isRead = (request: PipelineRequest, url: URL): boolean =>
  request.method === 'GET' || (request.method === 'POST' && READING_POSTS.some((path) => path.test(url.pathname)));

/** A VNet itself is never written: a whole PUT can drop its subnets and cancel what others do (reliability §2.4). */
const A_HALF = /\/microsoft\.network\/virtualnetworks\/[^/]+\/virtualnetworkpeerings\/[^/]+$/i;

function mustBeAllowed({ method }: PipelineRequest, { pathname }: URL, mayWrite: () => boolean): void {
  if ((method !== 'PUT' && method !== 'DELETE') || !A_HALF.test(pathname)) throw notOurs(method, pathname);
  if (!mayWrite()) throw readOnly();
}

const foreignHost = (found: string, origin: string) =>
  new Failure({
    title: 'An answer pointed to another server',
    status: 502,
    code: 'foreign-host',
    detail: `It named ${found}; only ${origin} is asked. Nothing was sent`,
  });

const notOurs = (method: string, path: string) =>
  new Error(`Peerscape reads, and writes halves of peerings; it does not send ${method} ${path}`);

const readOnly = () =>
  new Failure({ title: 'Changes are off', status: 403, code: 'read-only', detail: 'Nothing was sent. Allow changes first' });
