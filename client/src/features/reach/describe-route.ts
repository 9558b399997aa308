import type { EffectiveRoute } from '@peerscape/shared/reach';
import type { Namer } from '@peerscape/shared/topology';

/** Describes where a route comes from: `route to-spoke-b of route table rt-a`. */
export function describeOrigin(nameOf: Namer, { origin }: EffectiveRoute): string {
  switch (origin.kind) {
    case 'system':
      return 'system route';
    case 'peering':
      return `peering ${nameOf(origin.half.from)} → ${nameOf(origin.half.to)}`;
    case 'connected-group':
      return `connected group ${origin.group.name}`;
    case 'gateway':
      return `virtual network gateway ${resourceName(origin.gateway.id)}`;
    case 'route-server':
      return `Route Server ${resourceName(origin.routeServer.id)}`;
    case 'user':
      return `route ${origin.route.name} of route table ${resourceName(origin.table.id)}`;
    case 'private-endpoint':
      return `private endpoint ${resourceName(origin.endpoint.id)}`;
    case 'service-endpoint':
      return `service endpoint ${origin.service}`;
  }
}

const resourceName = (id: string): string => id.split('/').at(-1) ?? id;

/** Describes the next hop as Azure lists it: `VirtualAppliance 10.0.1.4`. */
export const describeNextHop = ({ nextHopType, nextHopIps }: Pick<EffectiveRoute, 'nextHopType' | 'nextHopIps'>): string =>
  [nextHopType, nextHopIps.join(', ')].filter((text) => text !== '').join(' ');

/** Returns why Azure chooses a route over the next best one: the longest prefix, then user routes, then BGP routes, then system routes. */
export function describeChoice(route: EffectiveRoute, runnerUp: EffectiveRoute): string {
  const longer = (route.cidr?.length ?? 0) - (runnerUp.cidr?.length ?? 0);
  if (longer > 0) return 'the longer prefix wins';
  if (longer < 0) return 'that route is Invalid';
  if (route.source === 'User') return 'user routes win over others with the same prefix';
  if (runnerUp.source === 'VirtualNetworkGateway') return 'routes to VNets win over BGP routes with the same prefix';
  return 'BGP routes win over system routes with the same prefix';
}
