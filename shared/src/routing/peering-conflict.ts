import type { ResourceKey } from '../arm/index.ts';
import type { Cidr } from '../net/index.ts';
import { type Half, type HalfRef, halfFrom, otherEnd, type Topology } from '../topology/index.ts';
import type { AddressSpaces } from './address-spaces.ts';
import { findSharedPrefixes, type Overlap } from './spaces.ts';

/** An overlap because of which Azure rejects every write of a half, a sync included (azure-semantics §3.1). */
export interface PeeringConflict {
  readonly vnet: ResourceKey;
  /** The VNet that it overlaps: the other end of the half, or another peer of that end. */
  readonly other: ResourceKey;
  /** The half that takes up the prefixes of `other`; undefined if the two ends of the written half overlap. */
  readonly taken: (HalfRef & { readonly isDisconnected: boolean }) | undefined;
  readonly overlaps: readonly Overlap[];
}

/**
 * Returns a conflict of an existing half with its remote or with another peer of one of its ends; undefined if Azure accepts it. One with a
 * Disconnected half is returned only if there is no other, because deleting that half resolves it.
 */
export function findPeeringConflict(topology: Topology, spaces: AddressSpaces, half: Half): PeeringConflict | undefined {
  const { from, to } = half;
  const [local, remote] = [spaces.localPrefixes(from, half), spaces.remotePrefixes(to, half)];
  const overlaps = findSharedPrefixes(local, remote);
  if (overlaps.length > 0) return { vnet: from, other: to, taken: undefined, overlaps };
  const conflicts = [
    ...findPeerConflicts(topology, spaces, from, { vnet: to, space: remote }),
    ...findPeerConflicts(topology, spaces, to, { vnet: from, space: local }),
  ];
  return conflicts.find(({ taken }) => !taken?.isDisconnected) ?? conflicts[0];
}

/** Yields the peers of `shared` whose prefixes, as its half has learned them, overlap those of the written VNet. */
function* findPeerConflicts(
  topology: Topology,
  spaces: AddressSpaces,
  shared: ResourceKey,
  { vnet, space }: { readonly vnet: ResourceKey; readonly space: readonly Cidr[] },
): Iterable<PeeringConflict> {
  for (const peering of topology.peeringsOf.get(shared) ?? []) {
    const half = halfFrom(peering, shared);
    const other = otherEnd(peering, shared);
    const overlaps = half && other !== vnet ? findSharedPrefixes(space, spaces.learnedPrefixes(half)) : [];
    if (half && overlaps.length > 0)
      yield { vnet, other, taken: { from: shared, to: other, isDisconnected: half.state === 'Disconnected' }, overlaps };
  }
}
