import { type Parsed, parsed, refused } from '@peerscape/shared/net';
import { type ArmError, frontEndError, networkError } from '../arm/answer.ts';
import type { FaultEffect } from '../arm/fault-effect.ts';
import { type Fault, pathPattern } from './faults.ts';
import { type Fields, numberIn, textIn } from './fields.ts';

/** What may be declared, with a word on each for whoever asks. */
export const FAULT_KINDS: Readonly<Record<string, string>> = {
  throttle: '429 with Retry-After (`retryAfter`, seconds)',
  busy: '409 AnotherOperationInProgress',
  forbid: '403 AuthorizationFailed',
  error: 'any `status`, `code` and `message`, before anything is done',
  'no-body': '`status` and no body, before anything is done',
  'server-error': '500, before anything is done',
  'lost-reply': '500 after it was done',
  'hang-up': 'the connection is cut before anything is done',
  'hang-up-after': 'the connection is cut after it was done',
  'async-failure': 'accepted, then the operation fails with `code` and `message` (`status`: Failed or Canceled)',
  stuck: 'accepted, then the operation never ends',
  truncated: 'half of the body',
  html: 'a web page with status 200',
  slow: 'takes `ms` longer',
  'stale-graph': 'Resource Graph learns nothing while this is declared',
};

/** The fault that a control request declares. */
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
        error: { ...worded(fields, 429, 'TooManyRequests', 'Too many requests.'), headers: retryAfter(fields, 1) },
      });
    case 'busy':
      return parsed({ kind: 'error', error: worded(fields, 409, 'AnotherOperationInProgress', BUSY) });
    case 'forbid':
      return parsed({ kind: 'error', error: { ...worded(fields, 403, 'AuthorizationFailed', FORBIDDEN), from: 'front-end' } });
    case 'error':
    case 'server-error':
      return parsed({
        kind: 'error',
        error: { ...worded(fields, numberIn(fields, 'status') ?? 500, 'InternalServerError', BROKEN), headers: retryAfter(fields) },
      });
    case 'no-body':
      return parsed({ kind, status: numberIn(fields, 'status') ?? 404 });
    case 'lost-reply':
      return parsed({ kind: 'error-after', error: worded(fields, 500, 'InternalServerError', BROKEN) });
    case 'async-failure': {
      const status = textIn(fields, 'status') === 'Canceled' ? 'Canceled' : 'Failed';
      const { code, message } = worded(fields, 200, 'InternalServerError', 'An error occurred.');
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
      return refused(`"effect" is one of ${Object.keys(FAULT_KINDS).join(', ')}, not "${kind}"`);
  }
}

const BUSY = 'Another operation on this or dependent resource is in progress.';
const FORBIDDEN =
  'The client does not have authorization to perform the action or the scope is invalid. If access was recently granted, please refresh your credentials.';
const BROKEN = 'The server encountered an internal error. Please retry the request.';

const worded = (fields: Fields, status: number, code: string, message: string): ArmError =>
  (status === 404 ? frontEndError : networkError)(status, textIn(fields, 'code') ?? code, textIn(fields, 'message') ?? message);

function retryAfter(fields: Fields, standard?: number): Readonly<Record<string, string>> {
  const seconds = numberIn(fields, 'retryAfter') ?? standard;
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
