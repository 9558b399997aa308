import type { RequestHandler } from 'express';

/** Additional delay of every response; set through the control API. */
export interface Latency {
  ms: number;
}

export const delayResponses =
  (latency: Latency): RequestHandler =>
  (_req, _res, next) => {
    if (latency.ms > 0) setTimeout(next, latency.ms);
    else next();
  };
