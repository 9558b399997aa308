import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import type { HalfRow, TopologyRows, VNetRow } from './rows.ts';

/** One half by its two ends: the VNet that owns it and the VNet it points at. It need not exist. */
export interface HalfRef {
  readonly from: ResourceKey;
  readonly to: ResourceKey;
}

/** The settings of a half that a person decides; the rest is Azure's. */
export type HalfFlags = Pick<
  HalfRow,
  'allowAccess' | 'allowForwarded' | 'allowTransit' | 'useRemoteGateways' | 'completeVnets' | 'onlyIPv6' | 'localSubnets' | 'remoteSubnets'
>;

/**
 * A wish about one half. `put-half` creates or updates: what `flags` leaves out stays as it is, or gets Azure's default on a new half.
 * `sync-half` lets a half learn its remote's current prefixes.
 */
export type Change =
  | ({ readonly kind: 'put-half'; readonly flags?: Partial<HalfFlags>; readonly name?: string } & HalfRef)
  | ({ readonly kind: 'sync-half' } & HalfRef)
  | ({ readonly kind: 'delete-half' } & HalfRef);

/**
 * What Azure would show after the changes, one after the other. A change that Azure would refuse leaves the rows as they were:
 * a half of a VNet that is not there, a sync without a connected half, a half written while its twin is Disconnected.
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

interface Estate {
  readonly halves: Map<string, HalfRow>;
  readonly vnets: ReadonlyMap<ResourceKey, VNetRow>;
}

const pairOf = (from: string, to: string): string => `${from}>${to}`;

const ownerOf = (row: HalfRow): ResourceKey => resourceKey(row.id.replace(/\/virtualNetworkPeerings\/[^/]*\/?$/i, ''));

const APPLY: Readonly<Record<Change['kind'], (estate: Estate, change: Change) => void>> = {
  'put-half': put,
  'sync-half': sync,
  'delete-half': remove,
};

/** States after a write: azure-semantics §2.1, rows 1, 2, 9, 10, 11; a twin that is Disconnected blocks its living counterpart only. */
function put({ halves, vnets }: Estate, change: Change): void {
  const near = halves.get(pairOf(change.from, change.to));
  const far = halves.get(pairOf(change.to, change.from));
  const owner = vnets.get(change.from);
  if (!owner || change.kind !== 'put-half') return;
  if (far?.state === 'Disconnected' && near?.state !== 'Disconnected') return;
  const remote = vnets.get(change.to);
  const isFresh = near === undefined || near.state === 'Disconnected';
  const before = near ?? newHalf(owner, remote?.id ?? change.to, far, change.name);
  const meets = far !== undefined && far.state !== 'Disconnected';
  const state = meets ? 'Connected' : isFresh ? 'Initiated' : before.state;
  const learned = isFresh && remote ? { remoteLearned: remote.addressSpace, remoteCurrent: remote.addressSpace } : {};
  halves.set(pairOf(change.from, change.to), written({ ...before, ...change.flags, ...learned, state }));
  if (meets) halves.set(pairOf(change.to, change.from), { ...far, state: 'Connected' });
  settle({ halves, vnets }, change);
}

/** Row 4: the half that is synced takes its remote's prefixes as they are now. */
function sync({ halves, vnets }: Estate, change: Change): void {
  const near = halves.get(pairOf(change.from, change.to));
  if (near?.state !== 'Connected') return;
  const current = vnets.get(change.to)?.addressSpace ?? near.remoteCurrent;
  const wasRemoteOld = near.sync === 'RemoteNotInSync' || near.sync === 'LocalAndRemoteNotInSync';
  halves.set(
    pairOf(change.from, change.to),
    written({
      ...near,
      ...(current && { remoteLearned: current, remoteCurrent: current }),
      sync: wasRemoteOld ? 'RemoteNotInSync' : 'FullyInSync',
    }),
  );
  settle({ halves, vnets }, change);
}

/** Rows 6 and 7: the twin of a deleted half is Disconnected. */
function remove({ halves }: Estate, change: Change): void {
  if (!halves.delete(pairOf(change.from, change.to))) return;
  const twin = halves.get(pairOf(change.to, change.from));
  if (twin) halves.set(pairOf(change.to, change.from), { ...twin, state: 'Disconnected', sync: 'RemoteNotInSync' });
}

/** Azure's defaults; both halves of a pair carry one resourceGuid. */
function newHalf(owner: VNetRow, remoteId: string, twin: HalfRow | undefined, name: string | undefined): HalfRow {
  return {
    id: `${owner.id}/virtualNetworkPeerings/${name ?? `${lastName(owner.id)}-${lastName(remoteId)}`.slice(0, 80)}`,
    remoteId,
    state: 'Initiated',
    sync: 'RemoteNotInSync',
    allowAccess: true,
    allowForwarded: false,
    allowTransit: false,
    useRemoteGateways: false,
    doNotVerifyRemoteGateways: false,
    completeVnets: true,
    localCurrent: owner.addressSpace,
    ...(twin?.resourceGuid && { resourceGuid: twin.resourceGuid }),
  };
}

/** A written half has a new etag, which only Azure knows. */
function written({ etag: _, ...half }: HalfRow): HalfRow {
  return { ...half, provisioningState: 'Succeeded' };
}

/** Both halves' words for who holds an old picture of whom, once both are there and Connected. */
function settle({ halves }: Estate, { from, to }: HalfRef): void {
  const near = halves.get(pairOf(from, to));
  const far = halves.get(pairOf(to, from));
  if (near?.state !== 'Connected' || far?.state !== 'Connected') return;
  const nearIsOld = !sameList(near.remoteLearned, near.remoteCurrent);
  const farIsOld = !sameList(far.remoteLearned, far.remoteCurrent);
  halves.set(pairOf(from, to), { ...near, sync: levelOf(nearIsOld, farIsOld), ...learnedBy(far) });
  halves.set(pairOf(to, from), { ...far, sync: levelOf(farIsOld, nearIsOld), ...learnedBy(near) });
}

/** What the other half sees of its own VNet is what this one has learned. */
const learnedBy = ({ remoteLearned, remoteCurrent }: HalfRow): Partial<HalfRow> => ({
  ...(remoteLearned && { localLearned: remoteLearned }),
  ...(remoteCurrent && { localCurrent: remoteCurrent }),
});

const sameList = (a: readonly string[] = [], b: readonly string[] = a): boolean =>
  a.length === b.length && a.every((prefix) => b.includes(prefix));

const levelOf = (local: boolean, remote: boolean): string =>
  local ? (remote ? 'LocalAndRemoteNotInSync' : 'LocalNotInSync') : remote ? 'RemoteNotInSync' : 'FullyInSync';
