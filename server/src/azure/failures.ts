import { isRestError } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { Failure } from '../failure.ts';
import { NoAnswer } from './sdk/no-answer.ts';

/** How ARM words an error; `code` and `message` are kept verbatim. */
const Words = z.object({ code: z.string(), message: z.string() });
const ArmErrorBody = z.object({ error: Words.extend({ details: z.array(Words).nullish().catch(undefined) }) });

export interface Refusal {
  readonly status: number;
  readonly bodyText?: string | null | undefined;
  /** When ARM wants to be asked again. */
  readonly retryAt?: number | undefined;
}

/** A status of 300 and more, as a failure with ARM's own words. */
export function refused({ status, bodyText, retryAt }: Refusal, cause?: unknown): Failure {
  const body = ArmErrorBody.safeParse(parseOrUndefined(bodyText));
  const arm = body.success ? { code: body.data.error.code, message: body.data.error.message } : undefined;
  const wait = retryAt === undefined ? undefined : `Azure asks to wait until ${isoTime(retryAt)}`;
  const closer = body.success ? body.data.error.details?.map(({ code, message }) => `${code}: ${message}`) : undefined;
  const detail = [...(closer ?? []), ADVICE[status], wait].filter(Boolean).join('. ');
  return new Failure(
    {
      title: arm ? `Azure refused: ${arm.code}` : `Azure answered ${status} without saying why`,
      status: STATUS[status] ?? 502,
      code: arm?.code ?? `http-${status}`,
      ...(detail ? { detail } : {}),
      ...(arm ? { arm } : {}),
    },
    { cause, retryAt, armStatus: status },
  );
}

/** What our own answer says; never 401, which would send the person to the wrong sign-in. */
const STATUS: Readonly<Record<number, number>> = { 403: 403, 404: 404, 429: 503, 503: 503, 504: 504 };

const ADVICE: Readonly<Record<number, string>> = {
  301: 'It redirected to another address, which is never followed with a token',
  302: 'It redirected to another address, which is never followed with a token',
  307: 'It redirected to another address, which is never followed with a token',
  308: 'It redirected to another address, which is never followed with a token',
  401: 'The sign-in that Peerscape uses is not accepted; sign in again with az login, or look at the identity it runs as',
  403: 'The identity that Peerscape uses needs the role Reader there',
  429: 'Too much was asked in too short a time; reading goes on by itself',
};

/** Anything thrown on the way to Azure, as a failure in words; faults of ours pass through as they are. */
export function toFailure(error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (isRestError(error)) {
    if (error.cause instanceof Failure) return error.cause;
    if (error.statusCode !== undefined && error.response) {
      return refused({ status: error.statusCode, bodyText: error.response.bodyAsText }, error);
    }
    return unreachable(error.code, error);
  }
  if (error instanceof NoAnswer) return unreachable('no-answer', error);
  if (error instanceof Error && IDENTITY_ERRORS.has(error.name)) return notSignedIn(error);
  return error;
}

function unreachable(code: string | undefined, cause: Error): Failure {
  const isTrust = /CERT|SIGN|LEAF|ALTNAME/.test(code ?? '');
  const why = isTrust ? `The certificate of the ARM endpoint is not trusted (${code})` : `${cause.message.replace(/\.$/, '')}`;
  const detail = `${why}. Check the network, the proxy and the configured endpoint`;
  return new Failure({ title: 'Azure cannot be reached', status: 502, code: code ?? 'unreachable', detail }, { cause });
}

const IDENTITY_ERRORS: ReadonlySet<string> = new Set([
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
]);

const notSignedIn = (cause: Error) =>
  new Failure(
    {
      title: 'Peerscape has no identity that Azure accepts',
      status: 502,
      code: 'not-signed-in',
      detail: `Run az login, or start Peerscape where a managed identity or the AZURE_ variables are set. ${cause.message.split('\n', 1)[0]}`,
    },
    { cause },
  );

function parseOrUndefined(bodyText: string | null | undefined): unknown {
  try {
    return JSON.parse(bodyText ?? '');
  } catch {
    return undefined;
  }
}
