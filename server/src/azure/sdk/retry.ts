import { isRestError, type PipelinePolicy, type PipelineRequest, type PipelineResponse, type SendRequest } from '@azure/core-rest-pipeline';
import { computeBackoff } from '../../backoff.ts';
import type { Clock } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import { createArmFailure, readArmError } from '../failures.ts';
import { refusalKind } from '../refusals.ts';
import type { Buckets, ThrottledAnswer } from './buckets.ts';
import { NoResponseError } from './no-response-error.ts';
import { parseRetryAfter } from './retry-after.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** Returns a number from 0 to 1 that spreads the retries of callers that were rejected at the same time. */
  readonly random: () => number;
  readonly buckets: Buckets;
}

/** The retry policy of reads. */
export interface RetryPolicy extends PipelinePolicy {
  /** Forgets the waits that single URLs have requested, so that they are requested again. */
  forgetDelays(): void;
}

/** Longest wait inside a request, in milliseconds. For a longer one the request fails, with the time of the next attempt. */
export const MAX_WAIT_MS = 60_000;
const BACKOFF = { first: 1000, most: 30_000 };

/** Maximum attempts per kind of transient error, including the first. */
const MAX_ATTEMPTS = { throttled: 5, server: 4, network: 3, invalid: 3 } as const;
type TransientError = Exclude<keyof typeof MAX_ATTEMPTS, 'throttled'>;

type Outcome = { readonly response: PipelineResponse } | { readonly error: unknown };

/** A wait that the response of one URL has requested, in ticks of the clock; `failure` reports it. */
interface Delay {
  readonly until: number;
  readonly failure: Failure;
}

/**
 * Creates the retry policy that replaces the SDK's, which does not retry a 429 without Retry-After and waits out any Retry-After, even an
 * hour. For reads only.
 */
export function createRetryPolicy({ clock, random, buckets }: RetryOptions): RetryPolicy {
  const delays = new Map<string, Delay>();

  const waitForUrl = async (url: string, signal: AbortSignal | undefined) => {
    const delay = delays.get(url);
    if (!delay) return;
    const left = delay.until - clock.ticks();
    if (left > MAX_WAIT_MS) throw delay.failure;
    delays.delete(url);
    if (left > 0) await clock.sleep(left, signal);
  };
  /** Waits before the next attempt after an error that does not concern the whole bucket. Rejects if that would take too long. */
  const pause = async (url: string, outcome: Outcome, attempt: number, isLast: boolean, signal: AbortSignal | undefined) => {
    const answer = 'response' in outcome ? toThrottledAnswer(outcome.response, clock.now()) : undefined;
    const requested = answer?.wait?.milliseconds ?? 0;
    const waitMs = Math.max(requested, requested < BACKOFF.first ? computeBackoff(attempt, BACKOFF, random()) : 0);
    if (answer?.wait) {
      const failure = createThrottledFailure(answer, clock.now() + waitMs);
      // not every URL is requested again: those of pages are different each time
      for (const [other, { until }] of delays) if (until <= clock.ticks()) delays.delete(other);
      delays.set(url, { until: clock.ticks() + waitMs, failure });
      if (isLast || waitMs > MAX_WAIT_MS) throw failure;
    }
    if (isLast) return;
    await clock.sleep(waitMs, signal);
  };

  return {
    name: 'peerscapeRetry',
    forgetDelays: () => delays.clear(),
    sendRequest: async (request, next) => {
      const place = buckets.of(request).join();
      // read now: during an attempt the request has the signal of its deadline
      const signal = request.abortSignal as AbortSignal | undefined;
      for (let attempt = 1; ; attempt++) {
        await waitForUrl(request.url, signal);
        const admission = await place.enter({ closedMs: MAX_WAIT_MS }, signal);
        if (admission.kind === 'closed') throw createThrottledFailure(admission.refusal, admission.until);
        const outcome = await attemptOnce(request, next);
        if ('response' in outcome && isThrottled(outcome.response)) {
          const answer = toThrottledAnswer(outcome.response, clock.now());
          const until = place.reject(answer, answer.wait?.milliseconds);
          if (attempt < MAX_ATTEMPTS.throttled) continue;
          throw createThrottledFailure(answer, until);
        }
        place.leave('response' in outcome);
        const transient = toTransientError(outcome);
        if (transient === undefined) return unwrap(outcome);
        const isLast = attempt >= MAX_ATTEMPTS[transient];
        await pause(request.url, outcome, attempt, isLast, signal);
        if (isLast) return unwrap(outcome);
      }
    },
  };
}

