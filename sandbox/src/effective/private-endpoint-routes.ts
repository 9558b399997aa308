import { cidrOf, isInside } from '../addressing/prefixes.ts';
import { viewHalf } from '../network/peering-view.ts';
import { residentsOf } from '../network/wire-vnet.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { defaultRoute, type EffectiveRoute } from './route.ts';

/** Values of `privateEndpointNetworkPolicies` with which route tables apply to the endpoints of a subnet. */
const WITH_ROUTE_TABLES = ['Enabled', 'RouteTableEnabled'];

/**
 * Returns a route for each private endpoint in the VNet and in the VNets directly peered with it, no further (R16). Those of a peer are the ones
 * in the prefixes that the half has learned, so that an IPv6-only half brings none of IPv4.
 */
export function privateEndpointRoutes(store: Store, vnet: StoredVNet): EffectiveRoute[] {
  const ofPeers = store.halvesOf(vnet.key).flatMap((half) => {
    const peer = viewHalf(store, half).state === 'Connected' ? store.vnets.get(half.to) : undefined;
    return peer ? endpointsIn(store, peer).filter(({ prefixes }) => prefixes.every((prefix) => isInside(prefix, half.learned))) : [];
  });
  return [...endpointsIn(store, vnet), ...ofPeers];
}

const endpointsIn = (store: Store, vnet: StoredVNet): EffectiveRoute[] => vnet.subnets.flatMap((subnet) => routesTo(store, vnet, subnet));

function routesTo(store: Store, vnet: StoredVNet, subnet: StoredSubnet): EffectiveRoute[] {
  const followsRouteTables = WITH_ROUTE_TABLES.includes(String(subnet.extra.privateEndpointNetworkPolicies));
  const addresses = residentsOf(store, vnet, subnet).flatMap(({ from, at }) => {
    const endpoint = store.resources.get(from);
    return endpoint?.properties.privateEndpoint === undefined ? [] : addressOf(endpoint.properties.ipConfigurations, at);
  });
  return addresses.map((address) => {
    const isIPv6 = address.includes(':');
    return {
      ...defaultRoute([`${address}/${isIPv6 ? 128 : 32}`], 'InterfaceEndpoint'),
      overriddenFromLength: followsRouteTables ? lengthOfSpace(vnet, isIPv6) : undefined,
    };
  });
}

/** Returns the length of the only prefix of the family; a VNet with two kept its endpoint's route beside a user's for one of them (R16). */
function lengthOfSpace(vnet: StoredVNet, isIPv6: boolean): number | undefined {
  const [prefix, another] = vnet.addressSpace.filter((each) => each.includes(':') === isIPv6);
  return another === undefined ? cidrOf(prefix ?? '')?.length : undefined;
}

interface Configuration {
  readonly id: string;
  readonly properties: { readonly privateIPAddress?: string };
}

const addressOf = (configurations: unknown, id: string): string[] =>
  ((configurations ?? []) as readonly Configuration[]).flatMap((each) => (each.id === id ? (each.properties.privateIPAddress ?? []) : []));
