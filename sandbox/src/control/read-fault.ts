import { type Parsed, parsed, refused } from '@peerscape/shared/net';
import { type ArmError, frontEndError, networkError } from '../arm/answer.ts';
import type { FaultEffect } from '../arm/fault-effect.ts';
import { type Fault, pathPattern } from './faults.ts';
import { type Fields, numberIn, textIn } from './fields.ts';

/** The kinds of faults with descriptions, as `GET /_sandbox/faults` lists them. */
export const FAULT_KINDS: Readonly<Record<string, string>> = {
  throttle: '429 with Retry-After (`retryAfter`, seconds)',
  busy: '409 AnotherOperationInProgress',
  forbid: '403 AuthorizationFailed',
  error: 'any `status`, `code` and `message`, before the request is processed',
  'no-body': '`status` and no body, before the request is processed',
  'server-error': '500, before the request is processed',
  'lost-reply': '500 after the request was processed',
  'hang-up': 'closes the connection before the request is processed',
  'hang-up-after': 'closes the connection after the request was processed',
  'async-failure': 'accepted, then the operation fails with `code` and `message` (`status`: Failed or Canceled)',
  stuck: 'accepted, then the operation never completes',
  truncated: 'sends only half of the body',
  html: 'a web page with status 200',
  slow: 'delays the response by `ms`',
  'stale-graph': 'Resource Graph is not updated while this is declared',
};

/** Parses the fault that a control request declares. */
export function readFault(fields: Fields): Parsed<Omit<Fault, 'id' | 'seen'>> {
  const effect = readEffect(fields);
  if (!effect.ok) return effect;
  const path = textIn(fields, 'path');
  return parsed({
    method: textIn(fields, 'method')?.toUpperCase(),
    path: path === undefined ? undefined : pathPattern(path),
    nth: numberIn(fields, 'nth') ?? 1,
    times: numberIn(fields, 'times'),
    effect: effect.value,
  });
}

function readEffect(fields: Fields): Parsed<FaultEffect> {
  const kind = textIn(fields, 'effect') ?? '';
  switch (kind) {
    case 'throttle':
      return parsed({
        kind: 'error',
        error: { ...toArmError(fields, 429, 'TooManyRequests', 'Too many requests.'), headers: retryAfter(fields, 1) },
      });
    case 'busy':
      return parsed({ kind: 'error', error: toArmError(fields, 409, 'AnotherOperationInProgress', BUSY) });
    case 'forbid':
      return parsed({ kind: 'error', error: { ...toArmError(fields, 403, 'AuthorizationFailed', FORBIDDEN), from: 'front-end' } });
    case 'error':
    case 'server-error':
      return parsed({
        kind: 'error',
        error: { ...toArmError(fields, numberIn(fields, 'status') ?? 500, 'InternalServerError', BROKEN), headers: retryAfter(fields) },
      });
    case 'no-body':
      return parsed({ kind, status: numberIn(fields, 'status') ?? 404 });
    case 'lost-reply':
      return parsed({ kind: 'error-after', error: toArmError(fields, 500, 'InternalServerError', BROKEN) });
    case 'async-failure': {
      const status = textIn(fields, 'status') === 'Canceled' ? 'Canceled' : 'Failed';
      const { code, message } = toArmError(fields, 200, 'InternalServerError', 'An error occurred.');
      return parsed({ kind, failure: { status, code, message } });
    }
    case 'slow':
      return parsed({ kind, ms: numberIn(fields, 'ms') ?? 1000 });
    case 'hang-up':
    case 'hang-up-after':
    case 'stuck':
    case 'truncated':
    case 'html':
    case 'stale-graph':
      return parsed({ kind });
    default:
      return refused(`"effect" must be one of ${Object.keys(FAULT_KINDS).join(', ')}; got "${kind}"`);
  }
}

const BUSY = 'Another operation on this or dependent resource is in progress.';
const FORBIDDEN =
  'The client does not have authorization to perform the action or the scope is invalid. If access was recently granted, please refresh your credentials.';
const BROKEN = 'The server encountered an internal error. Please retry the request.';

const toArmError = (fields: Fields, status: number, code: string, message: string): ArmError =>
  (status === 404 ? frontEndError : networkError)(status, textIn(fields, 'code') ?? code, textIn(fields, 'message') ?? message);

function retryAfter(fields: Fields, standard?: number): Readonly<Record<string, string>> {
  const seconds = numberIn(fields, 'retryAfter') ?? standard;
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
