import type { ResourceKey } from '../arm/index.ts';
import { type Cidr, compareCidrs, formatCidr, overlaps, parseCidr } from '../net/index.ts';
import { nodeOf, type Topology } from '../topology/index.ts';
import type { Writable } from './plan.ts';
import { peersWholeVNets } from './writable.ts';

/** Prefixes of VNets, each text parsed once. */
export interface Spaces {
  /** What Azure compares of the VNet for this half: all its prefixes, or those that hold the named subnets (azure-semantics §6.6). */
  readonly of: (vnet: ResourceKey, subnets?: readonly string[]) => readonly Cidr[];
  /** What a half has learned, for a remote that may be gone. */
  readonly parsed: (texts: readonly string[]) => readonly Cidr[];
  /** Prefixes of the VNet that cannot be read as prefixes. */
  readonly odd: (vnet: ResourceKey) => readonly string[];
}

export function spacesIn(topology: Topology): Spaces {
  const known = new Map<string, Cidr | undefined>();
  const read = (text: string): Cidr | undefined => {
    if (!known.has(text)) {
      const result = parseCidr(text);
      known.set(text, result.ok ? result.value : undefined);
    }
    return known.get(text);
  };
  const parsed = (texts: readonly string[]): Cidr[] => texts.flatMap((text) => read(text) ?? []);
  const whole = (vnet: ResourceKey): readonly string[] => nodeOf(topology, vnet)?.addressSpace ?? [];
  return {
    parsed,
    of: (vnet, subnets) => {
      const space = parsed(whole(vnet));
      const owner = topology.vnets.get(vnet);
      if (!subnets || !owner) return space;
      const names = new Set(subnets.map((name) => name.toLowerCase()));
      const peered = parsed(owner.subnets.filter(({ name }) => names.has(name.toLowerCase())).flatMap(({ prefixes }) => prefixes));
      return space.filter((cidr) => peered.some((subnet) => overlaps(cidr, subnet)));
    },
    odd: (vnet) => whole(vnet).filter((text) => read(text) === undefined),
  };
}

/** The subnets that a half between subnets names at its own end and at the other; undefined for whole VNets. */
export const subnetsOf = (half: Writable): { readonly local?: readonly string[]; readonly remote?: readonly string[] } =>
  peersWholeVNets(half)
    ? {}
    : { ...(half.localSubnets && { local: half.localSubnets }), ...(half.remoteSubnets && { remote: half.remoteSubnets }) };

/** Where two lists overlap, as text; equal prefixes are named once. */
export const overlapsOf = (ours: readonly Cidr[], theirs: readonly Cidr[]): string[] => [
  ...new Set(ours.flatMap((a) => theirs.filter((b) => overlaps(a, b)).flatMap((b) => [formatCidr(a), formatCidr(b)]))),
];

export interface Owned {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
}

/** Every two owners that overlap. Prefixes nest or are apart, so after sorting only those still open can hold the next. */
export function overlappingOwners(prefixes: readonly Owned[]): ReadonlyMap<string, readonly [Owned, Owned][]> {
  const found = new Map<string, [Owned, Owned][]>();
  let open: Owned[] = [];
  for (const next of [...prefixes].sort((p, q) => compareCidrs(p.cidr, q.cidr) || (p.owner < q.owner ? -1 : 1))) {
    open = open.filter(({ cidr }) => overlaps(cidr, next.cidr));
    for (const outer of open) {
      if (outer.owner === next.owner) continue;
      const pair: [Owned, Owned] = outer.owner < next.owner ? [outer, next] : [next, outer];
      const key = pair.map(({ owner }) => owner).join('|');
      found.set(key, [...(found.get(key) ?? []), pair]);
    }
    open.push(next);
  }
  return found;
}
