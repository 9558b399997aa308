import type { HalfRow, VNetRow } from './rows.ts';

/** The properties of a half that decide what it peers: whole VNets, the listed subnets, or IPv6 only. */
export type PeeringScope = Pick<HalfRow, 'completeVnets' | 'onlyIPv6' | 'localSubnets' | 'remoteSubnets'>;

type Spaces = Pick<VNetRow, 'addressSpace' | 'subnets'>;

/** Returns the prefixes of the remote VNet that a half peers; undefined if the VNet or its subnets were not read. */
export const peeredRemotePrefixes = (remote: Spaces | undefined, scope: PeeringScope): readonly string[] | undefined =>
  remote && peeredPrefixes(remote, scope.remoteSubnets, scope);

/** Returns the prefixes of the owner that a half peers; undefined if the VNet or its subnets were not read. */
export const peeredLocalPrefixes = (local: Spaces | undefined, scope: PeeringScope): readonly string[] | undefined =>
  local && peeredPrefixes(local, scope.localSubnets, scope);

/** With subnet peering, the address spaces of a half contain the prefixes of the subnets (azure-semantics §6.6). */
function peeredPrefixes({ addressSpace, subnets }: Spaces, names: readonly string[] | undefined, scope: PeeringScope) {
  const listed = subnetsToPeer(names, scope);
  if (listed && subnets.length === 0) return undefined;
  const prefixes = listed
    ? subnets.filter(({ name }) => listed.has(name.toLowerCase())).flatMap((subnet) => subnet.prefixes)
    : addressSpace;
  return scope.onlyIPv6 ? prefixes.filter(isIPv6) : prefixes;
}

/** Returns the names of the peered subnets in lower case; undefined if whole VNets are peered. */
export const subnetsToPeer = (names: readonly string[] | undefined, { completeVnets }: PeeringScope): ReadonlySet<string> | undefined =>
  names && completeVnets === false ? new Set(names.map((name) => name.toLowerCase())) : undefined;

/** Returns whether a prefix is one of IPv6. */
export const isIPv6 = (prefix: string): boolean => prefix.includes(':');

/** Returns whether two lists contain the same prefixes, in any order. */
export const haveSamePrefixes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((prefix) => b.includes(prefix));
