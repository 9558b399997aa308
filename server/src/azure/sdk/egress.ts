import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { type Clock, withDeadline } from '../../clock.ts';
import { Failure } from '../../work/failure.ts';

export interface EgressParts {
  /** The one place that requests may go to. */
  readonly origin: string;
  readonly client: HttpClient;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly maxBodyBytes: number;
}

/** A request took too long, or its answer was too large: not worth believing, but worth another try. */
export class NoAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoAnswer';
  }
}

/**
 * The last thing before the network. `nextLink`s, redirects and operation URLs come from answers, and the SDK would follow them with the
 * token to any host: here everything but a read of the configured origin is refused, and nothing has left yet.
 */
export function guardEgress({ origin, client, clock, requestTimeoutMs, maxBodyBytes }: EgressParts): HttpClient {
  return {
    sendRequest: (request) => {
      const url = new URL(request.url);
      if (url.origin !== origin) throw foreignHost(url.origin, origin);
      if (!isRead(request, url)) throw notARead(request.method, url.pathname);
      const deadline = {
        clock,
        milliseconds: requestTimeoutMs,
        signal: request.abortSignal as AbortSignal | undefined,
        tooLate: () => new NoAnswer(`No whole answer within ${requestTimeoutMs / 1000} seconds`),
      };
      return withDeadline(deadline, (signal) => limited(client, request, signal, maxBodyBytes));
    },
  };
}

/** Stops an answer that grows beyond the limit while it arrives; counted after decompression. */
function limited(client: HttpClient, request: PipelineRequest, signal: AbortSignal, maxBodyBytes: number): Promise<PipelineResponse> {
  const tooLarge = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    tooLarge.signal.addEventListener('abort', () => reject(tooLarge.signal.reason));
  });
  request.onDownloadProgress = ({ loadedBytes }) => {
    if (loadedBytes > maxBodyBytes) tooLarge.abort(new NoAnswer(`The answer is larger than ${maxBodyBytes} bytes`));
  };
  const outer = request.abortSignal;
  request.abortSignal = AbortSignal.any([signal, tooLarge.signal]);
  const answer = client.sendRequest(request).finally(() => {
    if (outer) request.abortSignal = outer;
    else delete request.abortSignal;
  });
  return Promise.race([answer, stopped]);
}

/** Reads that ARM wants as POST: the graph, and what network managers have decided for a VNet. */
const READING_POSTS = [
  /^\/providers\/microsoft\.resourcegraph\/resources$/i,
  /\/virtualnetworks\/[^/]+\/listnetworkmanagereffectiveconnectivityconfigurations$/i,
];

const isRead = (request: PipelineRequest, url: URL): boolean =>
  request.method === 'GET' || (request.method === 'POST' && READING_POSTS.some((path) => path.test(url.pathname)));

const foreignHost = (found: string, origin: string) =>
  new Failure({
    title: 'An answer pointed to another server',
    status: 502,
    code: 'foreign-host',
    detail: `It named ${found}; only ${origin} is asked. Nothing was sent`,
  });

const notARead = (method: string, path: string) => new Error(`Peerscape only reads, it does not send ${method} ${path}`);
