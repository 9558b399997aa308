import { resourceKey } from '@peerscape/shared/arm';
import type { OperationHandler } from '../arm/operation-handler.ts';
import { startOperation } from '../store/operations.ts';
import type { Store, StoredHalf, StoredResource, StoredVNet } from '../store/store.ts';
import { resourceNotFound } from './find.ts';
import { viewHalf } from './peering-view.ts';
import { residentsOf } from './wire-vnet.ts';

interface EffectiveRoute {
  readonly name?: string;
  readonly source: 'Default' | 'User';
  readonly state: 'Active' | 'Invalid';
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  readonly disableBgpRoutePropagation: boolean;
}

/** Prefixes that Azure drops unless another route exists (azure-semantics §6.1). */
const DROPPED_PREFIXES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** Starts the operation that returns the effective routes of a network interface under `operationResults`. */
export const getEffectiveRoutes: OperationHandler = (store, clock, { params }) => {
  const { subscriptionId = '', resourceGroupName = '', networkInterfaceName = '' } = params;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Network/networkInterfaces/${networkInterfaceName}`;
  const nic = store.resources.get(resourceKey(id));
  const vnet = nic?.inVNet && store.vnets.get(nic.inVNet);
  if (!nic || !vnet) return resourceNotFound(`Microsoft.Network/networkInterfaces/${networkInterfaceName}`, resourceGroupName);
  const operation = startOperation(store, clock, {
    subscriptionId: nic.subscriptionId,
    location: vnet.location,
    verb: 'post',
    operationClass: 'vnet',
    name: 'GetEffectiveRouteTableOperation',
    locks: nic.key,
    finish: () => undefined,
    fail: () => undefined,
    result: () => ({ value: routesOf(store, vnet, nic) }),
  });
  return { kind: 'started', status: 202, operation };
};

/** Returns the system routes and those of the subnet's route table; if both have a prefix, the latter is Active and the former Invalid. */
function routesOf(store: Store, vnet: StoredVNet, nic: StoredResource): readonly EffectiveRoute[] {
  const table = tableOf(store, vnet, nic);
  const isBgpOff = table?.properties.disableBgpRoutePropagation === true;
  const userRoutes = ((table?.properties.routes ?? []) as readonly TableRoute[]).map((route) => toUserRoute(route, isBgpOff));
  const overridden = new Set(userRoutes.flatMap((route) => route.addressPrefix));
  const system = systemRoutes(store, vnet).map(
    ([prefix, nextHopType]): EffectiveRoute => ({
      source: 'Default',
      state: overridden.has(prefix) ? 'Invalid' : 'Active',
      addressPrefix: [prefix],
      nextHopType,
      nextHopIpAddress: [],
      disableBgpRoutePropagation: isBgpOff,
    }),
  );
  return [...system, ...userRoutes];
}

interface TableRoute {
  readonly name: string;
  readonly properties: { readonly addressPrefix: string; readonly nextHopType: string; readonly nextHopIpAddress?: string };
}

const toUserRoute = ({ name, properties }: TableRoute, disableBgpRoutePropagation: boolean): EffectiveRoute => ({
  name,
  source: 'User',
  state: 'Active',
  addressPrefix: [properties.addressPrefix],
  nextHopType: properties.nextHopType,
  nextHopIpAddress: properties.nextHopIpAddress === undefined ? [] : [properties.nextHopIpAddress],
  disableBgpRoutePropagation,
});

function tableOf(store: Store, vnet: StoredVNet, nic: StoredResource): StoredResource | undefined {
  const subnet = vnet.subnets.find((each) => residentsOf(store, vnet, each).some(({ from }) => from === nic.key));
  return subnet?.routeTableId === undefined ? undefined : store.resources.get(resourceKey(subnet.routeTableId));
}

/**
 * Returns prefix and next hop of the system routes: the VNet, the learned prefixes of its Connected peers, the Internet, and dropped
 * prefixes.
 */
function systemRoutes(store: Store, vnet: StoredVNet): readonly (readonly [string, string])[] {
  const peered = store.halvesOf(vnet.key).filter((half) => viewHalf(store, half).state === 'Connected');
  const known = [
    ...vnet.addressSpace.map((prefix) => [prefix, 'VnetLocal'] as const),
    ...peered.flatMap((half) => peerRoutes(store, vnet, half)),
  ];
  const prefixes = known.map(([prefix]) => prefix);
  const dropped = DROPPED_PREFIXES.filter((prefix) => !prefixes.includes(prefix));
  return [...known, ['0.0.0.0/0', 'Internet'], ...dropped.map((prefix) => [prefix, 'None'] as const)];
}

function peerRoutes(store: Store, vnet: StoredVNet, half: StoredHalf): (readonly [string, string])[] {
  const remote = store.vnets.get(half.to);
  const nextHop = remote && remote.location !== vnet.location ? 'VNetGlobalPeering' : 'VNetPeering';
  return half.learned.map((prefix) => [prefix, nextHop] as const);
}
