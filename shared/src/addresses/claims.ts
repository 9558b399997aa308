import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, contains } from '../net/index.ts';
import { createPrefixParser, type PrefixParser } from '../routing/index.ts';
import type { SubnetRow, Topology, VNet } from '../topology/index.ts';

/**
 * Origin of a claim: `vnet` from the address space of a VNet; `ghost` from the halves that point at a VNet that could not be read;
 * `learned` from a half, although the VNet it points at no longer has it; `stray` from a subnet outside the address space of its VNet.
 */
export type ClaimSource = 'vnet' | 'ghost' | 'learned' | 'stray';

/** A prefix that is taken, with the VNet or ghost that it belongs to. */
export interface Claim {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
  readonly source: ClaimSource;
  /** Name of the subnet of a stray claim. */
  readonly subnet?: string;
}

/** An entry of an address space or subnet that is not a valid prefix. */
export interface InvalidPrefix {
  readonly owner: ResourceKey;
  readonly text: string;
}

/** Everything that is known to be taken, in the order of addresses. */
export interface Claims {
  readonly list: readonly Claim[];
  readonly invalid: readonly InvalidPrefix[];
}

/** Collects the claims of a topology, each prefix once for each owner. */
export function collectClaims(topology: Topology, parse: PrefixParser = createPrefixParser()): Claims {
  const byOwner = new Map<ResourceKey, Claim[]>();
  const invalid: InvalidPrefix[] = [];
  const claimsOf = (owner: ResourceKey): Claim[] => {
    const list = byOwner.get(owner) ?? [];
    if (list.length === 0) byOwner.set(owner, list);
    return list;
  };
  const add = (owner: ResourceKey, source: ClaimSource, texts: readonly string[], subnet?: string): void => {
    const list = claimsOf(owner);
    for (const text of texts) {
      const [cidr] = parse([text]);
      if (!cidr) invalid.push({ owner, text });
      else if (!list.some((own) => compareCidrs(own.cidr, cidr) === 0 && own.subnet === subnet))
        list.push({ cidr, owner, source, ...(subnet !== undefined && { subnet }) });
    }
  };
  for (const vnet of topology.vnets.values()) {
    add(vnet.key, 'vnet', vnet.addressSpace);
    for (const { name, prefixes } of straySubnets(vnet, claimsOf(vnet.key), parse)) add(vnet.key, 'stray', prefixes, name);
  }
  for (const ghost of topology.ghosts.values()) add(ghost.key, 'ghost', ghost.addressSpace);
  for (const { to, remoteLearned = [], remoteCurrent = [] } of topology.halves.values()) {
    const own = claimsOf(to);
    for (const texts of [remoteLearned, remoteCurrent])
      for (const cidr of parse(texts))
        if (!own.some((claim) => contains(claim.cidr, cidr))) own.push({ cidr, owner: to, source: 'learned' });
  }
  return { list: [...byOwner.values()].flat().sort(compareClaims), invalid };
}

/** Compares claims by prefix, then by owner, so that equal estates give equal lists in whatever order they are read. */
export const compareClaims = (one: Claim, other: Claim): number =>
  compareCidrs(one.cidr, other.cidr) || (one.owner < other.owner ? -1 : one.owner > other.owner ? 1 : 0);

/** Returns the prefixes of subnets that are in no prefix of their VNet, and those that are not valid. */
function straySubnets({ subnets }: VNet, space: readonly Claim[], parse: PrefixParser): Pick<SubnetRow, 'name' | 'prefixes'>[] {
  const isInside = (text: string) => {
    const [cidr] = parse([text]);
    return cidr !== undefined && space.some((claim) => contains(claim.cidr, cidr));
  };
  return subnets.flatMap(({ name, prefixes }) => {
    const outside = prefixes.filter((text) => !isInside(text));
    return outside.length > 0 ? [{ name, prefixes: outside }] : [];
  });
}
