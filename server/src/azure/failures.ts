import { isRestError } from '@azure/core-rest-pipeline';
import type { ProblemType } from '@peerscape/shared/api';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { findAdvice } from './refusal-advice.ts';
import { NoResponseError } from './sdk/no-response-error.ts';

/** Error details as ARM returns them; `code` and `message` are passed on verbatim. */
const ArmError = z.object({ code: z.string(), message: z.string() });
const ArmErrorBody = z.object({ error: ArmError.extend({ details: z.array(ArmError).nullish().catch(undefined) }) });

export interface ArmErrorResponse {
  readonly status: number;
  readonly bodyText?: string | null | undefined;
  /** Wall time before which no other request may be sent. */
  readonly retryAt?: number | undefined;
  /** Reason why `retryAt` is not the time that Azure requested. */
  readonly replacedWait?: string | undefined;
  /** The action that the request needs, for messages of ARM that do not name it. */
  readonly action?: string;
}

/** Creates the failure for a response with a status of 300 or above, including ARM's error code and message. */
export function createArmFailure({ status, bodyText, retryAt, replacedWait, action }: ArmErrorResponse, cause?: unknown): Failure {
  const error = readArmError(bodyText);
  const arm = error && { code: error.code, message: error.message };
  const note = replacedWait && `${replacedWait}, so Peerscape waits one hour`;
  const armDetails = error?.details?.map(({ code, message }) => `${code}: ${message}`);
  const detail = [...(armDetails ?? []), findAdvice(status, arm, action), note].filter(Boolean).join('. ');
  return new Failure(
    TYPES[status] ?? 'azure-failed',
    {
      title: arm ? `Azure returned an error: ${arm.code}` : `Azure returned HTTP ${status} without an error code`,
      code: arm?.code ?? `http-${status}`,
      ...(detail ? { detail } : {}),
      ...(arm ? { arm } : {}),
    },
    { cause, retryAt, armStatus: status },
  );
}

/** Returns the error in a response of ARM; undefined if there is none. */
export function readArmError(bodyText: string | null | undefined): z.output<typeof ArmErrorBody>['error'] | undefined {
  const body = ArmErrorBody.safeParse(parseOrUndefined(bodyText));
  return body.success ? body.data.error : undefined;
}

/** Problem types by ARM's status. None is 401, which would send the user to the wrong sign-in. */
const TYPES: Readonly<Record<number, ProblemType>> = {
  403: 'azure-denied',
  404: 'azure-not-found',
  429: 'azure-unavailable',
  503: 'azure-unavailable',
  504: 'azure-timeout',
};

/** Converts an error thrown by a request to Azure into a `Failure`. Programming errors are returned unchanged. */
export function toFailure(error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (isRestError(error)) {
    if (error.cause instanceof Failure) return error.cause;
    if (error.statusCode !== undefined && error.response) {
      return createArmFailure({ status: error.statusCode, bodyText: error.response.bodyAsText }, error);
    }
    return unreachable(error.code, error, `The connection failed: ${error.message}`);
  }
  if (error instanceof NoResponseError) return unreachable('no-answer', error, error.message);
  if (error instanceof Error && IDENTITY_ERRORS.has(error.name)) return notSignedIn(error);
  return error;
}

function unreachable(code: string | undefined, cause: Error, message: string): Failure {
  const isCertificateError = /CERT|SIGN|LEAF|ALTNAME/.test(code ?? '');
  const reason = isCertificateError ? `The certificate of the ARM endpoint is not trusted (${code})` : message.replace(/\.$/, '');
  const detail = `${reason}. Check the network, the proxy and the configured endpoint`;
  return new Failure('unreachable', { ...(code === undefined ? {} : { code }), detail }, { cause });
}

const IDENTITY_ERRORS: ReadonlySet<string> = new Set([
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
]);

const notSignedIn = (cause: Error) =>
  new Failure(
    'not-signed-in',
    {
      detail: `Run az login, or run Peerscape with a managed identity or with the AZURE_* environment variables set. ${cause.message.split('\n', 1)[0]}`,
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
