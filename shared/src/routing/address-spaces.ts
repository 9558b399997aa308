import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, overlaps } from '../net/index.ts';
import { type Half, isIPv6, nodeOf, type PeeringScope, subnetsToPeer, type Topology } from '../topology/index.ts';
import { createPrefixParser } from './spaces.ts';

/** Prefixes that Azure compares when it checks a write of a half for overlaps; each is parsed once, and invalid ones are left out. */
export interface AddressSpaces {
  /** Returns the current prefixes of the VNet that owns a half with this scope. */
  readonly localPrefixes: (vnet: ResourceKey, scope?: PeeringScope) => readonly Cidr[];
  /** Returns the current prefixes of the VNet that a half with this scope points at. */
  readonly remotePrefixes: (vnet: ResourceKey, scope?: PeeringScope) => readonly Cidr[];
  /**
   * Returns the remote prefixes that an existing half takes up: those that it has learned, whatever its state. A Disconnected half whose VNet
   * was deleted still counts (AzureTRE #4641).
   */
  readonly learnedPrefixes: (half: Half) => readonly Cidr[];
  /** Returns the entries of the VNet’s address space that are not valid prefixes. */
  readonly invalidPrefixesOf: (vnet: ResourceKey) => readonly string[];
}

/** Creates the address spaces of a topology. */
export function createAddressSpaces(topology: Topology): AddressSpaces {
  const parse = createPrefixParser();
  const addressSpaceOf = (vnet: ResourceKey): readonly string[] => nodeOf(topology, vnet)?.addressSpace ?? [];
  /** Azure compares the whole prefixes that contain the peered subnets (azure-semantics §6.6). */
  const containingPrefixes = (vnet: ResourceKey, peered: readonly Cidr[]): Cidr[] =>
    parse(addressSpaceOf(vnet)).filter((cidr) => peered.some((subnet) => overlaps(cidr, subnet)));
  const prefixesOf = (vnet: ResourceKey, names: readonly string[] | undefined, scope: PeeringScope): readonly Cidr[] => {
    const [subnets, owner] = [subnetsToPeer(names, scope), topology.vnets.get(vnet)];
    const space =
      subnets && owner
        ? containingPrefixes(
            vnet,
            parse(owner.subnets.filter(({ name }) => subnets.has(name.toLowerCase())).flatMap(({ prefixes }) => prefixes)),
          )
        : parse(addressSpaceOf(vnet));
    return scope.onlyIPv6 ? space.filter(({ family }) => family === 6) : space;
  };
  const remotePrefixes = (vnet: ResourceKey, scope: PeeringScope = {}) => prefixesOf(vnet, scope.remoteSubnets, scope);
  return {
    localPrefixes: (vnet, scope = {}) => prefixesOf(vnet, scope.localSubnets, scope),
    remotePrefixes,
    learnedPrefixes: (half) => {
      if (!half.remoteLearned) return remotePrefixes(half.to, half);
      const learned = parse(half.onlyIPv6 ? half.remoteLearned.filter(isIPv6) : half.remoteLearned);
      if (!subnetsToPeer(half.remoteSubnets, half) || !topology.vnets.has(half.to)) return learned;
      const containing = containingPrefixes(half.to, learned).filter(({ family }) => family === 6 || !half.onlyIPv6);
      return [...containing, ...learned.filter((cidr) => !containing.some((outer) => overlaps(outer, cidr)))];
    },
    invalidPrefixesOf: (vnet) => addressSpaceOf(vnet).filter((text) => parse([text]).length === 0),
  };
}
