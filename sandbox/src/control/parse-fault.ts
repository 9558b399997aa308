import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { FaultEffect } from '../arm/fault-effect.ts';
import { type ArmError, frontEndError, networkError } from '../arm/operation-handler.ts';
import { type Fault, toPathPattern } from './faults.ts';
import { type Fields, readBoolean, readNumber, readObject, readString } from './fields.ts';

/** The kinds of faults with descriptions, as `GET /_sandbox/faults` lists them. */
export const FAULT_KINDS: Readonly<Record<string, string>> = {
  throttle: '429 with Retry-After (`retryAfter`: a number of seconds, or any text) and other `headers`',
  busy: '409 AnotherOperationInProgress',
  forbid: '403 AuthorizationFailed',
  error: 'any `status`, `code`, `message`, `retryAfter` and `headers`, before the request is processed',
  respond: 'any `status`, `headers` and `body` (text, or JSON), before the request is processed',
  headers: 'sets `headers` on the response after the request was processed',
  'no-body': '`status` and no body, before the request is processed',
  'server-error': '500, before the request is processed',
  'lost-reply': '500 after the request was processed',
  'hang-up': 'closes the connection before the request is processed',
  'hang-up-after': 'closes the connection after the request was processed',
  hang: 'never responds, and does not process the request; the connection stays open',
  stall: 'sends the headers after the request was processed, and never the body; the connection stays open',
  cut: 'closes the connection in the middle of the body, after the request was processed',
  drip: 'sends the body byte by byte, one every `ms`',
  large: 'pads the body with white space to `bytes`, compressed if `gzip`',
  'async-failure':
    'accepted, then the operation fails with `code` and `message` (`status`: Failed or Canceled), with its change if `applied`',
  stuck: 'accepted, then the operation never completes',
  truncated: 'sends only half of the body',
  html: 'a web page with status 200',
  slow: 'delays the response by `ms`',
  'stale-graph': 'Resource Graph is not updated while this is declared',
};

/** The fields of a fault. */
export const FAULT_FIELDS: readonly string[] = [
  'method',
  'path',
  'nth',
  'times',
  'effect',
  'status',
  'code',
  'message',
  'retryAfter',
  'headers',
  'body',
  'ms',
  'bytes',
  'gzip',
  'applied',
];

/** Parses the fault that a control request declares. */
export function parseFault(fields: Fields): ParseResult<Omit<Fault, 'id' | 'seen'>> {
  const effect = readEffect(fields);
  if (!effect.ok) return effect;
  const path = readString(fields, 'path');
  return parseSuccess({
    method: readString(fields, 'method')?.toUpperCase(),
    path: path === undefined ? undefined : toPathPattern(path),
    nth: readNumber(fields, 'nth') ?? 1,
    times: readNumber(fields, 'times'),
    effect: effect.value,
  });
}

function readEffect(fields: Fields): ParseResult<FaultEffect> {
  const kind = readString(fields, 'effect') ?? '';
  switch (kind) {
    case 'throttle':
      return parseSuccess({
        kind: 'error',
        error: { ...toArmError(fields, 429, 'TooManyRequests', 'Too many requests.'), headers: readHeaders(fields, 1) },
      });
    case 'busy':
      return parseSuccess({
        kind: 'error',
        error: { ...toArmError(fields, 409, 'AnotherOperationInProgress', BUSY), headers: readHeaders(fields) },
      });
    case 'forbid':
      return parseSuccess({ kind: 'error', error: { ...toArmError(fields, 403, 'AuthorizationFailed', FORBIDDEN), from: 'front-end' } });
    case 'error':
    case 'server-error':
      return parseSuccess({
        kind: 'error',
        error: { ...toArmError(fields, readNumber(fields, 'status') ?? 500, 'InternalServerError', BROKEN), headers: readHeaders(fields) },
      });
    case 'no-body':
      return parseSuccess({ kind, status: readNumber(fields, 'status') ?? 404 });
    case 'lost-reply':
      return parseSuccess({ kind: 'error-after', error: toArmError(fields, 500, 'InternalServerError', BROKEN) });
    case 'async-failure': {
      const status = readString(fields, 'status') === 'Canceled' ? 'Canceled' : 'Failed';
      const { code, message } = toArmError(fields, 200, 'InternalServerError', 'An error occurred.');
      return parseSuccess({ kind, failure: { status, code, message }, isApplied: readBoolean(fields, 'applied') ?? false });
    }
    case 'respond':
      return parseSuccess({ kind, status: readNumber(fields, 'status') ?? 200, text: readBody(fields), headers: readHeaders(fields) });
    case 'headers':
      return parseSuccess({ kind, headers: readHeaders(fields) });
    case 'drip':
      return parseSuccess({ kind, ms: readNumber(fields, 'ms') ?? 1000 });
    case 'large':
      return parseSuccess({ kind, bytes: readNumber(fields, 'bytes') ?? 100_000_000, gzip: readBoolean(fields, 'gzip') ?? false });
    case 'slow':
      return parseSuccess({ kind, ms: readNumber(fields, 'ms') ?? 1000 });
    case 'hang-up':
    case 'hang-up-after':
    case 'hang':
    case 'stall':
    case 'cut':
    case 'stuck':
    case 'truncated':
    case 'html':
    case 'stale-graph':
      return parseSuccess({ kind });
    default:
      return parseFailure(`"effect" must be one of ${Object.keys(FAULT_KINDS).join(', ')}; got "${kind}"`);
  }
}

const BUSY = 'Another operation on this or dependent resource is in progress.';
const FORBIDDEN =
  'The client does not have authorization to perform the action or the scope is invalid. If access was recently granted, please refresh your credentials.';
const BROKEN = 'The server encountered an internal error. Please retry the request.';

const toArmError = (fields: Fields, status: number, code: string, message: string): ArmError =>
  (status === 404 ? frontEndError : networkError)(status, readString(fields, 'code') ?? code, readString(fields, 'message') ?? message);

/** Reads `headers` and `retryAfter`; the latter can be any text, because clients must survive every form of it. */
function readHeaders(fields: Fields, defaultSeconds?: number): Readonly<Record<string, string>> {
  const { retryAfter } = fields;
  const text = typeof retryAfter === 'string' ? retryAfter : (readNumber(fields, 'retryAfter') ?? defaultSeconds);
  const others = Object.entries(readObject(fields, 'headers') ?? {}).map(([name, content]) => [name, String(content)]);
  return { ...(text !== undefined && { 'Retry-After': String(text) }), ...Object.fromEntries(others) };
}

const readBody = ({ body = '' }: Fields): string => (typeof body === 'string' ? body : JSON.stringify(body));
