import { viewHalf } from '../network/peering-view.ts';
import { residentsOf } from '../network/wire-vnet.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { defaultRoute, type EffectiveRoute } from './route.ts';

/** Values of `privateEndpointNetworkPolicies` with which route tables apply to the endpoints of a subnet. */
const WITH_ROUTE_TABLES = ['Enabled', 'RouteTableEnabled'];

/** Returns a route for each private endpoint in the VNet and in the VNets directly peered with it, no further (R16). */
export function privateEndpointRoutes(store: Store, vnet: StoredVNet): EffectiveRoute[] {
  const peers = store
    .halvesOf(vnet.key)
    .filter((half) => viewHalf(store, half).state === 'Connected')
    .flatMap((half) => store.vnets.get(half.to) ?? []);
  return [vnet, ...peers].flatMap((each) => each.subnets.flatMap((subnet) => routesTo(store, each, subnet)));
}

function routesTo(store: Store, vnet: StoredVNet, subnet: StoredSubnet): EffectiveRoute[] {
  const followsRouteTables = WITH_ROUTE_TABLES.includes(String(subnet.extra.privateEndpointNetworkPolicies));
  const addresses = residentsOf(store, vnet, subnet).flatMap(({ from, at }) => {
    const endpoint = store.resources.get(from);
    return endpoint?.properties.privateEndpoint === undefined ? [] : addressOf(endpoint.properties.ipConfigurations, at);
  });
  return addresses.map((address) => ({
    ...defaultRoute([`${address}/${address.includes(':') ? 128 : 32}`], 'InterfaceEndpoint'),
    followsRouteTables,
  }));
}

interface Configuration {
  readonly id: string;
  readonly properties: { readonly privateIPAddress?: string };
}

const addressOf = (configurations: unknown, id: string): string[] =>
  ((configurations ?? []) as readonly Configuration[]).flatMap((each) => (each.id === id ? (each.properties.privateIPAddress ?? []) : []));
