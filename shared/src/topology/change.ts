import { ownerIdOf, type ResourceKey, resourceKey } from '../arm/index.ts';
import { generateHalfName } from './half-name.ts';
import { type HalfFlags, matchingSettings, NEW_HALF_SETTINGS } from './half-settings.ts';
import { haveSamePrefixes, peeredLocalPrefixes, peeredRemotePrefixes } from './peered-prefixes.ts';
import type { HalfRow, TopologyRows, VNetRow } from './rows.ts';

/** Reference to a half by its two ends: the VNet that owns it and the VNet it points at. The half need not exist. */
export interface HalfRef {
  readonly from: ResourceKey;
  readonly to: ResourceKey;
}

/**
 * Requested change of one half. `put-half` creates or updates it: settings that `flags` omits are unchanged, or get Azure's default on a
 * new half, which peers what its counterpart peers. `sync-half` updates its copy of the remote address space.
 */
export type Change =
  | ({ readonly kind: 'put-half'; readonly flags?: Partial<HalfFlags>; readonly name?: string } & HalfRef)
  | ({ readonly kind: 'sync-half' } & HalfRef)
  | ({ readonly kind: 'delete-half' } & HalfRef);

/**
 * Returns the rows that Azure would show after applying the changes in order. A change that Azure would reject leaves the rows unchanged: a
 * half of a missing VNet, a sync of a half that is not Connected, a write while the counterpart is Disconnected.
 */
export function applyChanges(rows: TopologyRows, changes: readonly Change[]): TopologyRows {
  const halves = new Map<string, HalfRow>();
  const extra: HalfRow[] = [];
  for (const row of rows.halves) {
    const pair = pairOf(ownerOf(row), resourceKey(row.remoteId));
    if (halves.has(pair)) extra.push(row);
    else halves.set(pair, row);
  }
  const vnets = new Map(rows.vnets.map((row) => [resourceKey(row.id), row]));
  for (const change of changes) APPLY[change.kind]({ halves, vnets }, change);
  return { ...rows, halves: [...halves.values(), ...extra] };
}

interface State {
  readonly halves: Map<string, HalfRow>;
  readonly vnets: ReadonlyMap<ResourceKey, VNetRow>;
}

const pairOf = (from: string, to: string): string => `${from}>${to}`;

const reversed = ({ from, to }: HalfRef): HalfRef => ({ from: to, to: from });

const ownerOf = (row: HalfRow): ResourceKey => resourceKey(ownerIdOf(row.id));

const APPLY: Readonly<Record<Change['kind'], (state: State, change: Change) => void>> = {
  'put-half': put,
  'sync-half': sync,
  'delete-half': remove,
};

/**
 * Applies a write (azure-semantics §2.1, rows 1, 2, 9, 10, 11); a Disconnected counterpart blocks it unless this half is Disconnected too. A
 * half learns the prefixes of its remote when it is created, written while Disconnected, and when the two halves connect.
 */
function put({ halves, vnets }: State, change: Change): void {
  const near = halves.get(pairOf(change.from, change.to));
  const far = halves.get(pairOf(change.to, change.from));
  const owner = vnets.get(change.from);
  if (!owner || change.kind !== 'put-half') return;
  if (far?.state === 'Disconnected' && near?.state !== 'Disconnected') return;
  const isNew = near === undefined || near.state === 'Disconnected';
  const before = near ?? newHalf(owner, vnets.get(change.to)?.id ?? change.to, far, change.name);
  const hasCounterpart = far !== undefined && far.state !== 'Disconnected';
  const connects = hasCounterpart && (near?.state !== 'Connected' || far.state !== 'Connected');
  const state = hasCounterpart ? 'Connected' : isNew ? 'Initiated' : before.state;
  const written = withCurrentPrefixes(vnets, change, markWritten({ ...before, ...change.flags, state }));
  halves.set(pairOf(change.from, change.to), isNew || connects ? withLearnedPrefixes(written) : written);
  if (connects)
    halves.set(
      pairOf(change.to, change.from),
      withLearnedPrefixes(withCurrentPrefixes(vnets, reversed(change), { ...far, state: 'Connected' })),
    );
  updateSyncLevels({ halves, vnets }, change);
}

