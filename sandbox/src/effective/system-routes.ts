import { resourceKey } from '@peerscape/shared/arm';
import { appliedConfigurations, membersOf } from '../network/effective-connectivity.ts';
import { viewHalf } from '../network/peering-view.ts';
import type { Store, StoredHalf, StoredResource, StoredVNet } from '../store/store.ts';
import { defaultRoute, type EffectiveRoute } from './route.ts';

/** Prefixes that Azure drops unless another route exists (azure-semantics §6.1). */
const DROPPED_PREFIXES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

interface Replaced {
  readonly hasDroppedPrefixes: boolean;
  readonly hasInternet: boolean;
  /** Prefixes of other routes, which are not dropped. */
  readonly known: readonly string[];
}

/** Returns the routes to the VNet's own prefixes, one each (R2), to the internet, and those that drop private ranges. */
export function systemRoutes(vnet: StoredVNet, { hasDroppedPrefixes, hasInternet, known }: Replaced): EffectiveRoute[] {
  const taken = new Set([...vnet.addressSpace, ...known]);
  const hasIPv6 = vnet.addressSpace.some((prefix) => prefix.includes(':'));
  return [
    ...vnet.addressSpace.map((prefix) => defaultRoute([prefix], 'VnetLocal')),
    ...(hasInternet ? [defaultRoute(['0.0.0.0/0'], 'Internet')] : []),
    ...(hasIPv6 ? [defaultRoute(['::/0'], 'Internet')] : []),
    ...(hasDroppedPrefixes ? DROPPED_PREFIXES.filter((prefix) => !taken.has(prefix)).map((prefix) => defaultRoute([prefix], 'None')) : []),
  ];
}

const connectedHalves = (store: Store, vnet: StoredVNet): readonly StoredHalf[] =>
  store.halvesOf(vnet.key).filter((half) => viewHalf(store, half).state === 'Connected');

/** Returns the routes to peers, one for each prefix that a Connected half has learned (R3, R5). */
export const peeringRoutes = (store: Store, vnet: StoredVNet): EffectiveRoute[] =>
  connectedHalves(store, vnet).flatMap((half) => half.learned.map((prefix) => defaultRoute([prefix], peeringType(store, vnet, half))));

const peeringType = (store: Store, vnet: StoredVNet, half: StoredHalf): string => {
  const remote = store.vnets.get(half.to);
  return remote && remote.location !== vnet.location ? 'VNetGlobalPeering' : 'VNetPeering';
};

interface GroupItem {
  readonly networkGroupId: string;
  readonly groupConnectivity?: string;
  readonly isGlobal?: string;
}

/** Returns one row for each configuration with the prefixes of the VNets that it connects directly (R4). A peering wins. */
export function groupRoutes(store: Store, vnet: StoredVNet): EffectiveRoute[] {
  const configurations = appliedConfigurations(store, vnet.key);
  if (configurations.length === 0) return [];
  const left = new Set([vnet.key, ...connectedHalves(store, vnet).map(({ to }) => to)]);
  return configurations.flatMap(({ configuration, groups }) => {
    const others = groups.flatMap((group) => connectedMembers(store, vnet, configuration, group)).filter(({ key }) => !left.has(key));
    for (const { key } of others) left.add(key);
    const prefixes = [...new Set(others)].flatMap(({ addressSpace }) => addressSpace);
    return prefixes.length === 0 ? [] : [defaultRoute(prefixes, 'ConnectedGroup')];
  });
}

/** Returns the members of a group of a mesh, or of spokes that are connected directly: those of the VNet's region, or of all. */
function connectedMembers(store: Store, vnet: StoredVNet, { properties }: StoredResource, group: StoredResource): readonly StoredVNet[] {
  const items = (properties.appliesToGroups ?? []) as readonly GroupItem[];
  const item = items.find(({ networkGroupId }) => resourceKey(networkGroupId) === group.key);
  if (properties.connectivityTopology !== 'Mesh' && item?.groupConnectivity !== 'DirectlyConnected') return [];
  const isGlobal = properties.isGlobal === 'True' || item?.isGlobal === 'True';
  return membersOf(store, group)
    .flatMap((key) => store.vnets.get(key) ?? [])
    .filter(({ location }) => isGlobal || location === vnet.location);
}
