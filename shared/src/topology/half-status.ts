import type { ResourceKey } from '../arm/index.ts';
import type { Half, Node, Peering, Topology } from './model.ts';

/**
 * Status of a half, by precedence: `unknown` (it was not read, or its state is not given), `missing`, `disconnected`, `initiated`, `other` (a
 * state that this version does not know), `out-of-sync`, `access-off`, `connected`.
 */
export type HalfStatus = 'connected' | 'out-of-sync' | 'access-off' | 'initiated' | 'disconnected' | 'missing' | 'unknown' | 'other';

/** Returns the status of the half that `from` owns in this peering. */
export function halfStatus(topology: Topology, peering: Peering, from: ResourceKey): HalfStatus {
  const half = halfFrom(peering, from);
  if (!half) return hasAllHalves(topology, from) || provesAbsence(halfTo(peering, from)) ? 'missing' : 'unknown';
  switch (half.state) {
    case 'Disconnected':
      return 'disconnected';
    case 'Initiated':
      return 'initiated';
    case 'Connected':
      return isStale(half) ? 'out-of-sync' : half.allowAccess ? 'connected' : 'access-off';
    case STATE_NOT_GIVEN:
      return 'unknown';
    default:
      return 'other';
  }
}

/** State of a half whose source has no states, such as Terraform. ARM never returns it. */
export const STATE_NOT_GIVEN = 'Unknown';

/** Returns whether the half's state proves that it has no counterpart. Connected proves that it has one; other states prove nothing. */
const provesAbsence = (half: Half | undefined): boolean => half?.state === 'Initiated' || half?.state === 'Disconnected';

/** Returns whether all halves of the VNet were read, so that one that is not there does not exist. */
export const hasAllHalves = ({ vnets }: Topology, key: ResourceKey): boolean => vnets.has(key) && !vnets.get(key)?.halvesNotRead;

/** Returns whether this half's copy of the remote address space is outdated, so that it must be synced (LocalNotInSync). */
export const isStale = (half: Half): boolean => half.sync === 'LocalNotInSync' || half.sync === 'LocalAndRemoteNotInSync';

/** Returns the half that `from` owns, if it could be read. */
export const halfFrom = (peering: Peering, from: ResourceKey): Half | undefined => (peering.a === from ? peering.ab : peering.ba);

/** Returns the half that points at `to`, if it could be read. */
export const halfTo = (peering: Peering, to: ResourceKey): Half | undefined => (peering.a === to ? peering.ba : peering.ab);

/** Returns the other end of a peering. */
export const otherEnd = (peering: Peering, end: ResourceKey): ResourceKey => (peering.a === end ? peering.b : peering.a);

const statusesOf = (topology: Topology, peering: Peering): readonly HalfStatus[] => [
  halfStatus(topology, peering, peering.a),
  halfStatus(topology, peering, peering.b),
];

/** Statuses of which both halves have one when a peering carries traffic, at least in part. Nothing is concluded from `unknown`. */
const CONNECTED: ReadonlySet<HalfStatus> = new Set(['connected', 'out-of-sync', 'access-off', 'unknown']);

/** Returns whether a peering is half-configured: one half is missing, Initiated or Disconnected, or the two are not both Connected. */
export const isHalfConfigured = (topology: Topology, peering: Peering): boolean =>
  statusesOf(topology, peering).some((status) => !CONNECTED.has(status));

/** Returns whether a peering needs attention: it is half-configured, out of sync, without access, or its last update failed. */
export const needsAttention = (topology: Topology, peering: Peering): boolean =>
  statusesOf(topology, peering).some((status) => status !== 'connected' && status !== 'unknown') ||
  [peering.ab, peering.ba].some((half) => half?.provisioningState === 'Failed');

/** Returns the VNet or ghost with the given key. */
export const nodeOf = (topology: Topology, key: ResourceKey): Node | undefined => topology.vnets.get(key) ?? topology.ghosts.get(key);
