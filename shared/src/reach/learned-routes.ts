import type { ResourceKey } from '../arm/index.ts';

/** Route that a gateway or Route Server has learned, as ARM's `getLearnedRoutes` and `learnedRoutes` return it. */
export interface LearnedRoute {
  readonly network: string;
  readonly nextHop: string;
  /** Address of the BGP peer that announced it. */
  readonly sourcePeer: string;
  /** `EBgp` from a peer outside, `IBgp` from the Route Server beside the gateway, `Network` for the gateway's own. */
  readonly origin: string;
  /** Numbers of autonomous systems, nearest first; empty where Azure sent none. */
  readonly asPath: readonly number[];
}

/** Learned routes by the gateway or BGP connection of a Route Server. What is not in it was not asked; an empty list means that it has learned nothing. */
export type LearnedRoutes = ReadonlyMap<ResourceKey, readonly LearnedRoute[]>;

/** Stands for a reading without any replies about learned routes. */
export const NO_LEARNED_ROUTES: LearnedRoutes = new Map();
