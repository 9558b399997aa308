import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { type Address, type Cidr, compareCidrs, formatCidr, holds, overlaps, parseCidr } from '../net/index.ts';
import { connectedPeers, spaceOf, type Topology } from '../topology/index.ts';

/** Reads prefixes, each text once; one that is no proper prefix is left out (VNP203 speaks of those). */
export type ReadPrefixes = (texts: readonly string[]) => Cidr[];

/** A reader to use throughout one check. */
export function prefixReader(): ReadPrefixes {
  const known = new Map<string, Cidr | undefined>();
  const read = (text: string): Cidr | undefined => {
    if (known.has(text)) return known.get(text);
    const result = parseCidr(text);
    known.set(text, result.ok ? result.value : undefined);
    return known.get(text);
  };
  return (texts) => texts.flatMap((text) => read(text) ?? []);
}

/** A prefix and whose it is. */
export interface Owned {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
}

/**
 * Every two overlapping prefixes of different owners. Prefixes nest or are apart, so after sorting, those still open hold the next one:
 *
 *     a ├───────────────┤          open: a
 *     b    ├─────┤                 a holds b
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

/** Two prefixes that overlap, as text. */
export type Overlap = readonly [string, string];

/** Where two address spaces overlap, as text: `[ours, theirs]`. */
export const sharedBy = (ours: readonly Cidr[], theirs: readonly Cidr[]): Overlap[] =>
  ours.flatMap((a) => theirs.filter((b) => overlaps(a, b)).map((b): Overlap => [formatCidr(a), formatCidr(b)]));

/** `10.1.0.0/16 with 10.1.4.0/24, 10.2.0.0/16`: equal prefixes are named once. */
export const overlapsInWords = (list: readonly Overlap[]): string => list.map(([a, b]) => (a === b ? a : `${a} with ${b}`)).join(', ');

/** Where an address lies, seen from a VNet: in it, in one it reaches directly, or nowhere it can reach. */
export interface Whereabouts {
  readonly at: ResourceKey | undefined;
  /** A directly connected VNet of which no prefix is known: the address may lie there. */
  readonly maybe: ResourceKey | undefined;
}

/** Looks for an address in a VNet, in its connected peers, and in the connected groups it belongs to; each question is answered once. */
export function locator(topology: Topology): (from: ResourceKey, address: Address) => Whereabouts {
  const read = prefixReader();
  const known = new Map<ResourceKey, Map<bigint, Whereabouts>>();
  return (from, address) => {
    const seen = known.get(from) ?? new Map<bigint, Whereabouts>();
    const found = seen.get(address.value) ?? whereIs(topology, read, from, address);
    known.set(from, seen.set(address.value, found));
    return found;
  };
}

function whereIs(topology: Topology, read: ReadPrefixes, from: ResourceKey, address: Address): Whereabouts {
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
  // routes to a peer are made from what the half has learned
  for (const { to, near } of connectedPeers(topology, from)) yield { to, space: near?.remoteLearned ?? spaceOf(topology, to) };
  for (const group of topology.equipmentOf.get(from)?.connectedGroups ?? []) {
    for (const id of group.vnetIds) {
      const vnet = topology.vnets.get(resourceKey(id));
      if (vnet) yield { to: vnet.key, space: vnet.addressSpace };
    }
  }
}
