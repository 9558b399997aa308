import type { Route } from '../arm/route.ts';
import { getEffectiveGroups, getEffectiveRoutes, getNextHop, NEXT_HOP_SHAPE } from './handlers.ts';

const NETWORK = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network';
const INTERFACE = `${NETWORK}/networkInterfaces/{networkInterfaceName}`;
const interfaceAction = (verb: string): string => `Microsoft.Network/networkInterfaces/${verb}/action`;

/** Routes of what applies to an interface: effective routes and security rules, and the next hop of a packet. */
export const effectiveRoutes: readonly Route[] = [
  {
    id: 'NetworkInterfaces_GetEffectiveRouteTable',
    method: 'POST',
    path: `${INTERFACE}/effectiveRouteTable`,
    action: interfaceAction('effectiveRouteTable'),
    run: getEffectiveRoutes,
  },
  {
    id: 'NetworkInterfaces_ListEffectiveNetworkSecurityGroups',
    method: 'POST',
    path: `${INTERFACE}/effectiveNetworkSecurityGroups`,
    action: interfaceAction('effectiveNetworkSecurityGroups'),
    run: getEffectiveGroups,
  },
  {
    id: 'NetworkWatchers_GetNextHop',
    method: 'POST',
    path: `${NETWORK}/networkWatchers/{networkWatcherName}/nextHop`,
    action: 'Microsoft.Network/networkWatchers/nextHop/action',
    body: NEXT_HOP_SHAPE,
    run: getNextHop,
  },
];
