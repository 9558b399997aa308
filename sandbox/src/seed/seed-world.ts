import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type Parsed, parsed, refused } from '@peerscape/shared/net';
import type { HalfRow, VNetRow } from '@peerscape/shared/topology';
import type { World } from '@peerscape/shared/world';
import { samePrefixes } from '../network/peering-lifecycle.ts';
import { viewHalf } from '../network/peering-view.ts';
import type { Placed, Store, StoredHalf, StoredVNet } from '../store/store.ts';
import { NO_TENANT, noteGroup, placed } from './place.ts';
import { seedEquipment } from './seed-equipment.ts';

/**
 * Fills an empty memory with the world. States are not taken from the rows: they must come out of the derivation equal to them,
 * so a world in which Azure could not be is refused with the half that gives it away.
 */
export function seedWorld(store: Store, world: World): Parsed<undefined> {
  const { rows } = world;
  for (const row of rows.subscriptions) {
    const { id, name, tenantId = NO_TENANT } = row;
    store.subscriptions.set(id.toLowerCase(), { id, name, tenantId });
  }
  for (const row of rows.vnets) {
    const place = placed(row.id);
    if (!place) return refused(`the world cannot be made: "${row.id}" is not the id of a VNet`);
    noteGroup(store, place, row.location);
    store.putVNet(vnetOf(store, row, place));
  }
  for (const row of rows.halves) {
    const half = halfOf(store, row);
    if (!half.ok) return half;
    store.putHalf(half.value);
  }
  seedEquipment(store, rows);
  hide(store, world);
  return firstImpossibleHalf(store, rows.halves) ?? parsed(undefined);
}

function vnetOf(store: Store, row: VNetRow, place: Placed): StoredVNet {
  return {
    ...place,
    location: row.location,
    tags: row.tags,
    addressSpace: row.addressSpace,
    dnsServers: row.dnsServers,
    subnets: row.subnets.map(({ name, prefixes, routeTableId, networkSecurityGroupId }) => ({
      name,
      prefixes,
      routeTableId,
      networkSecurityGroupId,
      extra: {},
    })),
    extra: {},
    resourceGuid: row.resourceGuid ?? store.newGuid(),
    etag: row.etag ?? store.newEtag(),
    provisioning: row.provisioningState ?? 'Succeeded',
  };
}

const HALVES = '/virtualnetworkpeerings/';

/** A half takes its place from its VNet: there are tens of thousands of them, and taking ids apart is what seeding would spend its time on. */
function halfOf(store: Store, row: HalfRow): Parsed<StoredHalf> {
  const key = resourceKey(row.id);
  const cut = key.indexOf(HALVES);
  const name = row.id.slice(cut + HALVES.length);
  if (cut < 0 || name === '' || name.includes('/')) return refused(`the world cannot be made: "${row.id}" is not the id of a half`);
  const owner = store.vnets.get(key.slice(0, cut) as ResourceKey);
  if (!owner) return refused(`the world cannot be made: the half ${nameOf(row)} belongs to a VNet that is not there`);
  const { subscriptionId, resourceGroup, key: from } = owner;
  const to = resourceKey(row.remoteId);
  const current = row.remoteCurrent ?? store.vnets.get(to)?.addressSpace ?? row.remoteLearned ?? [];
  return parsed({
    id: row.id,
    key,
    name,
    subscriptionId,
    resourceGroup,
    from,
    to,
    remoteId: row.remoteId,
    allowAccess: row.allowAccess,
    allowForwarded: row.allowForwarded,
    allowTransit: row.allowTransit,
    useRemoteGateways: row.useRemoteGateways,
    doNotVerifyRemoteGateways: row.doNotVerifyRemoteGateways ?? false,
    completeVnets: row.completeVnets ?? true,
    onlyIPv6: row.onlyIPv6,
    localSubnets: row.localSubnets,
    remoteSubnets: row.remoteSubnets,
    learned: row.remoteLearned ?? current,
    lastKnown: current,
    disconnected: row.state === 'Disconnected',
    resourceGuid: row.resourceGuid ?? store.halfBetween(to, from)?.resourceGuid ?? store.newGuid(),
    provisioning: row.provisioningState ?? 'Succeeded',
  });
}

/** A hidden VNet and what stands in it give the caller no rights; a subscription with nothing but hidden VNets is not even listed. */
function hide(store: Store, { hidden }: World): void {
  const open = new Set<string>();
  for (const vnet of store.vnets.values()) if (!hidden.has(vnet.key)) open.add(vnet.subscriptionId.toLowerCase());
  for (const key of hidden) {
    const vnet = store.vnets.get(key);
    if (!vnet) continue;
    const subscription = vnet.subscriptionId.toLowerCase();
    for (const resource of store.resourcesIn(key)) store.access.deny(resource.id, ['*']);
    store.access.deny(open.has(subscription) ? vnet.id : `/subscriptions/${subscription}`, ['*']);
  }
}

function firstImpossibleHalf(store: Store, rows: readonly HalfRow[]): Parsed<never> | undefined {
  for (const row of rows) {
    const half = store.halves.get(resourceKey(row.id));
    if (!half) continue;
    const view = viewHalf(store, half);
    const wrong = (why: string) => refused(`the world cannot be made: the half ${nameOf(row)} ${why}`);
    if (view.state !== row.state) return wrong(`is ${row.state}, but with what stands on the other side Azure shows ${view.state}`);
    if (row.sync && view.sync !== row.sync) return wrong(`is ${row.sync}, but with what both sides have learned Azure shows ${view.sync}`);
    if (row.remoteCurrent && !samePrefixes(row.remoteCurrent, view.remoteCurrent))
      return wrong(`says its remote is ${row.remoteCurrent.join(', ')}, but that VNet has ${view.remoteCurrent.join(', ')}`);
    const far = store.halfBetween(half.to, half.from);
    if (far && far.resourceGuid !== half.resourceGuid) return wrong('and its counterpart have different resource guids');
    if (store.halfBetween(half.from, half.to) !== half) return wrong('is one of two that point at the same VNet');
  }
  return undefined;
}

const nameOf = (row: HalfRow): string => {
  const [, vnet = row.id, name = ''] = /virtualNetworks\/([^/]+)\/virtualNetworkPeerings\/([^/]+)/i.exec(row.id) ?? [];
  return `${vnet}/${name} (to ${lastName(row.remoteId)})`;
};
