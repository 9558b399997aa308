import { isRestError, type PipelinePolicy, type PipelineRequest, type PipelineResponse, type SendRequest } from '@azure/core-rest-pipeline';
import type { Clock } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import { NoResponseError } from './no-response-error.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** Returns a number from 0 to 1 that spreads the retries of callers that were rejected at the same time. */
  readonly random: () => number;
}

/** Longest wait inside a request, in milliseconds. For a longer one the request fails, with the time of the next attempt. */
export const MAX_WAIT_MS = 60_000;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 30_000;

/** Maximum attempts per kind of transient error, including the first. */
const MAX_ATTEMPTS = { throttled: 5, server: 4, network: 3, invalid: 3 } as const;
type TransientError = keyof typeof MAX_ATTEMPTS;

type Outcome = { readonly response: PipelineResponse } | { readonly error: unknown };

/**
 * Creates the retry policy that replaces the SDK's, which does not retry a 429 without Retry-After and waits out any Retry-After, even an
 * hour. For reads only. When one request of a subscription is throttled, the others wait as well.
 */
export function createRetryPolicy({ clock, random }: RetryOptions): PipelinePolicy {
  const throttledUntil = new Map<string, number>();
  return {
    name: 'peerscapeRetry',
    sendRequest: async (request, next) => {
      const bucket = bucketOf(request.url);
      const signal = request.abortSignal as AbortSignal | undefined;
      for (let attempt = 1; ; attempt++) {
        const wait = (throttledUntil.get(bucket) ?? 0) - clock.now();
        if (wait > 0 && wait <= MAX_WAIT_MS) await clock.sleep(wait, signal);
        const outcome = await attemptOnce(request, next);
        const transient = toTransientError(outcome);
        if (transient === undefined || attempt >= MAX_ATTEMPTS[transient]) return unwrap(outcome);
        const retryAfter = 'response' in outcome ? parseRetryAfter(outcome.response, clock.now()) : undefined;
        if (retryAfter !== undefined && transient === 'throttled') throttledUntil.set(bucket, clock.now() + retryAfter);
        if (retryAfter !== undefined && retryAfter > MAX_WAIT_MS) return unwrap(outcome);
        await clock.sleep(retryAfter ?? backoff(attempt, random()), signal);
      }
    },
  };
}

async function attemptOnce(request: PipelineRequest, next: SendRequest): Promise<Outcome> {
  try {
    const response = await next(request);
    if (response.status < 300) assertJson(response);
    return { response };
  } catch (error) {
    return { error };
  }
}

function unwrap(outcome: Outcome): PipelineResponse {
  if ('response' in outcome) return outcome.response;
  throw outcome.error;
}

function toTransientError(outcome: Outcome): TransientError | undefined {
  if ('response' in outcome) {
    const { status } = outcome.response;
    if (status === 429) return 'throttled';
    return status === 408 || (status >= 500 && status !== 501 && status !== 505) ? 'server' : undefined;
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
function assertJson({ headers, bodyAsText, status }: PipelineResponse): void {
  const type = headers.get('content-type') ?? 'no content type';
  if (/[/+]json\b/i.test(type) && isJson(bodyAsText)) return;
  throw createInvalidResponseFailure(
    /json/i.test(type)
      ? `The JSON in the response is truncated or malformed (${bodyAsText?.length ?? 0} characters)`
      : `Expected JSON but received ${type.split(';', 1)[0]} with status ${status}. A proxy or a sign-in page may have answered instead`,
  );
}

/** Creates the failure for a response that cannot come from ARM. */
export const createInvalidResponseFailure = (detail: string): Failure => new Failure(INVALID_RESPONSE, { detail });

function isJson(text: string | null | undefined): boolean {
  try {
    JSON.parse(text ?? '');
    return true;
  } catch {
    return false;
  }
}

/** The part of a response that says how long to wait. */
interface ThrottledResponse {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | undefined };
}

/** Returns the wait in milliseconds that a response requests through any of Azure's headers; undefined when there is none or it is malformed. */
export function parseRetryAfter({ headers, status }: ThrottledResponse, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const milliseconds = headers.get(name);
    if (milliseconds && /^\d+$/.test(milliseconds)) return Number(milliseconds);
  }
  const after = headers.get('retry-after')?.trim();
  if (after && /^\d+$/.test(after)) return Number(after) * 1000;
  const date = after ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  return status === 429 ? parseQuotaReset(headers.get('x-ms-user-quota-resets-after')) : undefined;
}

/** Parses `hh:mm:ss`, the format in which Resource Graph reports its quota reset, to milliseconds. */
export function parseQuotaReset(text: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = text?.match(/^(\d+):(\d\d):(\d\d)/) ?? [];
  return seconds === undefined ? undefined : (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** Returns an exponential backoff in milliseconds with jitter in its upper half, so that rejected callers do not retry at the same time. */
const backoff = (attempt: number, random: number): number =>
  Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1)) * (0.5 + random / 2);

/** Returns the throttling bucket of a URL. ARM counts requests per subscription, and the others per tenant. */
const bucketOf = (url: string): string => url.match(/\/subscriptions\/([^/?]+)\//i)?.[1]?.toLowerCase() ?? 'tenant';
