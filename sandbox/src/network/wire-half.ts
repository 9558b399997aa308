import { HALF_TYPE } from '@peerscape/shared/arm';
import { hideLaterProperties, type PropertyVersions, WITH_PART_TYPES } from '../arm/property-versions.ts';
import { settingsOnWire } from '../store/half-settings.ts';
import type { Store, StoredHalf } from '../store/store.ts';
import { viewHalf } from './peering-view.ts';
import { toWireSpace } from './wire-space.ts';

/** Api-versions of the properties of a half: those before 2020 from recordings, the others from memory. */
const VERSIONS: PropertyVersions = {
  type: WITH_PART_TYPES,
  properties: {
    resourceGuid: '2019-09-01',
    doNotVerifyRemoteGateways: '2019-09-01',
    peeringSyncLevel: '2021-05-01',
    peerCompleteVnets: '2021-05-01',
    remoteVirtualNetworkAddressSpace: '2021-05-01',
    localAddressSpace: '2024-01-01',
    localVirtualNetworkAddressSpace: '2024-01-01',
  },
};

/**
 * Converts a half to its wire format. Its etag is that of its VNet. `routeServiceVips` and `remoteGateways` are undocumented but present in
 * recordings (azure-semantics §1.2).
 */
export function toWireHalf(store: Store, half: StoredHalf, apiVersion: string): Record<string, unknown> {
  const view = viewHalf(store, half);
  const prefixes = (addresses: readonly string[]) => toWireSpace(addresses, apiVersion);
  const shown = {
    name: half.name,
    id: half.id,
    etag: store.vnets.get(half.from)?.etag,
    type: HALF_TYPE,
    properties: {
      provisioningState: half.provisioning,
      resourceGuid: half.resourceGuid,
      peeringState: view.state,
      peeringSyncLevel: view.sync,
      remoteVirtualNetwork: { id: half.remoteId },
      ...settingsOnWire(half),
      localAddressSpace: prefixes(view.localLearned),
      localVirtualNetworkAddressSpace: prefixes(view.localCurrent),
      remoteAddressSpace: prefixes(half.learned),
      remoteVirtualNetworkAddressSpace: prefixes(view.remoteCurrent),
      ...(half.useRemoteGateways && { remoteGateways: view.remoteGateways.map((id) => ({ id })) }),
      routeServiceVips: {},
    },
  };
  return hideLaterProperties(shown, VERSIONS, apiVersion);
}
