import { type AddressSpaces, findPeeringConflict, formatOverlaps, type PeeringConflict } from '../routing/index.ts';
import { type Change, halfFrom, halfTo, peeringKey, type Topology } from '../topology/index.ts';
import type { Namer } from './verdict-subject.ts';

/**
 * Returns the overlap because of which Azure rejects the changes; undefined if it accepts them. A Disconnected half that takes up the
 * prefixes does not count: its deletion in the same plan frees them.
 */
export function findRemedyConflict(topology: Topology, spaces: AddressSpaces, changes: readonly Change[]): PeeringConflict | undefined {
  for (const { kind, from, to } of changes) {
    const peering = kind === 'delete-half' ? undefined : topology.peerings.get(peeringKey(from, to));
    // both halves of a peering are compared in the same way, so the one that exists stands for the other
    const half = peering && (halfFrom(peering, from) ?? halfTo(peering, from));
    const conflict = half && findPeeringConflict(topology, spaces, half);
    if (conflict && !conflict.taken?.isDisconnected) return conflict;
  }
  return undefined;
}

/** Describes an overlap as a clause: `s2 overlaps s1, to which hub already has a half (10.1.0.0/17 with 10.1.0.0/16)`. */
export const describeConflict = ({ vnet, other, taken, overlaps }: PeeringConflict, name: Namer): string =>
  `${name(vnet)} overlaps ${name(other)}${taken ? `, to which ${name(taken.from)} already has a half` : ''} (${formatOverlaps(overlaps)})`;

/** Describes how to remove an overlap, as a sentence. */
export const describeSolution = ({ vnet, other, taken }: PeeringConflict, name: Namer): string =>
  taken?.isDisconnected
    ? `Remove the overlap first: delete or repair ${name(taken.from)} → ${name(taken.to)}, which is Disconnected (VNP102).`
    : `Remove the overlap from the address space of ${name(vnet)} or ${name(other)} first (${taken ? 'VNP202' : 'VNP201'}).`;
