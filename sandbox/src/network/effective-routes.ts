import { resourceKey } from '@peerscape/shared/arm';
import type { Behaviour } from '../arm/answer.ts';
import { startOperation } from '../store/operations.ts';
import type { Store, StoredHalf, StoredResource, StoredVNet } from '../store/store.ts';
import { resourceNotFound } from './find.ts';
import { viewHalf } from './peering-view.ts';
import { subnetKey } from './show-vnet.ts';

interface EffectiveRoute {
  readonly name?: string;
  readonly source: 'Default' | 'User';
  readonly state: 'Active' | 'Invalid';
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  readonly disableBgpRoutePropagation: boolean;
}

/** What Azure drops unless something better is known (azure-semantics §6.1). */
const DROPPED = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** The routes that a network interface really has: a POST that runs for a while and tells its result under `operationResults`. */
export const effectiveRoutes: Behaviour = (store, clock, { params }) => {
  const { subscriptionId = '', resourceGroupName = '', networkInterfaceName = '' } = params;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Network/networkInterfaces/${networkInterfaceName}`;
  const nic = store.resources.get(resourceKey(id));
  const vnet = nic?.inVNet && store.vnets.get(nic.inVNet);
  if (!nic || !vnet) return resourceNotFound(`Microsoft.Network/networkInterfaces/${networkInterfaceName}`, resourceGroupName);
  const operation = startOperation(store, clock, {
    subscriptionId: nic.subscriptionId,
    location: vnet.location,
    verb: 'post',
    on: 'vnet',
    name: 'GetEffectiveRouteTableOperation',
    locks: nic.key,
    finish: () => undefined,
    giveUp: () => undefined,
    result: () => ({ value: routesOf(store, vnet, nic) }),
  });
  return { kind: 'started', status: 202, operation };
};

/** System routes and the subnet's own; where both have a prefix, the subnet's own is Active and the other Invalid. */
function routesOf(store: Store, vnet: StoredVNet, nic: StoredResource): readonly EffectiveRoute[] {
  const table = tableOf(store, vnet, nic);
  const isBgpOff = table?.properties.disableBgpRoutePropagation === true;
  const own = ((table?.properties.routes ?? []) as readonly TableRoute[]).map((route) => userRoute(route, isBgpOff));
  const taken = new Set(own.flatMap((route) => route.addressPrefix));
  const system = systemRoutes(store, vnet).map(
    ([prefix, nextHopType]): EffectiveRoute => ({
      source: 'Default',
      state: taken.has(prefix) ? 'Invalid' : 'Active',
      addressPrefix: [prefix],
      nextHopType,
      nextHopIpAddress: [],
      disableBgpRoutePropagation: isBgpOff,
    }),
  );
  return [...system, ...own];
}

interface TableRoute {
  readonly name: string;
  readonly properties: { readonly addressPrefix: string; readonly nextHopType: string; readonly nextHopIpAddress?: string };
}

const userRoute = ({ name, properties }: TableRoute, disableBgpRoutePropagation: boolean): EffectiveRoute => ({
  name,
  source: 'User',
  state: 'Active',
  addressPrefix: [properties.addressPrefix],
  nextHopType: properties.nextHopType,
  nextHopIpAddress: properties.nextHopIpAddress === undefined ? [] : [properties.nextHopIpAddress],
  disableBgpRoutePropagation,
});

function tableOf(store: Store, vnet: StoredVNet, nic: StoredResource): StoredResource | undefined {
  const subnet = vnet.subnets.find(({ name }) => subnetKey(vnet, name) === nic.inSubnet);
  return subnet?.routeTableId === undefined ? undefined : store.resources.get(resourceKey(subnet.routeTableId));
}

/** Prefix and next hop: the VNet itself, its Connected peers as they were learned, the Internet, and what is dropped. */
function systemRoutes(store: Store, vnet: StoredVNet): readonly (readonly [string, string])[] {
  const peered = store.halvesOf(vnet.key).filter((half) => viewHalf(store, half).state === 'Connected');
  const known = [
    ...vnet.addressSpace.map((prefix) => [prefix, 'VnetLocal'] as const),
    ...peered.flatMap((half) => peerRoutes(store, vnet, half)),
  ];
  const prefixes = known.map(([prefix]) => prefix);
  const dropped = DROPPED.filter((prefix) => !prefixes.includes(prefix));
  return [...known, ['0.0.0.0/0', 'Internet'], ...dropped.map((prefix) => [prefix, 'None'] as const)];
}

function peerRoutes(store: Store, vnet: StoredVNet, half: StoredHalf): (readonly [string, string])[] {
  const remote = store.vnets.get(half.to);
  const nextHop = remote && remote.location !== vnet.location ? 'VNetGlobalPeering' : 'VNetPeering';
  return half.learned.map((prefix) => [prefix, nextHop] as const);
}
