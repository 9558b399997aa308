import type { RequestHandler } from 'express';

/** How much longer everything takes than it would; changed through the control door. */
export interface Latency {
  ms: number;
}

export const delay =
  (latency: Latency): RequestHandler =>
  (_req, _res, next) => {
    if (latency.ms > 0) setTimeout(next, latency.ms);
    else next();
  };
