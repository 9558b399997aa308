import { resourceKey } from '@peerscape/shared/arm';
import { type Call, type HandlerResult, networkError, type OperationHandler } from '../arm/operation-handler.ts';
import type { Clock } from '../clock.ts';
import { resourceNotFound } from '../network/find.ts';
import { idOf } from '../network/resource-handlers.ts';
import { startQuery } from '../store/operations.ts';
import type { Store, StoredSubnet } from '../store/store.ts';
import { effectiveGroupsOf } from './effective-groups.ts';
import { effectiveRoutesOf } from './effective-routes.ts';
import { findInterface, hasAddress, type PlacedInterface } from './interface.ts';
import { addressOf, chooseRoute } from './next-hop.ts';
import type { EffectiveRoute } from './route.ts';

/** Starts the operation whose result is the list of effective routes of an interface. */
export const getEffectiveRoutes: OperationHandler = (store, clock, call) =>
  onInterface(store, clock, call, 'GetEffectiveRouteTableOperation', ({ vnet, subnet }) => {
    const isPropagationOff = tableOf(store, subnet)?.properties.disableBgpRoutePropagation === true;
    return effectiveRoutesOf(store, vnet, subnet).map((route) => toWireRoute(route, isPropagationOff));
  });

/** Starts the operation whose result is the list of security groups that apply to an interface, with their effective rules. */
export const getEffectiveGroups: OperationHandler = (store, clock, call) =>
  onInterface(store, clock, call, 'GetEffectiveNetworkSecurityGroupsOperation', (placed) => effectiveGroupsOf(store, placed));

function onInterface(
  store: Store,
  clock: Clock,
  call: Call,
  name: string,
  read: (placed: PlacedInterface) => readonly unknown[],
): HandlerResult {
  const placed = findInterface(store, idOf('networkInterfaces', call));
  const { networkInterfaceName = '', resourceGroupName = '' } = call.params;
  if (!placed) return resourceNotFound(`Microsoft.Network/networkInterfaces/${networkInterfaceName}`, resourceGroupName);
  const operation = startQuery(store, clock, {
    subscriptionId: placed.nic.subscriptionId,
    location: placed.vnet.location,
    operationClass: 'vnet',
    name,
    locks: placed.nic.key,
    result: () => ({ value: read(placed) }),
  });
  return { kind: 'started', status: 202, operation };
}

const tableOf = (store: Store, { routeTableId }: StoredSubnet) =>
  routeTableId === undefined ? undefined : store.resources.get(resourceKey(routeTableId));

const toWireRoute = ({ name, source, state, prefixes, nextHopType, nextHops }: EffectiveRoute, disableBgpRoutePropagation: boolean) => ({
  ...(name !== undefined && { name }),
  disableBgpRoutePropagation,
  source,
  state,
  addressPrefix: prefixes,
  nextHopType,
  nextHopIpAddress: nextHops,
});

interface NextHopBody {
  readonly targetResourceId?: string;
  readonly targetNicResourceId?: string;
  readonly sourceIPAddress?: string;
  readonly destinationIPAddress?: string;
}

/** Shape of the question for a next hop. */
export const NEXT_HOP_SHAPE = {
  targetResourceId: 'string',
  targetNicResourceId: 'string',
  sourceIPAddress: 'string',
  destinationIPAddress: 'string',
} as const;

/** Starts the operation whose result is the next hop of a packet. There are no VMs, so the target is an interface. */
export const getNextHop: OperationHandler = (store, clock, call) => {
  const {
    targetResourceId = '',
    targetNicResourceId = targetResourceId,
    sourceIPAddress = '',
    destinationIPAddress = '',
  } = call.body as NextHopBody;
  const placed = findInterface(store, targetNicResourceId);
  if (!placed) return networkError(404, 'NotFound', `Resource ${targetNicResourceId} not found.`);
  const [source, destination] = [addressOf(sourceIPAddress), addressOf(destinationIPAddress)];
  const wrong = source ? destinationIPAddress : sourceIPAddress;
  if (!source || !destination) return networkError(400, 'InvalidIPAddress', `IP address ${wrong} is not valid.`);
  if (!hasAddress(placed, source)) {
    return networkError(
      400,
      'SourceIpDoesNotMatchNicIp',
      `Source IP address ${sourceIPAddress} does not match an IP address of network interface ${placed.nic.id}.`,
    );
  }
  const operation = startQuery(store, clock, {
    subscriptionId: placed.nic.subscriptionId,
    location: placed.vnet.location,
    operationClass: 'vnet',
    name: 'GetNextHopOperation',
    locks: undefined,
    result: () =>
      toWireNextHop(chooseRoute(effectiveRoutesOf(store, placed.vnet, placed.subnet), destination), tableOf(store, placed.subnet)?.id),
  });
  return { kind: 'started', status: 202, operation };
};

const toWireNextHop = (route: EffectiveRoute | undefined, tableId: string | undefined) => ({
  nextHopType: route?.nextHopType ?? 'None',
  ...(route?.nextHops[0] !== undefined && { nextHopIpAddress: route.nextHops[0] }),
  routeTableId: route?.source === 'User' ? tableId : 'System Route',
});
