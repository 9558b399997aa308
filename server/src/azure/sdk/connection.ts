import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  bearerTokenAuthenticationPolicyName,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import type { Clock } from '../../clock.ts';
import { refused, toFailure } from '../failures.ts';
import { guardEgress, originPolicy } from './egress.ts';
import { createHttpClient } from './http-client.ts';
import { askedWait, retryPolicy } from './retry.ts';

export interface ConnectionParts {
  readonly endpoint: string;
  readonly scope: string;
  readonly credential: TokenCredential;
  /** PEM of the authority that signed the endpoint's certificate; absent: those that Node trusts. */
  readonly ca?: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** The network; tests put something else in its place. */
  readonly httpClient?: HttpClient | undefined;
}

interface ArmRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, or a whole `nextLink`. */
  readonly path: string;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

export interface ArmReply {
  readonly json: unknown;
  readonly header: (name: string) => string | undefined;
}

/** One ARM endpoint: how to send to it, and what the SDK's clients need to send the same way. */
export interface Connection {
  send(request: ArmRequest): Promise<ArmReply>;
  readonly credential: TokenCredential;
  readonly clientOptions: ClientOptions;
  /** Gives an SDK client's pipeline our retry and takes away what follows redirects or retries by itself. */
  adopt(pipeline: Pipeline): void;
}

type ClientOptions = {
  readonly endpoint: string;
  readonly credentialScopes: string;
  readonly httpClient: HttpClient;
  readonly tlsOptions?: { ca: string };
  readonly userAgentOptions: { readonly userAgentPrefix: string };
};

const REQUEST_TIMEOUT_MS = 60_000;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const USER_AGENT = { userAgentPrefix: 'peerscape' };

export function connect({ endpoint, scope, credential, ca, clock, random, httpClient }: ConnectionParts): Connection {
  const { origin, hostname } = new URL(endpoint);
  const client = httpClient ?? createHttpClient(MAX_BODY_BYTES);
  const guarded = guardEgress({ origin, client, clock, requestTimeoutMs: REQUEST_TIMEOUT_MS });
  const retry = retryPolicy({ clock, random });
  const tls = ca === undefined ? {} : { tlsOptions: { ca } };

  const adopt = (pipeline: Pipeline) => {
    for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name });
    if (LOOPBACK.test(hostname)) pipeline.removePolicy({ name: 'proxyPolicy' });
    pipeline.addPolicy(originPolicy(origin), { beforePolicies: [bearerTokenAuthenticationPolicyName] });
    pipeline.addPolicy(retry, { phase: 'Retry' });
  };

  const pipeline = createPipelineFromOptions({ ...tls, userAgentOptions: USER_AGENT });
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }));
  adopt(pipeline);

  const send = async ({ method, path, body, signal }: ArmRequest): Promise<ArmReply> => {
    const request = createPipelineRequest({
      url: path.startsWith('/') ? origin + path : path,
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { abortSignal: signal }),
    });
    request.headers.set('accept', 'application/json');
    if (body !== undefined) request.headers.set('content-type', 'application/json');
    const response = await pipeline.sendRequest(guarded, request).catch((error: unknown) => {
      throw toFailure(error);
    });
    const { status, headers, bodyAsText } = response;
    if (status >= 300) throw refused({ status, bodyText: bodyAsText, retryAt: retryAtOf(askedWait(response, clock.now()), clock.now()) });
    return { json: JSON.parse(bodyAsText ?? ''), header: (name) => headers.get(name) };
  };

  const clientOptions = { endpoint: origin, credentialScopes: scope, httpClient: guarded, ...tls, userAgentOptions: USER_AGENT };
  return { send, credential, clientOptions, adopt };
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const retryAtOf = (wait: number | undefined, now: number): number | undefined => (wait === undefined ? undefined : now + wait);
