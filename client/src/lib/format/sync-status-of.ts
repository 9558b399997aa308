import type { Peering } from '@peerscape/shared/topology';

/** Sync level of a whole peering; `none` while its halves are not both Connected, which is when Azure does not sync. */
export type SyncStatus = 'out-of-sync' | 'unknown' | 'in-sync' | 'none';

const LEVELS: Readonly<Record<string, SyncStatus>> = {
  FullyInSync: 'in-sync',
  LocalNotInSync: 'out-of-sync',
  RemoteNotInSync: 'out-of-sync',
  LocalAndRemoteNotInSync: 'out-of-sync',
};

/** Returns the sync level of a peering from those of its halves, of which one says it for both. */
export function syncStatusOf({ ab, ba }: Pick<Peering, 'ab' | 'ba'>): SyncStatus {
  const halves = [ab, ba].flatMap((half) => half ?? []);
  if (halves.some(({ state }) => state !== 'Connected')) return 'none';
  const levels = halves.map(({ sync }) => LEVELS[sync ?? ''] ?? 'unknown');
  return levels.find((level) => level === 'out-of-sync') ?? levels.find((level) => level === 'in-sync') ?? 'unknown';
}
