import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { type Address, type Cidr, compareCidrs, formatCidr, holds, overlaps, parseCidr } from '../net/index.ts';
import { connectedPeers, spaceOf, type Topology } from '../topology/index.ts';

/** Parses prefixes and caches the results; invalid ones are left out (VNP203 reports them). */
export type ReadPrefixes = (texts: readonly string[]) => Cidr[];

/** Creates a prefix parser with a cache of its own, to be used for one check. */
export function prefixReader(): ReadPrefixes {
  const cache = new Map<string, Cidr | undefined>();
  const read = (text: string): Cidr | undefined => {
    if (cache.has(text)) return cache.get(text);
    const result = parseCidr(text);
    cache.set(text, result.ok ? result.value : undefined);
    return cache.get(text);
  };
  return (texts) => texts.flatMap((text) => read(text) ?? []);
}

/** Prefix with the VNet that owns it. */
export interface Owned {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
}

/**
 * Yields each pair of overlapping prefixes with different owners. Prefixes are nested or disjoint, so after sorting, each one that is still
 * open contains the next:
 *
 *     a ├───────────────┤          open: a
 *     b    ├─────┤                 a contains b
 *     c                    ├──┤    a and b are closed
 */
export function* overlapping(prefixes: readonly Owned[]): Iterable<readonly [Owned, Owned]> {
  let open: Owned[] = [];
  for (const next of [...prefixes].sort((p, q) => compareCidrs(p.cidr, q.cidr))) {
    open = open.filter(({ cidr }) => overlaps(cidr, next.cidr));
    for (const outer of open) if (outer.owner !== next.owner) yield [outer, next];
    open.push(next);
  }
}

/** Two overlapping prefixes, as text. */
export type Overlap = readonly [string, string];

/** Returns the overlapping prefixes of two address spaces, as text: `[local, remote]`. */
export const sharedBy = (local: readonly Cidr[], remote: readonly Cidr[]): Overlap[] =>
  local.flatMap((a) => remote.filter((b) => overlaps(a, b)).map((b): Overlap => [formatCidr(a), formatCidr(b)]));

/** Formats overlaps as `10.1.0.0/16 with 10.1.4.0/24, 10.2.0.0/16`; equal prefixes are listed once. */
export const overlapsInWords = (list: readonly Overlap[]): string => list.map(([a, b]) => (a === b ? a : `${a} with ${b}`)).join(', ');

/** Location of an address as seen from a VNet: the VNet itself or a directly connected one; undefined if it is unreachable. */
export interface Whereabouts {
  readonly at: ResourceKey | undefined;
  /** A directly connected VNet without known prefixes, which may contain the address. */
  readonly maybe: ResourceKey | undefined;
}

/** Creates a function that locates an address in a VNet, its connected peers and its connected groups. Results are cached. */
export function locator(topology: Topology): (from: ResourceKey, address: Address) => Whereabouts {
  const read = prefixReader();
  const cache = new Map<ResourceKey, Map<bigint, Whereabouts>>();
  return (from, address) => {
    const byAddress = cache.get(from) ?? new Map<bigint, Whereabouts>();
    const location = byAddress.get(address.value) ?? locateAddress(topology, read, from, address);
    cache.set(from, byAddress.set(address.value, location));
    return location;
  };
}

function locateAddress(topology: Topology, read: ReadPrefixes, from: ResourceKey, address: Address): Whereabouts {
  let maybe: ResourceKey | undefined;
  for (const { to, space } of neighbours(topology, from)) {
    if (read(space).some((cidr) => holds(cidr, address))) return { at: to, maybe: undefined };
    if (space.length === 0) maybe ??= to;
  }
  return { at: undefined, maybe };
}

function* neighbours(topology: Topology, from: ResourceKey): Iterable<{ to: ResourceKey; space: readonly string[] }> {
  const own = topology.vnets.get(from);
  if (own) yield { to: from, space: own.addressSpace };
  // Azure creates routes to a peer from the prefixes that the half has learned
  for (const { to, near } of connectedPeers(topology, from)) yield { to, space: near?.remoteLearned ?? spaceOf(topology, to) };
  for (const group of topology.equipmentOf.get(from)?.connectedGroups ?? []) {
    for (const id of group.vnetIds) {
      const vnet = topology.vnets.get(resourceKey(id));
      if (vnet) yield { to: vnet.key, space: vnet.addressSpace };
    }
  }
}
