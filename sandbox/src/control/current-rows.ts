import type { HalfRow, TopologyRows, VNetRow } from '@peerscape/shared/topology';
import { viewHalf } from '../network/peering-view.ts';
import { definedSettings } from '../store/half-settings.ts';
import type { Store, StoredHalf, StoredVNet } from '../store/store.ts';

/** Returns the current content of the store as topology rows, including everything hidden. */
export function toCurrentRows(store: Store): Pick<TopologyRows, 'subscriptions' | 'vnets' | 'halves'> {
  return {
    subscriptions: [...store.subscriptions.values()],
    vnets: [...store.vnets.values()].map(vnetRow),
    halves: [...store.halves.values()].map((half) => halfRow(store, half)),
  };
}

const vnetRow = (vnet: StoredVNet): VNetRow => ({
  id: vnet.id,
  location: vnet.location,
  ...(vnet.tags && { tags: vnet.tags }),
  addressSpace: vnet.addressSpace,
  subnets: vnet.subnets.map(({ name, prefixes, routeTableId, networkSecurityGroupId }) => ({
    name,
    prefixes,
    ...(routeTableId !== undefined && { routeTableId }),
    ...(networkSecurityGroupId !== undefined && { networkSecurityGroupId }),
  })),
  ...(vnet.dnsServers && { dnsServers: vnet.dnsServers }),
  etag: vnet.etag,
  resourceGuid: vnet.resourceGuid,
  provisioningState: vnet.provisioning,
});

function halfRow(store: Store, half: StoredHalf): HalfRow {
  const view = viewHalf(store, half);
  const etag = store.vnets.get(half.from)?.etag;
  return {
    id: half.id,
    remoteId: half.remoteId,
    state: view.state,
    sync: view.sync,
    ...definedSettings(half),
    remoteLearned: half.learned,
    remoteCurrent: view.remoteCurrent,
    localLearned: view.localLearned,
    localCurrent: view.localCurrent,
    provisioningState: half.provisioning,
    resourceGuid: half.resourceGuid,
    ...(etag !== undefined && { etag }),
  };
}
