import type { RequestHandler } from 'express';
import { type Exchange, exchangeOf } from '../arm/exchange.ts';
import type { FaultEffect } from '../arm/fault-effect.ts';
import { sendError, sendNothing, sendText } from '../arm/reply.ts';

/** A fault and the requests that it applies to. */
export interface Fault {
  readonly id: number;
  readonly method: string | undefined;
  /** Pattern of a part of path and query, ignoring case; `*` matches anything. */
  readonly path: RegExp | undefined;
  /** First matching request that it applies to, counted from 1. */
  readonly nth: number;
  /** Number of requests that it applies to; undefined: until the faults are cleared. */
  readonly times: number | undefined;
  readonly effect: FaultEffect;
  /** Number of matching requests so far. */
  seen: number;
}

/** The declared faults. They are deterministic: the same requests get the same faults. */
export interface FaultRegistry {
  readonly faults: readonly Fault[];
  declare(fault: Omit<Fault, 'id' | 'seen'>): Fault;
  clear(): void;
  readonly middleware: RequestHandler;
}

/** Creates an empty registry of faults with the middleware that applies them. */
export function createFaultRegistry(): FaultRegistry {
  let faults: Fault[] = [];
  let last = 0;
  const step: RequestHandler = (req, res, next) => {
    const exchange = exchangeOf(res);
    const fault = matchFault(faults, req.method, exchange);
    if (!fault) return next();
    exchange.fault = fault.effect;
    applyEffect(fault.effect, res, next);
  };
  return {
    get faults() {
      return faults;
    },
    declare(draft) {
      last++;
      const fault = { ...draft, id: last, seen: 0 };
      faults = [...faults, fault];
      return fault;
    },
    clear: () => {
      faults = [];
    },
    middleware: step,
  };
}

function applyEffect(effect: FaultEffect, res: Parameters<RequestHandler>[1], next: () => void): void {
  switch (effect.kind) {
    case 'error':
      sendError(res, effect.error);
      break;
    case 'hang-up':
      exchangeOf(res).record?.(0);
      res.socket?.destroy();
      break;
    case 'html':
      sendText(res, 200, 'text/html; charset=utf-8', '<!doctype html><title>Sign in</title><p>Please sign in to continue.');
      break;
    case 'no-body':
      sendNothing(res, effect.status);
      break;
    case 'respond':
      sendText(res, effect.status, 'application/json; charset=utf-8', effect.text);
      break;
    case 'hang':
      exchangeOf(res).record?.(0);
      break;
    case 'slow':
      setTimeout(next, effect.ms);
      break;
    default:
      next();
  }
}

/** Counts the request for every matching fault and returns the first one that applies now. */
function matchFault(faults: readonly Fault[], method: string, exchange: Exchange): Fault | undefined {
  let match: Fault | undefined;
  const pathAndQuery = `${exchange.path}?${[...exchange.query].map(([name, text]) => `${name}=${text}`).join('&')}`;
  for (const fault of faults) {
    if (fault.effect.kind === 'stale-graph') continue;
    if (fault.method !== undefined && fault.method !== method) continue;
    if (fault.path && !fault.path.test(pathAndQuery)) continue;
    fault.seen++;
    const offset = fault.seen - fault.nth;
    if (offset >= 0 && (fault.times === undefined || offset < fault.times)) match ??= fault;
  }
  return match;
}

/** Converts text with `*` for anything to a pattern for any part of a path and query. */
export const toPathPattern = (text: string): RegExp =>
  new RegExp(
    text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
    'i',
  );
