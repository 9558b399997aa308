import type { ResourceKey } from '../arm/index.ts';
import { type Address, type Cidr, compareCidrs, formatCidr, holds, overlaps, parseCidr } from '../net/index.ts';
import type { Half, Topology } from '../topology/index.ts';
import { connectedPeers, spaceOf } from './pairs.ts';

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

/** The prefixes of its remote that a half makes routes from: those it learned. */
export const routedBy = (topology: Topology, half: Half | undefined, to: ResourceKey): readonly string[] =>
  half?.remoteLearned ?? spaceOf(topology, to);

/** Where an address lies, seen from a VNet: in it, in one it reaches directly, or nowhere it can reach. */
export interface Whereabouts {
  readonly at: ResourceKey | undefined;
  /** A directly connected VNet of which no prefix is known: the address may lie there. */
  readonly maybe: ResourceKey | undefined;
}

/** Looks for the address in the VNet, in its connected peers, and in the connected groups it belongs to. */
export function whereIs(topology: Topology, read: ReadPrefixes, from: ResourceKey, address: Address): Whereabouts {
  let maybe: ResourceKey | undefined;
  for (const { to, space } of neighbours(topology, from)) {
    if (read(space).some((cidr) => holds(cidr, address))) return { at: to, maybe: undefined };
    if (space.length === 0) maybe ??= to;
  }
  return { at: undefined, maybe };
}

function* neighbours(topology: Topology, from: ResourceKey): Iterable<{ to: ResourceKey; space: readonly string[] }> {
  yield { to: from, space: topology.vnets.get(from)?.addressSpace ?? ['0.0.0.0/32'] };
  for (const { to, near } of connectedPeers(topology, from)) yield { to, space: routedBy(topology, near, to) };
  for (const group of topology.equipmentOf.get(from)?.connectedGroups ?? [])
    for (const id of group.vnetIds) {
      const vnet = topology.vnets.get(id.toLowerCase() as ResourceKey);
      if (vnet) yield { to: vnet.key, space: vnet.addressSpace };
    }
}
