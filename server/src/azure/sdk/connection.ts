import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  bearerTokenAuthenticationPolicyName,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelineRequest,
  type PipelineResponse,
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
  /** Asked before each write; absent: nothing is ever written. */
  readonly mayWrite?: (() => boolean) | undefined;
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

interface ArmWrite {
  readonly method: 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** Sent as x-ms-client-request-id, by which Azure's activity log and our audit find each other. */
  readonly clientRequestId: string;
  readonly signal?: AbortSignal | undefined;
}

export interface ArmReply {
  readonly json: unknown;
  readonly header: (name: string) => string | undefined;
}

/** One ARM endpoint: how to send to it, and what the SDK's clients need to send the same way. */
export interface Connection {
  send(request: ArmRequest): Promise<ArmReply>;
  /** Sends a write exactly once, whatever happens; gives any answer as it came. Rejects when there was none. */
  write(request: ArmWrite): Promise<PipelineResponse>;
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

export function connect({
  endpoint,
  scope,
  credential,
  ca,
  clock,
  random,
  mayWrite = () => false,
  httpClient,
}: ConnectionParts): Connection {
  const { origin, hostname } = new URL(endpoint);
  const client = httpClient ?? createHttpClient(MAX_BODY_BYTES);
  const guarded = guardEgress({ origin, client, clock, mayWrite, requestTimeoutMs: REQUEST_TIMEOUT_MS });
  const retry = retryPolicy({ clock, random });
  const tls = ca === undefined ? {} : { tlsOptions: { ca } };

  const sendOnce = (pipeline: Pipeline) => {
    for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name });
    if (LOOPBACK.test(hostname)) pipeline.removePolicy({ name: 'proxyPolicy' });
    pipeline.addPolicy(originPolicy(origin), { beforePolicies: [bearerTokenAuthenticationPolicyName] });
  };
  const adopt = (pipeline: Pipeline) => {
    sendOnce(pipeline);
    pipeline.addPolicy(retry, { phase: 'Retry' });
  };
  const newPipeline = () => {
    const pipeline = createPipelineFromOptions({ ...tls, userAgentOptions: USER_AGENT });
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }));
    return pipeline;
  };
  const [reading, writing] = [newPipeline(), newPipeline()];
  adopt(reading);
  sendOnce(writing);

  const requestOf = ({ method, path, body, signal }: ArmRequest | ArmWrite): PipelineRequest => {
    const request = createPipelineRequest({
      url: path.startsWith('/') ? origin + path : path,
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { abortSignal: signal }),
    });
    request.headers.set('accept', 'application/json');
    if (body !== undefined) request.headers.set('content-type', 'application/json');
    return request;
  };

  const write = (sent: ArmWrite): Promise<PipelineResponse> => {
    const request = requestOf(sent);
    request.headers.set('x-ms-client-request-id', sent.clientRequestId);
    request.requestId = sent.clientRequestId;
    return writing.sendRequest(guarded, request);
  };

  const send = async (sent: ArmRequest): Promise<ArmReply> => {
    const response = await reading.sendRequest(guarded, requestOf(sent)).catch((error: unknown) => {
      throw toFailure(error);
    });
    const { status, headers, bodyAsText } = response;
    if (status >= 300) throw refused({ status, bodyText: bodyAsText, retryAt: retryAtOf(askedWait(response, clock.now()), clock.now()) });
    return { json: JSON.parse(bodyAsText ?? ''), header: (name) => headers.get(name) };
  };

  const clientOptions = { endpoint: origin, credentialScopes: scope, httpClient: guarded, ...tls, userAgentOptions: USER_AGENT };
  return { send, write, credential, clientOptions, adopt };
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const retryAtOf = (wait: number | undefined, now: number): number | undefined => (wait === undefined ? undefined : now + wait);
