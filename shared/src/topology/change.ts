import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { generateHalfName } from './half-name.ts';
import { type HalfFlags, NEW_HALF_SETTINGS } from './half-settings.ts';
import type { HalfRow, TopologyRows, VNetRow } from './rows.ts';

/** Reference to a half by its two ends: the VNet that owns it and the VNet it points at. The half need not exist. */
export interface HalfRef {
  readonly from: ResourceKey;
  readonly to: ResourceKey;
}

/**
 * Requested change of one half. `put-half` creates or updates it: settings that `flags` omits are unchanged, or get Azure's default on a
 * new half. `sync-half` updates its copy of the remote address space.
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

const ownerOf = (row: HalfRow): ResourceKey => resourceKey(row.id.replace(/\/virtualNetworkPeerings\/[^/]*\/?$/i, ''));

const APPLY: Readonly<Record<Change['kind'], (state: State, change: Change) => void>> = {
  'put-half': put,
  'sync-half': sync,
  'delete-half': remove,
};

/**
 * Applies a write (azure-semantics §2.1, rows 1, 2, 9, 10, 11); a Disconnected counterpart blocks it unless this half is Disconnected too.
 */
function put({ halves, vnets }: State, change: Change): void {
  const near = halves.get(pairOf(change.from, change.to));
  const far = halves.get(pairOf(change.to, change.from));
  const owner = vnets.get(change.from);
  if (!owner || change.kind !== 'put-half') return;
  if (far?.state === 'Disconnected' && near?.state !== 'Disconnected') return;
  const remote = vnets.get(change.to);
  const isNew = near === undefined || near.state === 'Disconnected';
  const before = near ?? newHalf(owner, remote?.id ?? change.to, far, change.name);
  const connects = far !== undefined && far.state !== 'Disconnected';
  const state = connects ? 'Connected' : isNew ? 'Initiated' : before.state;
  const learned = isNew && remote ? { remoteLearned: remote.addressSpace, remoteCurrent: remote.addressSpace } : {};
  halves.set(pairOf(change.from, change.to), markWritten({ ...before, ...change.flags, ...learned, state }));
  if (connects) halves.set(pairOf(change.to, change.from), { ...far, state: 'Connected' });
  updateSyncLevels({ halves, vnets }, change);
}

/** Applies a sync (row 4): the half takes over the current prefixes of its remote. */
function sync({ halves, vnets }: State, change: Change): void {
  const near = halves.get(pairOf(change.from, change.to));
  if (near?.state !== 'Connected') return;
  const current = vnets.get(change.to)?.addressSpace ?? near.remoteCurrent;
  const isRemoteStale = near.sync === 'RemoteNotInSync' || near.sync === 'LocalAndRemoteNotInSync';
  halves.set(
    pairOf(change.from, change.to),
    markWritten({
      ...near,
      ...(current && { remoteLearned: current, remoteCurrent: current }),
      sync: isRemoteStale ? 'RemoteNotInSync' : 'FullyInSync',
    }),
  );
  updateSyncLevels({ halves, vnets }, change);
}

/** Applies a deletion (rows 6 and 7): the counterpart of a deleted half becomes Disconnected. */
function remove({ halves }: State, change: Change): void {
  if (!halves.delete(pairOf(change.from, change.to))) return;
  const counterpart = halves.get(pairOf(change.to, change.from));
  if (counterpart) halves.set(pairOf(change.to, change.from), { ...counterpart, state: 'Disconnected', sync: 'RemoteNotInSync' });
}

/** Creates a half with Azure's defaults; both halves of a peering have the same resourceGuid. */
function newHalf(owner: VNetRow, remoteId: string, counterpart: HalfRow | undefined, name: string | undefined): HalfRow {
  return {
    id: `${owner.id}/virtualNetworkPeerings/${name ?? generateHalfName(owner.id, remoteId, () => false)}`,
    remoteId,
    state: 'Initiated',
    sync: 'RemoteNotInSync',
    ...NEW_HALF_SETTINGS,
    localCurrent: owner.addressSpace,
    ...(counterpart?.resourceGuid && { resourceGuid: counterpart.resourceGuid }),
  };
}

/** Marks a half as written: its state is Succeeded, and its new etag is known only to Azure. */
function markWritten({ etag: _, ...half }: HalfRow): HalfRow {
  return { ...half, provisioningState: 'Succeeded' };
}

/** Updates the sync levels of both halves if both are Connected. */
function updateSyncLevels({ halves }: State, { from, to }: HalfRef): void {
  const near = halves.get(pairOf(from, to));
  const far = halves.get(pairOf(to, from));
  if (near?.state !== 'Connected' || far?.state !== 'Connected') return;
  const isNearStale = !samePrefixes(near.remoteLearned, near.remoteCurrent);
  const isFarStale = !samePrefixes(far.remoteLearned, far.remoteCurrent);
  halves.set(pairOf(from, to), { ...near, sync: syncLevelOf(isNearStale, isFarStale), ...localSpaceFrom(far) });
  halves.set(pairOf(to, from), { ...far, sync: syncLevelOf(isFarStale, isNearStale), ...localSpaceFrom(near) });
}

/** Returns the local address spaces of a half: they equal the remote ones of its counterpart. */
const localSpaceFrom = ({ remoteLearned, remoteCurrent }: HalfRow): Partial<HalfRow> => ({
  ...(remoteLearned && { localLearned: remoteLearned }),
  ...(remoteCurrent && { localCurrent: remoteCurrent }),
});

const samePrefixes = (a: readonly string[] = [], b: readonly string[] = a): boolean =>
  a.length === b.length && a.every((prefix) => b.includes(prefix));

const syncLevelOf = (local: boolean, remote: boolean): string =>
  local ? (remote ? 'LocalAndRemoteNotInSync' : 'LocalNotInSync') : remote ? 'RemoteNotInSync' : 'FullyInSync';
