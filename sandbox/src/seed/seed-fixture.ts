import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { HalfRow, SubnetRow, VNetRow } from '@peerscape/shared/topology';
import type { World } from '@peerscape/shared/world';
import { samePrefixes } from '../network/peering-lifecycle.ts';
import { viewHalf } from '../network/peering-view.ts';
import { settingsFromRow } from '../store/half-settings.ts';
import type { ResourceRef, Store, StoredHalf, StoredVNet } from '../store/store.ts';
import { NO_TENANT, parseResourceRef, registerGroup } from './resource-ref.ts';
import { seedAttachedResources } from './seed-attached-resources.ts';

/**
 * Fills an empty store with the world. States are derived, not taken from the rows, and must equal those of the rows: a world that is
 * impossible in Azure is rejected with the first half that differs.
 */
export function seedFixture(store: Store, world: World): ParseResult<undefined> {
  const { rows } = world;
  for (const row of rows.subscriptions) {
    const { id, name, tenantId = NO_TENANT } = row;
    store.subscriptions.set(id.toLowerCase(), { id, name, tenantId });
  }
  for (const row of rows.vnets) {
    const ref = parseResourceRef(row.id);
    if (!ref) return parseFailure(`the world is not possible in Azure: "${row.id}" is not the ID of a VNet`);
    registerGroup(store, ref, row.location);
    store.putVNet(vnetOf(store, row, ref, world));
  }
  for (const row of rows.halves) {
    const half = halfOf(store, row);
    if (!half.ok) return half;
    store.putHalf(half.value);
  }
  const attached = seedAttachedResources(store, world);
  if (!attached.ok) return attached;
  hide(store, world);
  return rejectImpossibleHalf(store, rows.halves) ?? parseSuccess(undefined);
}

function vnetOf(store: Store, row: VNetRow, ref: ResourceRef, { properties }: World): StoredVNet {
  const extraOf = (path: string) =>
    Object.assign({}, ...properties.filter((each) => each.path.toLowerCase() === path.toLowerCase()).map((each) => each.properties));
  return {
    ...ref,
    location: row.location,
    tags: row.tags,
    addressSpace: row.addressSpace,
    dnsServers: row.dnsServers,
    subnets: row.subnets.map((subnet) => ({
      name: subnet.name,
      prefixes: subnet.prefixes,
      routeTableId: subnet.routeTableId,
      networkSecurityGroupId: subnet.networkSecurityGroupId,
      extra: { ...propertiesOf(subnet), ...(properties.length === 0 ? {} : extraOf(`virtualNetworks/${ref.name}/subnets/${subnet.name}`)) },
    })),
    extra: properties.length === 0 ? {} : extraOf(`virtualNetworks/${ref.name}`),
    resourceGuid: row.resourceGuid ?? store.newGuid(),
    etag: row.etag ?? store.newEtag(),
    provisioning: row.provisioningState ?? 'Succeeded',
  };
}

/** Returns the properties of a subnet that are stored as they are sent. */
const propertiesOf = ({ natGatewayId, defaultOutboundAccess, serviceEndpoints }: SubnetRow) => ({
  ...(natGatewayId !== undefined && { natGateway: { id: natGatewayId } }),
  ...(defaultOutboundAccess !== undefined && { defaultOutboundAccess }),
  ...(serviceEndpoints && { serviceEndpoints: serviceEndpoints.map((service) => ({ service })) }),
});

const HALF_SEGMENT = '/virtualnetworkpeerings/';

/** Creates a half with the scope of its VNet: parsing the IDs of tens of thousands of halves would dominate seeding. */
function halfOf(store: Store, row: HalfRow): ParseResult<StoredHalf> {
  const key = resourceKey(row.id);
  const ownerLength = key.indexOf(HALF_SEGMENT);
  const name = row.id.slice(ownerLength + HALF_SEGMENT.length);
  if (ownerLength < 0 || name === '' || name.includes('/'))
    return parseFailure(`the world is not possible in Azure: "${row.id}" is not the ID of a half`);
  const owner = store.vnets.get(key.slice(0, ownerLength) as ResourceKey);
  if (!owner) return parseFailure(`the world is not possible in Azure: the half ${nameOf(row)} belongs to a VNet that does not exist`);
  const { subscriptionId, resourceGroup, key: from } = owner;
  const to = resourceKey(row.remoteId);
  const current = row.remoteCurrent ?? store.vnets.get(to)?.addressSpace ?? row.remoteLearned ?? [];
  return parseSuccess({
    id: row.id,
    key,
    name,
    subscriptionId,
    resourceGroup,
    from,
    to,
    remoteId: row.remoteId,
    ...settingsFromRow(row),
    learned: row.remoteLearned ?? current,
    lastKnown: current,
    disconnected: row.state === 'Disconnected',
    resourceGuid: row.resourceGuid ?? store.findHalf(to, from)?.resourceGuid ?? store.newGuid(),
    provisioning: row.provisioningState ?? 'Succeeded',
  });
}

/** Denies access to hidden VNets and the resources in them; a subscription with only hidden VNets is denied as a whole and not listed. */
function hide(store: Store, { hidden }: World): void {
  const readable = new Set<string>();
  for (const vnet of store.vnets.values()) if (!hidden.has(vnet.key)) readable.add(vnet.subscriptionId.toLowerCase());
  for (const key of hidden) {
    const vnet = store.vnets.get(key);
    if (!vnet) continue;
    const subscription = vnet.subscriptionId.toLowerCase();
    for (const resource of store.resourcesOfVNet(key)) store.access.deny(resource.id, ['*']);
    store.access.deny(readable.has(subscription) ? vnet.id : `/subscriptions/${subscription}`, ['*']);
  }
}

/** Returns the refusal for the first half whose derived state differs from its row, if any. */
function rejectImpossibleHalf(store: Store, rows: readonly HalfRow[]): ParseResult<never> | undefined {
  for (const row of rows) {
    const half = store.halves.get(resourceKey(row.id));
    if (!half) continue;
    const view = viewHalf(store, half);
    const reject = (reason: string) => parseFailure(`the world is not possible in Azure: the half ${nameOf(row)} ${reason}`);
    if (view.state !== row.state) return reject(`is ${row.state}, but given the other side Azure would show ${view.state}`);
    if (row.sync && view.sync !== row.sync) return reject(`is ${row.sync}, but given the learned prefixes Azure would show ${view.sync}`);
    if (row.remoteCurrent && !samePrefixes(row.remoteCurrent, view.remoteCurrent))
      return reject(`has the remote prefixes ${row.remoteCurrent.join(', ')}, but that VNet has ${view.remoteCurrent.join(', ')}`);
    const counterpart = store.findHalf(half.to, half.from);
    if (counterpart && counterpart.resourceGuid !== half.resourceGuid) return reject('and its counterpart have different resource GUIDs');
    if (store.findHalf(half.from, half.to) !== half) return reject('is one of two that point at the same VNet');
  }
  return undefined;
}

const nameOf = (row: HalfRow): string => {
  const [, vnet = row.id, name = ''] = /virtualNetworks\/([^/]+)\/virtualNetworkPeerings\/([^/]+)/i.exec(row.id) ?? [];
  return `${vnet}/${name} (to ${lastName(row.remoteId)})`;
};
