import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, formatCidr, overlaps, parseCidr } from '../net/index.ts';
import { nodeOf, type Topology } from '../topology/index.ts';
import type { Writable } from './plan.ts';
import { peersWholeVNets } from './writable.ts';

/** Address spaces of VNets; each prefix is parsed once. */
export interface AddressSpaces {
  /** Returns the prefixes that Azure compares for a half: all of the VNet’s, or those that contain the named subnets (azure-semantics §6.6). */
  readonly prefixesOf: (vnet: ResourceKey, subnets?: readonly string[]) => readonly Cidr[];
  /** Parses learned prefixes, for a remote that may no longer exist; skips the invalid ones. */
  readonly parse: (texts: readonly string[]) => readonly Cidr[];
  /** Returns the entries of the VNet’s address space that are not valid prefixes. */
  readonly invalidPrefixesOf: (vnet: ResourceKey) => readonly string[];
}

/** Creates the address spaces of a topology. */
export function createAddressSpaces(topology: Topology): AddressSpaces {
  const cache = new Map<string, Cidr | undefined>();
  const parseOne = (text: string): Cidr | undefined => {
    if (!cache.has(text)) {
      const result = parseCidr(text);
      cache.set(text, result.ok ? result.value : undefined);
    }
    return cache.get(text);
  };
  const parse = (texts: readonly string[]): Cidr[] => texts.flatMap((text) => parseOne(text) ?? []);
  const addressSpaceOf = (vnet: ResourceKey): readonly string[] => nodeOf(topology, vnet)?.addressSpace ?? [];
  return {
    parse,
    prefixesOf: (vnet, subnets) => {
      const space = parse(addressSpaceOf(vnet));
      const owner = topology.vnets.get(vnet);
      if (!subnets || !owner) return space;
      const names = new Set(subnets.map((name) => name.toLowerCase()));
      const peered = parse(owner.subnets.filter(({ name }) => names.has(name.toLowerCase())).flatMap(({ prefixes }) => prefixes));
      return space.filter((cidr) => peered.some((subnet) => overlaps(cidr, subnet)));
    },
    invalidPrefixesOf: (vnet) => addressSpaceOf(vnet).filter((text) => parseOne(text) === undefined),
  };
}

/** Returns the local and remote subnets that a half between subnets names; empty for a half that peers whole VNets. */
export const subnetsOf = (half: Writable): { readonly local?: readonly string[]; readonly remote?: readonly string[] } =>
  peersWholeVNets(half)
    ? {}
    : { ...(half.localSubnets && { local: half.localSubnets }), ...(half.remoteSubnets && { remote: half.remoteSubnets }) };

type PrefixPair = readonly [Cidr, Cidr];

/** Returns every pair of prefixes, one from each list, that overlap. */
export const findOverlappingPairs = (ours: readonly Cidr[], theirs: readonly Cidr[]): readonly PrefixPair[] =>
  ours.flatMap((a) => theirs.filter((b) => overlaps(a, b)).map((b): PrefixPair => [a, b]));

/** Returns the prefixes of both lists that overlap one of the other list, each once, as text. */
export const findOverlaps = (ours: readonly Cidr[], theirs: readonly Cidr[]): string[] => [
  ...new Set(findOverlappingPairs(ours, theirs).flatMap((pair) => pair.map(formatCidr))),
];

const MAX_DESCRIBED_PAIRS = 3;

/** Describes overlapping prefixes together with their VNets: `10.0.0.0/16 (a) overlaps 10.0.1.0/24 (b)`. */
export function describeOverlaps(pairs: readonly PrefixPair[], ourName: string, theirName: string): string {
  const described = pairs
    .slice(0, MAX_DESCRIBED_PAIRS)
    .map(([a, b]) => `${formatCidr(a)} (${ourName}) overlaps ${formatCidr(b)} (${theirName})`);
  const more = pairs.length - described.length;
  return `${described.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A prefix and the VNet that it belongs to. */
export interface OwnedPrefix {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
}

/**
 * Returns the overlapping prefixes of every two owners, by the two keys joined. Prefixes are either nested or disjoint, so once they are
 * sorted, only the prefixes that are still open can contain the next one.
 */
export function findOverlappingOwners(prefixes: readonly OwnedPrefix[]): ReadonlyMap<string, readonly [OwnedPrefix, OwnedPrefix][]> {
  const found = new Map<string, [OwnedPrefix, OwnedPrefix][]>();
  let open: OwnedPrefix[] = [];
  for (const next of [...prefixes].sort((p, q) => compareCidrs(p.cidr, q.cidr) || (p.owner < q.owner ? -1 : 1))) {
    open = open.filter(({ cidr }) => overlaps(cidr, next.cidr));
    for (const outer of open) {
      if (outer.owner === next.owner) continue;
      const pair: [OwnedPrefix, OwnedPrefix] = outer.owner < next.owner ? [outer, next] : [next, outer];
      const key = pair.map(({ owner }) => owner).join('|');
      found.set(key, [...(found.get(key) ?? []), pair]);
    }
    open.push(next);
  }
  return found;
}
