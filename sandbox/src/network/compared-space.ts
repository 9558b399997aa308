import { findOverlappingPrefixes, isInside } from '../addressing/prefixes.ts';
import type { Store, StoredHalf, StoredVNet } from '../store/store.ts';

/**
 * Returns the prefixes of a VNet that are compared when a half is written: with subnet peering, the whole prefixes that contain the peered
 * subnets (azure-semantics §6.6), and with an IPv6-only peering only those of IPv6 (inferred).
 */
export const comparedSpace = (vnet: StoredVNet, subnets: readonly string[] | undefined, half: StoredHalf): readonly string[] =>
  ofPeeredFamilies(half, half.completeVnets || !subnets ? vnet.addressSpace : containingPrefixes(vnet, subnetPrefixes(vnet, subnets)));

/** Returns the prefixes that an existing half takes up: what it has learned; with subnet peering, the whole prefixes that contain it. */
export function takenSpace(store: Store, half: StoredHalf): readonly string[] {
  const remote = store.vnets.get(half.to);
  if (half.completeVnets || !half.remoteSubnets || !remote) return half.learned;
  const containing = containingPrefixes(remote, half.learned);
  return ofPeeredFamilies(half, [...containing, ...half.learned.filter((prefix) => !isInside(prefix, containing))]);
}

const containingPrefixes = (vnet: StoredVNet, inner: readonly string[]): readonly string[] =>
  vnet.addressSpace.filter((prefix) => findOverlappingPrefixes([prefix], inner).length > 0);

function subnetPrefixes(vnet: StoredVNet, subnets: readonly string[]): readonly string[] {
  const names = new Set(subnets.map((name) => name.toLowerCase()));
  return vnet.subnets.filter((subnet) => names.has(subnet.name.toLowerCase())).flatMap((subnet) => subnet.prefixes);
}

const ofPeeredFamilies = ({ onlyIPv6 }: StoredHalf, prefixes: readonly string[]): readonly string[] =>
  onlyIPv6 ? prefixes.filter((prefix) => prefix.includes(':')) : prefixes;
