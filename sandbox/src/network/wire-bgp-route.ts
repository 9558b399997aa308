import type { Announcement } from '../routing/gateway-routes.ts';

/** Weight of all learned routes, as in Microsoft's examples. */
const WEIGHT = 32_768;

interface LearnedRoute extends Pick<Announcement, 'prefix' | 'asPath'> {
  readonly nextHop: string;
  readonly sourcePeer: string;
  readonly origin: 'Network' | 'EBgp' | 'IBgp';
}

/** Converts a route that an instance of a gateway or Route Server has learned to its wire format. */
export const toLearnedRoute = (localAddress: string, { prefix: network, asPath, nextHop, sourcePeer, origin }: LearnedRoute) => ({
  localAddress,
  network,
  nextHop,
  sourcePeer,
  origin,
  asPath: asPath.join('-'),
  weight: WEIGHT,
});

/** Converts a route that an instance of a gateway or Route Server announces to its wire format. */
export const toAdvertisedRoute = (localAddress: string, { prefix: network, asPath }: Announcement) => ({
  localAddress,
  network,
  nextHop: localAddress,
  sourcePeer: '',
  origin: 'Igp',
  asPath: asPath.join('-'),
  weight: 0,
});
