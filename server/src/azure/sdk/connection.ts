import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  bearerTokenAuthenticationPolicyName,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import type { Clock } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import { createArmFailure, toFailure } from '../failures.ts';
import { createAnswerTracker, type UnansweredListener } from './answer-tracker.ts';
import { createBuckets, type ThrottledAnswer } from './buckets.ts';
import { createOriginPolicy, guardEgress } from './egress.ts';
import { createHttpClient } from './http-client.ts';
import { createRetryPolicy, isBareAcceptance, isThrottled, jsonOf, toThrottledAnswer } from './retry.ts';

export interface ConnectionOptions {
  readonly endpoint: string;
  readonly scope: string;
  readonly credential: TokenCredential;
  /** PEM of the CA that signed the endpoint's certificate; when absent, the CAs that Node.js trusts. */
  readonly ca?: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** Checked before each write; when absent, all writes are rejected. */
  readonly mayWrite?: (() => boolean) | undefined;
  /** HTTP client to use instead of the real network, for tests. */
  readonly httpClient?: HttpClient | undefined;
}

interface ArmRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, or a complete `nextLink`. */
  readonly path: string;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

interface ArmWrite {
  readonly method: 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** Sent as x-ms-client-request-id, to correlate Azure's activity log with the audit log. */
  readonly clientRequestId: string;
  /**
   * Returns the milliseconds within which the write must be sent; unlimited if absent. Asked before waiting for Azure to accept writes, and again after everything
   * that may wait: if they are not positive then, the write fails with `suspended`.
   */
  readonly remainingMs?: (() => number) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Response to a write; `waitMs` is how long it asks to wait. */
export interface WriteResponse {
  readonly status: number;
  readonly bodyText: string | null | undefined;
  readonly header: (name: string) => string | undefined;
  /** Undefined or positive, in milliseconds. */
  readonly waitMs: number | undefined;
  /** Reason why `waitMs` is not as requested. */
  readonly replacedWait: string | undefined;
}

export interface ArmResponse {
  readonly status: number;
  /** Undefined for a 202 without a body, which starts or continues a long-running operation. */
  readonly json: unknown;
  readonly header: (name: string) => string | undefined;
}

/** Connection to one ARM endpoint, with the settings that SDK clients need to share it. */
export interface Connection {
  send(request: ArmRequest): Promise<ArmResponse>;
  /**
   * Sends a write once and resolves with the response, whatever its status. Rejects when no response arrives. While Azure throttles writes,
   * nothing is sent, and the response is the one that said so.
   */
  write(request: ArmWrite): Promise<WriteResponse>;
  /** Allows one read although Azure has asked to wait, per subscription, or no longer allows it. */
  setEarlyReads(isAllowed: boolean): void;
  /** Calls the listener with the time since which Azure has not answered; replaces the previous listener. Returns the unsubscribe function. */
  subscribeToUnanswered(listener: UnansweredListener): () => void;
  readonly credential: TokenCredential;
  readonly clientOptions: ClientOptions;
  /** Installs Peerscape's retry policy in an SDK client's pipeline and removes the SDK's redirect and retry policies. */
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
/** Longest time that a write waits for its turn, in milliseconds; afterwards its step waits, which is shown. */
const MAX_TURN_MS = 10_000;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const USER_AGENT = { userAgentPrefix: 'peerscape' };

/** Creates a connection to the ARM endpoint. Sends nothing yet. */
export function connect({
  endpoint,
  scope,
  credential: untracked,
  ca,
  clock,
  random,
  mayWrite = () => false,
  httpClient,
}: ConnectionOptions): Connection {
  const { origin, hostname } = new URL(endpoint);
  const http = httpClient ?? createHttpClient(MAX_BODY_BYTES);
  const answers = createAnswerTracker(clock);
  const client: HttpClient = { sendRequest: (request) => answers.track(() => http.sendRequest(request)) };
  const credential: TokenCredential = { getToken: (...request) => answers.track(() => untracked.getToken(...request)) };
  const guarded = guardEgress({ origin, client, clock, mayWrite, requestTimeoutMs: REQUEST_TIMEOUT_MS });
  const buckets = createBuckets({ clock, random });
  const retry = createRetryPolicy({ clock, random, buckets });
  const tls = ca === undefined ? {} : { tlsOptions: { ca } };

  const removeAutomaticResends = (pipeline: Pipeline) => {
    for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name });
    if (LOOPBACK.test(hostname)) pipeline.removePolicy({ name: 'proxyPolicy' });
    pipeline.addPolicy(createOriginPolicy(origin), { beforePolicies: [bearerTokenAuthenticationPolicyName] });
  };
  const adopt = (pipeline: Pipeline) => {
    removeAutomaticResends(pipeline);
    pipeline.addPolicy(retry, { phase: 'Retry' });
  };
  const createPipeline = () => {
    const pipeline = createPipelineFromOptions({ ...tls, userAgentOptions: USER_AGENT });
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }));
    return pipeline;
  };
  const [readPipeline, writePipeline] = [createPipeline(), createPipeline()];
  adopt(readPipeline);
  removeAutomaticResends(writePipeline);

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

  /** Returns the client for a write. It is the last in the pipeline: after the access token, which may have to be requested. */
  const timely = (remainingMs: () => number): HttpClient => ({
    sendRequest: async (request) => {
      if (remainingMs() <= 0) throw new Failure('suspended');
      return guarded.sendRequest(request);
    },
  });
  const write = async (armWrite: ArmWrite): Promise<WriteResponse> => {
    const { remainingMs = () => Number.POSITIVE_INFINITY } = armWrite;
    const request = requestOf(armWrite);
    request.headers.set('x-ms-client-request-id', armWrite.clientRequestId);
    request.requestId = armWrite.clientRequestId;
    const place = buckets.of(request).join();
    const turnMs = Math.min(MAX_TURN_MS, remainingMs());
    const admission = await place.enter({ closedMs: turnMs, totalMs: turnMs }, armWrite.signal);
    if (admission.kind === 'closed') return toWriteResponse(admission.refusal, admission.until - clock.now());
    const response = await writePipeline.sendRequest(timely(remainingMs), request).catch((error: unknown) => {
      place.leave(false);
      throw error;
    });
    const answer = toThrottledAnswer(response, clock.now());
    const header = (name: string) => response.headers.get(name);
    if (isThrottled(response)) return toWriteResponse(answer, place.reject(answer, answer.wait?.milliseconds) - clock.now(), header);
    place.leave(true);
    return toWriteResponse(answer, answer.wait?.milliseconds, header);
  };

  const send = async (armRequest: ArmRequest): Promise<ArmResponse> => {
    const response = await readPipeline.sendRequest(guarded, requestOf(armRequest)).catch((error: unknown) => {
      throw toFailure(error);
    });
    const { status, headers, bodyAsText } = response;
    if (status >= 300) throw createArmFailure({ status, bodyText: bodyAsText });
    return { status, json: isBareAcceptance(response) ? undefined : jsonOf(response), header: (name) => headers.get(name) };
  };

  const clientOptions = { endpoint: origin, credentialScopes: scope, httpClient: guarded, ...tls, userAgentOptions: USER_AGENT };
  const setEarlyReads = (isAllowed: boolean) => {
    if (isAllowed) retry.forgetDelays();
    buckets.setEarlyReads(isAllowed);
  };
  return { send, write, setEarlyReads, subscribeToUnanswered: answers.subscribe, credential, clientOptions, adopt };
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const toWriteResponse = (
  { status, bodyText, wait }: ThrottledAnswer,
  waitMs: number | undefined,
  header: WriteResponse['header'] = () => undefined,
): WriteResponse => ({ status, bodyText, header, waitMs: waitMs || undefined, replacedWait: wait?.replaced });
