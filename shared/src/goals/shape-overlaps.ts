import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, formatCidr, overlaps, parseCidr } from '../net/index.ts';
import { namesIn, type Topology } from '../topology/index.ts';
import { MAX_LISTED } from './few.ts';
import { pairKey } from './pairs.ts';

interface OverlapContext {
  readonly topology: Topology;
  readonly kind: 'mesh' | 'hub';
  readonly hub: ResourceKey;
  readonly members: readonly ResourceKey[];
}

/** The first of those that overlap, a sentence each: Azure peers them neither with each other nor with the same third (azure-semantics §3.1). */
export function describeOverlaps({ topology, kind, hub, members }: OverlapContext): readonly string[] {
  const name = namesIn(topology);
  const said = new Map<string, string>();
  for (const [a, b, cidr] of overlapping(topology, members)) {
    const isWithHub = a === hub || b === hub;
    const refused = kind === 'mesh' ? 'with each other, nor both with a third' : isWithHub ? 'with each other' : 'both with one hub';
    said.set(pairKey({ a, b }), `${name(a)} and ${name(b)} overlap in ${formatCidr(cidr)}: Azure does not peer them ${refused}.`);
    if (said.size === MAX_LISTED) break;
  }
  return [...said.values()];
}

/** All VNets that overlap, with where. Prefixes nest or are apart, so after sorting, those that hold the last one are all that can hold what comes next. */
function* overlapping({ vnets }: Topology, members: readonly ResourceKey[]): Iterable<readonly [ResourceKey, ResourceKey, Cidr]> {
  const prefixes = members.flatMap((owner) =>
    (vnets.get(owner)?.addressSpace ?? []).map(parseCidr).flatMap((cidr) => (cidr.ok ? [{ cidr: cidr.value, owner }] : [])),
  );
  let holders: typeof prefixes = [];
  for (const next of prefixes.sort((p, q) => compareCidrs(p.cidr, q.cidr) || (p.owner < q.owner ? -1 : 1))) {
    holders = holders.filter(({ cidr }) => overlaps(cidr, next.cidr));
    for (const { owner } of holders) if (owner !== next.owner) yield [owner, next.owner, next.cidr];
    holders.push(next);
  }
}
