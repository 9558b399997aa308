/**
 * State and sync level of each half, derived from both halves; nothing here is stored. Written from Microsoft's documentation and
 * recordings (azure-semantics §2.1), independently of Peerscape's own domain code.
 */
export type PeeringState = 'Initiated' | 'Connected' | 'Disconnected';
export type SyncLevel = 'FullyInSync' | 'RemoteNotInSync' | 'LocalNotInSync' | 'LocalAndRemoteNotInSync';

/** The part of a half that the lifecycle depends on. */
export interface Side {
  /** True if the counterpart was deleted and this half has not been written since. */
  readonly disconnected: boolean;
  /** Remote prefixes that this half has learned. */
  readonly learned: readonly string[];
  /** Current prefixes of the remote VNet. */
  readonly current: readonly string[];
}

/** Returns the `peeringState` of the near half. */
export function peeringState(near: Pick<Side, 'disconnected'>, far: Pick<Side, 'disconnected'> | undefined): PeeringState {
  if (near.disconnected) return 'Disconnected';
  return far && !far.disconnected ? 'Connected' : 'Initiated';
}

/**
 * Returns the `peeringSyncLevel` of the near half. `Local`: its copy of the remote address space is outdated; `Remote`: that of the far
 * half is. Without a connected counterpart, recordings show RemoteNotInSync.
 */
export function syncLevel(near: Side, far: Side | undefined): SyncLevel {
  if (!far || peeringState(near, far) !== 'Connected') return 'RemoteNotInSync';
  const isLocalStale = !samePrefixes(near.learned, near.current);
  const isRemoteStale = !samePrefixes(far.learned, far.current);
  if (isLocalStale) return isRemoteStale ? 'LocalAndRemoteNotInSync' : 'LocalNotInSync';
  return isRemoteStale ? 'RemoteNotInSync' : 'FullyInSync';
}

/** Returns whether two address spaces contain the same prefixes, in any order. */
export const samePrefixes = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((prefix) => b.includes(prefix)));