/** Applies a sync (row 4): the half takes over the current prefixes of its remote. */
function sync({ halves, vnets }: State, change: Change): void {
  const near = halves.get(pairOf(change.from, change.to));
  if (near?.state !== 'Connected') return;
  const isRemoteStale = near.sync === 'RemoteNotInSync' || near.sync === 'LocalAndRemoteNotInSync';
  const synced = withLearnedPrefixes(withCurrentPrefixes(vnets, change, markWritten(near)));
  halves.set(pairOf(change.from, change.to), { ...synced, sync: isRemoteStale ? 'RemoteNotInSync' : 'FullyInSync' });
  updateSyncLevels({ halves, vnets }, change);
}

/** Applies a deletion (rows 6 and 7): the counterpart of a deleted half becomes Disconnected. */
function remove({ halves, vnets }: State, change: Change): void {
  if (!halves.delete(pairOf(change.from, change.to))) return;
  const counterpart = halves.get(pairOf(change.to, change.from));
  if (!counterpart) return;
  const space = peeredLocalPrefixes(vnets.get(change.to), counterpart);
  halves.set(pairOf(change.to, change.from), {
    ...counterpart,
    state: 'Disconnected',
    sync: 'RemoteNotInSync',
    ...(counterpart.localLearned && space && { localLearned: space, localCurrent: space }),
  });
}

/** Creates a half with Azure's defaults and the scope of its counterpart; both halves of a peering have the same resourceGuid. */
function newHalf(owner: VNetRow, remoteId: string, counterpart: HalfRow | undefined, name: string | undefined): HalfRow {
  return {
    id: `${owner.id}/virtualNetworkPeerings/${name ?? generateHalfName(owner.id, remoteId, () => false)}`,
    remoteId,
    state: 'Initiated',
    sync: 'RemoteNotInSync',
    ...NEW_HALF_SETTINGS,
    ...(counterpart && matchingSettings(counterpart)),
    ...(counterpart?.resourceGuid && { resourceGuid: counterpart.resourceGuid }),
  };
}

/** Marks a half as written: its state is Succeeded, and its new etag is known only to Azure. */
function markWritten({ etag: _, ...half }: HalfRow): HalfRow {
  return { ...half, provisioningState: 'Succeeded' };
}

/** Returns the half with the current prefixes that it peers; unchanged on a side whose VNet was not read. */
function withCurrentPrefixes(vnets: State['vnets'], { from, to }: HalfRef, half: HalfRow): HalfRow {
  const remote = peeredRemotePrefixes(vnets.get(to), half);
  const local = peeredLocalPrefixes(vnets.get(from), half);
  return { ...half, ...(remote && { remoteCurrent: remote }), ...(local && { localCurrent: local }) };
}

const withLearnedPrefixes = (half: HalfRow): HalfRow => ({ ...half, ...(half.remoteCurrent && { remoteLearned: half.remoteCurrent }) });

/** Updates the sync level of a Connected half, and that of its counterpart if it was read. */
function updateSyncLevels({ halves }: State, { from, to }: HalfRef): void {
  const near = halves.get(pairOf(from, to));
  const far = halves.get(pairOf(to, from));
  if (near?.state !== 'Connected' || (far && far.state !== 'Connected')) return;
  const isNearStale = hasStalePrefixes(near);
  const isFarStale = far ? hasStalePrefixes(far) : near.sync === 'RemoteNotInSync' || near.sync === 'LocalAndRemoteNotInSync';
  halves.set(pairOf(from, to), { ...near, sync: syncLevelOf(isNearStale, isFarStale), ...(far && localSpaceFrom(far)) });
  if (far) halves.set(pairOf(to, from), { ...far, sync: syncLevelOf(isFarStale, isNearStale), ...localSpaceFrom(near) });
}

/** Returns the local address spaces of a half: they equal the remote ones of its counterpart. */
const localSpaceFrom = ({ remoteLearned, remoteCurrent }: HalfRow): Partial<HalfRow> => ({
  ...(remoteLearned && { localLearned: remoteLearned }),
  ...(remoteCurrent && { localCurrent: remoteCurrent }),
});

/** Returns whether the half has outdated prefixes; its reported sync level decides if the prefixes are not known. */
const hasStalePrefixes = ({ remoteLearned, remoteCurrent, sync: level }: HalfRow): boolean =>
  remoteLearned && remoteCurrent
    ? !haveSamePrefixes(remoteLearned, remoteCurrent)
    : level === 'LocalNotInSync' || level === 'LocalAndRemoteNotInSync';

const syncLevelOf = (local: boolean, remote: boolean): string =>
  local ? (remote ? 'LocalAndRemoteNotInSync' : 'LocalNotInSync') : remote ? 'RemoteNotInSync' : 'FullyInSync';
