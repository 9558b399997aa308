import type { Address } from '@peerscape/shared/net';
import { normalizePrefix } from '../src/addressing/prefixes.ts';
import { chooseRoute } from '../src/effective/next-hop.ts';
import type { EffectiveRoute } from '../src/effective/route.ts';
import { routesIntoVNet } from '../src/routing/routes-into-vnet.ts';
import type { Store, StoredVNet } from '../src/store/store.ts';
import { type EstateRow, type Learned, routesOfSubnet } from './estate.ts';
import { exportEstate } from './estate-export.ts';
import { createRandomNetwork } from './random-network.ts';

/** Effective route with one prefix. */
export interface ListedRoute {
  readonly source: string;
  readonly state: string;
  readonly prefix: string;
  readonly nextHopType: string;
  /** Sorted, and only of user routes and of those that appliances announce to a Route Server: others are for display only. */
  readonly nextHopIps: readonly string[];
}

/** Subnet with the effective routes that the sandbox derives. */
export interface RoutedSubnet {
  /** `vnet/subnet`. */
  readonly path: string;
  /** All routes, except those of service endpoints, whose prefixes are invented. */
  readonly routes: readonly ListedRoute[];
  /** Returns the route of a packet. */
  readonly choose: (destination: Address) => ListedRoute | undefined;
}

/** A random network in the form of exported files, with the effective routes that the sandbox derives. */
export interface RandomEstate {
  /** The network as a fixture, for messages. */
  readonly text: string;
  readonly rows: readonly EstateRow[];
  readonly learned: Learned;
  readonly subnets: readonly RoutedSubnet[];
}

/** Creates a random network in the form of exported files. The same seed gives the same network. */
export function createRandomEstate(seed: number): RandomEstate {
  const { text, store } = createRandomNetwork(seed);
  const subnets = [...store.vnets.values()].flatMap((vnet) => {
    const list = createLister(store, vnet);
    return vnet.subnets.map(({ name }) => toRoutedSubnet(`${vnet.name}/${name}`, routesOfSubnet(store, `${vnet.name}/${name}`), list));
  });
  return { text, ...exportEstate(store), subnets };
}

type Lister = (route: EffectiveRoute) => ListedRoute;

function toRoutedSubnet(path: string, effective: readonly EffectiveRoute[], list: Lister): RoutedSubnet {
  const single = effective
    .filter(({ nextHopType }) => nextHopType !== 'VirtualNetworkServiceEndpoint')
    .flatMap((route) => route.prefixes.map((prefix) => ({ ...route, prefixes: [normalizePrefix(prefix)] })));
  return {
    path,
    routes: single.map(list),
    choose: (destination) => {
      const chosen = chooseRoute(single, destination);
      return chosen && list(chosen);
    },
  };
}

function createLister(store: Store, vnet: StoredVNet): Lister {
  const origins = new Map(routesIntoVNet(store, vnet).map(({ prefix, from }) => [normalizePrefix(prefix), from]));
  return ({ source, state, prefixes: [prefix = ''], nextHopType, nextHops }) => {
    const isFromAppliance = source === 'VirtualNetworkGateway' && origins.get(prefix) === 'RouteServer';
    return { source, state, prefix, nextHopType, nextHopIps: source === 'User' || isFromAppliance ? [...nextHops].sort() : [] };
  };
}
