import { viewHalf } from '../network/peering-view.ts';
import type { Store, StoredVNet } from '../store/store.ts';

/** Returns the prefixes of VNets that use the gateways or the Route Server of a VNet, as its halves have learned them. */
export function prefixesOfUsers(store: Store, vnet: StoredVNet): readonly string[] {
  const offered = store.halvesOf(vnet.key).filter((half) => half.allowTransit && viewHalf(store, half).state === 'Connected');
  return offered.flatMap((half) => (store.findHalf(half.to, half.from)?.useRemoteGateways ? half.learned : []));
}

/**
 * Returns the prefixes of a VNet and of those that use its gateways or Route Server. What others announce of them is not brought into these VNets
 * (Microsoft's page on route injection in spokes: the same prefixes and longer ones; that on BGP says it of VPN gateways).
 */
export const servedPrefixes = (store: Store, vnet: StoredVNet | undefined): readonly string[] =>
  vnet ? [...vnet.addressSpace, ...prefixesOfUsers(store, vnet)] : [];
