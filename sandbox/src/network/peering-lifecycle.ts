/**
 * What each side of a peering shows, derived from what exists on both sides. Nothing here is stored.
 * Written from Microsoft's pages and recordings (azure-semantics §2.1), never from our own domain code.
 */
export type PeeringState = 'Initiated' | 'Connected' | 'Disconnected';
export type SyncLevel = 'FullyInSync' | 'RemoteNotInSync' | 'LocalNotInSync' | 'LocalAndRemoteNotInSync';

/** As much of a half as the lifecycle needs. */
export interface Side {
  /** The counterpart disappeared and this half has not been written since. */
  readonly disconnected: boolean;
  /** The remote's prefixes as this half learned them. */
  readonly learned: readonly string[];
  /** The remote's prefixes as they are. */
  readonly current: readonly string[];
}

/** `peeringState` of the near half. */
export function peeringState(near: Pick<Side, 'disconnected'>, far: Pick<Side, 'disconnected'> | undefined): PeeringState {
  if (near.disconnected) return 'Disconnected';
  return far && !far.disconnected ? 'Connected' : 'Initiated';
}

/**
 * `peeringSyncLevel` of the near half. `Local`: the near half's picture of its remote is old; `Remote`: the remote's picture of us is.
 * Without a connected counterpart nobody holds a picture of us, and recordings show RemoteNotInSync.
 */
export function syncLevel(near: Side, far: Side | undefined): SyncLevel {
  if (!far || peeringState(near, far) !== 'Connected') return 'RemoteNotInSync';
  const isLocalOld = !samePrefixes(near.learned, near.current);
  const isRemoteOld = !samePrefixes(far.learned, far.current);
  if (isLocalOld) return isRemoteOld ? 'LocalAndRemoteNotInSync' : 'LocalNotInSync';
  return isRemoteOld ? 'RemoteNotInSync' : 'FullyInSync';
}

/** Whether two address spaces hold the same prefixes, in whatever order. */
export const samePrefixes = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((prefix) => b.includes(prefix)));