/** Returns true if a response closes its bucket. ARM also uses 429 for a resource that is locked, which concerns no other request. */
export const isThrottled = ({ status, bodyAsText }: PipelineResponse): boolean =>
  status === 429 && refusalKind(status, readArmError(bodyAsText)?.code) !== 'busy';

/** Returns what callers need to know about a response that asks to wait. */
export const toThrottledAnswer = (response: PipelineResponse, now: number): ThrottledAnswer => ({
  status: response.status,
  bodyText: response.bodyAsText,
  wait: parseRetryAfter(response, now),
});

/** Creates the failure for a request that must not be sent before the wall time `retryAt`. */
const createThrottledFailure = ({ status, bodyText, wait }: ThrottledAnswer, retryAt: number): Failure =>
  createArmFailure({ status, bodyText, retryAt, replacedWait: wait?.replaced });

async function attemptOnce(request: PipelineRequest, next: SendRequest): Promise<Outcome> {
  try {
    const response = await next(request);
    if (response.status < 300 && !isBareAcceptance(response)) assertJson(response);
    return { response };
  } catch (error) {
    return { error };
  }
}

/** Returns true for a 202 without a body, with which Azure starts and continues long-running operations that return something. */
export const isBareAcceptance = ({ status, bodyAsText }: PipelineResponse): boolean => status === 202 && !bodyAsText;

function unwrap(outcome: Outcome): PipelineResponse {
  if ('response' in outcome) return outcome.response;
  throw outcome.error;
}

function toTransientError(outcome: Outcome): TransientError | undefined {
  if ('response' in outcome) {
    const { status } = outcome.response;
    return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505) ? 'server' : undefined;
  }
  const { error } = outcome;
  if (error instanceof NoResponseError) return 'network';
  if (error instanceof Failure) return error.problem.code === INVALID_RESPONSE ? 'invalid' : undefined;
  return isRestError(error) && NETWORK_ERRORS.has(error.code ?? '') ? 'network' : undefined;
}

const NETWORK_ERRORS: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'PARSE_ERROR',
  'REQUEST_SEND_ERROR',
]);

const INVALID_RESPONSE = 'not-an-arm-answer';

/** Fails when a response is not JSON. The SDK parses the HTML of a proxy or sign-in page as `{}`, which would look like an empty estate. */
function assertJson(response: PipelineResponse): void {
  const { headers, bodyAsText, status } = response;
  const type = headers.get('content-type') ?? 'no content type';
  if (/[/+]json\b/i.test(type) && isJson(response)) return;
  throw createInvalidResponseFailure(
    /json/i.test(type)
      ? `The JSON in the response is truncated or malformed (${bodyAsText?.length ?? 0} characters)`
      : `Expected JSON but received ${type.split(';', 1)[0]} with status ${status}. A proxy or a sign-in page may have answered instead`,
  );
}

/** Creates the failure for a response that cannot come from ARM. */
export const createInvalidResponseFailure = (detail: string): Failure => new Failure(INVALID_RESPONSE, { detail });

/** Returns the JSON of a response. It is parsed once: a page of Resource Graph has some megabytes. */
export function jsonOf(response: PipelineResponse): unknown {
  if (!parsedBodies.has(response)) parsedBodies.set(response, JSON.parse(response.bodyAsText ?? ''));
  return parsedBodies.get(response);
}

const parsedBodies = new WeakMap<PipelineResponse, unknown>();

function isJson(response: PipelineResponse): boolean {
  try {
    jsonOf(response);
    return true;
  } catch {
    return false;
  }
}
