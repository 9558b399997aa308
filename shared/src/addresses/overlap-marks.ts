import type { ResourceKey } from '../arm/index.ts';
import { contains } from '../net/index.ts';
import type { Claim } from './claims.ts';

interface OpenClaim {
  readonly claim: Claim;
  /** Up to two owners of the claims that contain this one. */
  readonly around: ReadonlySet<ResourceKey>;
  /** Up to two owners of this claim and of those inside it. */
  readonly inside: Set<ResourceKey>;
}

/**
 * Returns for each claim that overlaps one of another VNet such a VNet. Claims are nested or disjoint, so that those which contain the current
 * one form a stack; two owners on each side suffice to name one that differs. Linear, even if all VNets have the same prefix.
 */
export function markOverlaps(sorted: readonly Claim[]): ReadonlyMap<Claim, ResourceKey> {
  const marks = new Map<Claim, ResourceKey>();
  const stack: OpenClaim[] = [];
  const close = (): void => {
    const closed = stack.pop();
    if (!closed) return;
    const other = [...closed.around, ...closed.inside].find((owner) => owner !== closed.claim.owner);
    if (other) marks.set(closed.claim, other);
    const parent = stack.at(-1);
    if (parent) for (const owner of closed.inside) addOwner(parent.inside, owner);
  };
  for (const claim of sorted) {
    for (let top = stack.at(-1); top && !contains(top.claim.cidr, claim.cidr); top = stack.at(-1)) close();
    const parent = stack.at(-1);
    const around = new Set(parent?.around);
    if (parent) addOwner(around, parent.claim.owner);
    stack.push({ claim, around, inside: new Set([claim.owner]) });
  }
  while (stack.length > 0) close();
  return marks;
}

function addOwner(owners: Set<ResourceKey>, owner: ResourceKey): void {
  if (owners.size < 2) owners.add(owner);
}
