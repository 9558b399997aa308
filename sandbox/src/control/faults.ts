import type { RequestHandler } from 'express';
import { type Exchange, exchangeOf } from '../arm/exchange.ts';
import type { FaultEffect } from '../arm/fault-effect.ts';
import { sendError, sendNothing, sendText } from '../arm/reply.ts';

/** A fault and the requests it befalls. */
export interface Fault {
  readonly id: number;
  readonly method: string | undefined;
  /** Part of path and query, without case; `*` stands for anything. */
  readonly path: RegExp | undefined;
  /** From which matching request on, counted from 1. */
  readonly nth: number;
  /** How often; without it, until it is taken back. */
  readonly times: number | undefined;
  readonly effect: FaultEffect;
  seen: number;
}

/** The declared faults. They are never random: the same requests meet the same faults. */
export interface FaultBook {
  readonly faults: readonly Fault[];
  declare(fault: Omit<Fault, 'id' | 'seen'>): Fault;
  clear(): void;
  readonly step: RequestHandler;
}

/** An empty book, and the step that lets its faults happen. */
export function faultBook(): FaultBook {
  let faults: Fault[] = [];
  let last = 0;
  const step: RequestHandler = (req, res, next) => {
    const exchange = exchangeOf(res);
    const fault = firstFor(faults, req.method, exchange);
    if (!fault) return next();
    exchange.fault = fault.effect;
    befall(fault.effect, res, next);
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
    step,
  };
}

function befall(effect: FaultEffect, res: Parameters<RequestHandler>[1], next: () => void): void {
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
    case 'slow':
      setTimeout(next, effect.ms);
      break;
    default:
      next();
  }
}

/** Every fault that matches counts the request; the first whose turn it is happens. */
function firstFor(faults: readonly Fault[], method: string, exchange: Exchange): Fault | undefined {
  let chosen: Fault | undefined;
  const address = `${exchange.path}?${[...exchange.query].map(([name, text]) => `${name}=${text}`).join('&')}`;
  for (const fault of faults) {
    if (fault.effect.kind === 'stale-graph') continue;
    if (fault.method !== undefined && fault.method !== method) continue;
    if (fault.path && !fault.path.test(address)) continue;
    fault.seen++;
    const turn = fault.seen - fault.nth;
    if (turn >= 0 && (fault.times === undefined || turn < fault.times)) chosen ??= fault;
  }
  return chosen;
}

/** A path with `*` for anything, as a test on any part of an address. */
export const pathPattern = (text: string): RegExp =>
  new RegExp(
    text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
    'i',
  );
