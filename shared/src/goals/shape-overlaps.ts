import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, formatCidr, overlaps, parseCidr } from '../net/index.ts';
import { createNamer, type Topology } from '../topology/index.ts';
import { pairKey } from './pairs.ts';
import { MAX_LISTED } from './summarize-list.ts';

interface OverlapContext {
  readonly topology: Topology;
  readonly kind: 'mesh' | 'hub';
  readonly hub: ResourceKey;
  readonly members: readonly ResourceKey[];
}

/** Describes the first overlaps, one sentence each: Azure cannot peer such VNets with each other or with the same third VNet (azure-semantics §3.1). */
export function describeOverlaps({ topology, kind, hub, members }: OverlapContext): readonly string[] {
  const nameOf = createNamer(topology);
  const sentences = new Map<string, string>();
  for (const [one, other] of findOverlaps(topology, members)) {
    const [a, b] = [one.owner, other.owner];
    const isWithHub = a === hub || b === hub;
    const rejected =
      kind === 'mesh'
        ? 'they cannot be peered with each other or with the same third VNet'
        : isWithHub
          ? 'they cannot be peered with each other'
          : 'they cannot both be peered with the hub';
    sentences.set(
      pairKey({ a, b }),
      `${formatCidr(one.cidr)} (${nameOf(a)}) overlaps ${formatCidr(other.cidr)} (${nameOf(b)}): ${rejected}.`,
    );
    if (sentences.size === MAX_LISTED) break;
  }
  return [...sentences.values()];
}

interface OwnedPrefix {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
}

/**
 * Yields the overlapping prefixes of two VNets each. Prefixes are either nested or disjoint, so once they are sorted, only those that contain
 * the last one can contain the next.
 */
function* findOverlaps({ vnets }: Topology, members: readonly ResourceKey[]): Iterable<readonly [OwnedPrefix, OwnedPrefix]> {
  const prefixes = members.flatMap((owner) =>
    (vnets.get(owner)?.addressSpace ?? []).map(parseCidr).flatMap((cidr) => (cidr.ok ? [{ cidr: cidr.value, owner }] : [])),
  );
  let enclosing: OwnedPrefix[] = [];
  for (const next of prefixes.sort((p, q) => compareCidrs(p.cidr, q.cidr) || (p.owner < q.owner ? -1 : 1))) {
    enclosing = enclosing.filter(({ cidr }) => overlaps(cidr, next.cidr));
    for (const outer of enclosing) if (outer.owner !== next.owner) yield [outer, next];
    enclosing.push(next);
  }
}
