import type { ResourceKey } from '../arm/index.ts';
import type { Half, Node, Peering, Topology } from './model.ts';

/**
 * The one word for how a half stands, in the order in which it is decided:
 * `unknown` (it belongs to a VNet we may not read), `missing`, `disconnected`, `initiated`, `other` (a state this build does not know),
 * `out-of-sync`, `access-off`, `connected`.
 */
export type HalfLook = 'connected' | 'out-of-sync' | 'access-off' | 'initiated' | 'disconnected' | 'missing' | 'unknown' | 'other';

/** How the half that `from` owns in this peering stands. */
export function lookOf(topology: Topology, peering: Peering, from: ResourceKey): HalfLook {
  const half = halfFrom(peering, from);
  if (!half) return topology.vnets.has(from) ? 'missing' : twinExists(halfTo(peering, from)) ? 'unknown' : 'missing';
  switch (half.state) {
    case 'Disconnected':
      return 'disconnected';
    case 'Initiated':
      return 'initiated';
    case 'Connected':
      return isStale(half) ? 'out-of-sync' : half.allowAccess ? 'connected' : 'access-off';
    default:
      return 'other';
  }
}

/** A half's own state tells whether its twin exists: Connected only beside a twin, Initiated and Disconnected only without. */
const twinExists = (half: Half | undefined): boolean => half?.state === 'Connected';

/** Whether this half holds an old picture of its remote; the sync is sent to such a half (azure-semantics: LocalNotInSync). */
export const isStale = (half: Half): boolean => half.sync === 'LocalNotInSync' || half.sync === 'LocalAndRemoteNotInSync';

/** The half that `from` owns, if it was read. */
export const halfFrom = (peering: Peering, from: ResourceKey): Half | undefined => (peering.a === from ? peering.ab : peering.ba);

/** The half that points at `to`, if it was read. */
export const halfTo = (peering: Peering, to: ResourceKey): Half | undefined => (peering.a === to ? peering.ba : peering.ab);

/** The other end of a peering. */
export const otherEnd = (peering: Peering, end: ResourceKey): ResourceKey => (peering.a === end ? peering.b : peering.a);

/** A peering is half-configured when its halves do not both stand `connected`; one whose twin we may not read is not judged. */
export function isHalfConfigured(topology: Topology, peering: Peering): boolean {
  const looks = [lookOf(topology, peering, peering.a), lookOf(topology, peering, peering.b)];
  return looks.some((look) => look !== 'connected' && look !== 'unknown');
}

/** The VNet or ghost with that key. */
export const nodeOf = (topology: Topology, key: ResourceKey): Node | undefined => topology.vnets.get(key) ?? topology.ghosts.get(key);
