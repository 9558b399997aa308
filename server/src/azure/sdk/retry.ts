import { isRestError, type PipelinePolicy, type PipelineRequest, type PipelineResponse, type SendRequest } from '@azure/core-rest-pipeline';
import type { Clock } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import { NoAnswer } from './no-answer.ts';

export interface RetryParts {
  readonly clock: Clock;
  /** From 0 to 1; spreads the callers that were refused together. */
  readonly random: () => number;
}

/** Longer waits than this are not sat out: the caller is told when to come again. */
export const LONGEST_WAIT_MS = 60_000;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 30_000;

/** How often each kind of trouble is tried, the first time included. */
const ATTEMPTS = { throttled: 5, server: 4, network: 3, nonsense: 3 } as const;
type Trouble = keyof typeof ATTEMPTS;

type Outcome = { readonly response: PipelineResponse } | { readonly error: unknown };

/**
 * Our own retry, in place of the SDK's, which does not retry a 429 without Retry-After and sits out any Retry-After there is, an hour
 * too. Only for reads. What one caller learns of a throttled subscription, the others wait for as well.
 */
export function retryPolicy({ clock, random }: RetryParts): PipelinePolicy {
  const closedUntil = new Map<string, number>();
  return {
    name: 'peerscapeRetry',
    sendRequest: async (request, next) => {
      const bucket = bucketOf(request.url);
      const signal = request.abortSignal as AbortSignal | undefined;
      for (let attempt = 1; ; attempt++) {
        const wait = (closedUntil.get(bucket) ?? 0) - clock.now();
        if (wait > 0 && wait <= LONGEST_WAIT_MS) await clock.sleep(wait, signal);
        const outcome = await attemptOnce(request, next);
        const trouble = troubleOf(outcome);
        if (trouble === undefined || attempt >= ATTEMPTS[trouble]) return settle(outcome);
        const asked = 'response' in outcome ? askedWait(outcome.response, clock.now()) : undefined;
        if (asked !== undefined && trouble === 'throttled') closedUntil.set(bucket, clock.now() + asked);
        if (asked !== undefined && asked > LONGEST_WAIT_MS) return settle(outcome);
        await clock.sleep(asked ?? backoff(attempt, random()), signal);
      }
    },
  };
}

async function attemptOnce(request: PipelineRequest, next: SendRequest): Promise<Outcome> {
  try {
    const response = await next(request);
    if (response.status < 300) mustBeJson(response);
    return { response };
  } catch (error) {
    return { error };
  }
}

function settle(outcome: Outcome): PipelineResponse {
  if ('response' in outcome) return outcome.response;
  throw outcome.error;
}

function troubleOf(outcome: Outcome): Trouble | undefined {
  if ('response' in outcome) {
    const { status } = outcome.response;
    if (status === 429) return 'throttled';
    return status === 408 || (status >= 500 && status !== 501 && status !== 505) ? 'server' : undefined;
  }
  const { error } = outcome;
  if (error instanceof NoAnswer) return 'network';
  if (error instanceof Failure) return error.problem.code === NONSENSE ? 'nonsense' : undefined;
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

const NONSENSE = 'not-an-arm-answer';

/** A proxy's or sign-in page's HTML with status 200 must never pass for an empty estate; the SDK would give `{}` for it. */
function mustBeJson({ headers, bodyAsText, status }: PipelineResponse): void {
  const type = headers.get('content-type') ?? 'nothing';
  if (/[/+]json\b/i.test(type) && isJson(bodyAsText)) return;
  throw nonsense(
    /json/i.test(type)
      ? `The JSON it sent breaks off or is malformed (${bodyAsText?.length ?? 0} characters)`
      : `It sent ${type.split(';', 1)[0]} with status ${status} where JSON was expected. A proxy or a sign-in page may stand in between`,
  );
}

/** The answer cannot be what ARM says; it is not believed. */
export const nonsense = (detail: string): Failure =>
  new Failure({ title: 'That was not an answer of Azure Resource Manager', status: 502, code: NONSENSE, detail });

function isJson(text: string | null | undefined): boolean {
  try {
    JSON.parse(text ?? '');
    return true;
  } catch {
    return false;
  }
}

/** As much of an answer as tells how long to wait. */
interface Waitable {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | undefined };
}

/** How long the answer asks to wait, in any of the ways in which Azure says so; undefined when it does not or cannot be understood. */
export function askedWait({ headers, status }: Waitable, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const milliseconds = headers.get(name);
    if (milliseconds && /^\d+$/.test(milliseconds)) return Number(milliseconds);
  }
  const after = headers.get('retry-after')?.trim();
  if (after && /^\d+$/.test(after)) return Number(after) * 1000;
  const date = after ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  return status === 429 ? quotaReset(headers.get('x-ms-user-quota-resets-after')) : undefined;
}

/** Milliseconds in `hh:mm:ss`, as Resource Graph writes when its quota is full again. */
export function quotaReset(text: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = text?.match(/^(\d+):(\d\d):(\d\d)/) ?? [];
  return seconds === undefined ? undefined : (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** Doubling, and somewhere in its upper half, so that callers refused together do not come back together. */
const backoff = (attempt: number, chance: number): number =>
  Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1)) * (0.5 + chance / 2);

/** ARM counts per subscription, and what belongs to none per tenant. */
const bucketOf = (url: string): string => url.match(/\/subscriptions\/([^/?]+)\//i)?.[1]?.toLowerCase() ?? 'tenant';
