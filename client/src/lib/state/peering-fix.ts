import type { ResourceKey } from '@peerscape/shared/arm';
import { usualFlags } from '@peerscape/shared/health';
import { findPlannedPeerings, type HalfSettings, type Intent } from '@peerscape/shared/plan';
import { type Half, halfFrom, isHalfConfigured, isStale, otherEnd, type Peering, type Topology } from '@peerscape/shared/topology';

/** Change that fixes a peering, and its kind. */
export interface PeeringFix {
  readonly kind: 'repair' | 'sync' | 'delete-leftover';
  readonly intent: Intent;
}

const cache = new WeakMap<Topology, Map<Peering, PeeringFix | undefined>>();

/** Returns the change that fixes a peering; undefined when there is nothing to fix, or nothing that can be done from here. */
export const peeringFix = (topology: Topology, peering: Peering): PeeringFix | undefined => peeringFixes(topology, [peering]).get(peering);

/** Returns the changes that fix the peerings. The steps of all repairs are found at once, because a plan of each takes long in a large estate. */
export function peeringFixes(topology: Topology, peerings: readonly Peering[]): ReadonlyMap<Peering, PeeringFix | undefined> {
  const fixes = cache.get(topology) ?? new Map<Peering, PeeringFix | undefined>();
  cache.set(topology, fixes);
  const candidates = peerings.flatMap((peering) => (fixes.has(peering) ? [] : [[peering, candidateFix(topology, peering)] as const]));
  const repairs = candidates.flatMap(([, fix]) => (fix?.kind === 'repair' ? fix.intent : []));
  const planned = findPlannedPeerings(topology, repairs);
  for (const [peering, fix] of candidates) fixes.set(peering, fix?.kind === 'repair' && !planned.has(peering.key) ? undefined : fix);
  return fixes;
}

/** Returns the fix of a peering; a repair may turn out to have no step. */
function candidateFix(topology: Topology, peering: Peering): PeeringFix | undefined {
  const { a, b } = peering;
  if (isOutOfSync(peering)) return { kind: 'sync', intent: { kind: 'sync', from: a, to: b } };
  const leftover = leftoverHalf(topology, peering);
  if (leftover) return { kind: 'delete-leftover', intent: { kind: 'delete', from: leftover.from, to: leftover.to, only: 'half' } };
  if (!isHalfConfigured(topology, peering)) return undefined;
  const [ab, ba] = [newHalfSettings(topology, peering, a), newHalfSettings(topology, peering, b)];
  return { kind: 'repair', intent: { kind: 'repair', a, b, ...(ab && { ab }), ...(ba && { ba }) } };
}

/**
 * Returns the settings of the half that is missing in `from`: those of the VNet’s other halves, as in the fix of the finding. With Azure’s
 * defaults, the repaired peering would be the next finding. The plan itself offers gateway transit to a counterpart that uses it.
 */
function newHalfSettings(topology: Topology, peering: Peering, from: ResourceKey): HalfSettings | undefined {
  const counterpart = halfFrom(peering, otherEnd(peering, from));
  if (!topology.vnets.has(from) || halfFrom(peering, from) || !counterpart) return undefined;
  const { allowForwarded, allowTransit } = usualFlags(topology, from, counterpart);
  const flags = {
    ...(allowForwarded && { allowForwarded }),
    ...(allowTransit && !counterpart.useRemoteGateways && { allowTransit }),
  };
  return Object.keys(flags).length > 0 ? { flags } : undefined;
}

/** Returns true when a half can be synced; Azure rejects a sync while the other half is missing. */
export const isOutOfSync = ({ ab, ba }: Peering): boolean => ab !== undefined && ba !== undefined && (isStale(ab) || isStale(ba));

/** Returns the Disconnected half that points at a deleted VNet or at a virtual hub: it can only be deleted. */
function leftoverHalf({ ghosts }: Topology, { ab, ba }: Peering): Half | undefined {
  return [ab, ba].find((half) => {
    const reason = half && ghosts.get(half.to)?.reason;
    return half?.state === 'Disconnected' && (reason === 'not-found' || reason === 'virtual-hub');
  });
}
