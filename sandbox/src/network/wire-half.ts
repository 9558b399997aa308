import { HALF_TYPE } from '@peerscape/shared/arm';
import { settingsOnWire } from '../store/half-settings.ts';
import type { Store, StoredHalf } from '../store/store.ts';
import { viewHalf } from './peering-view.ts';
import { toWireSpace } from './wire-space.ts';

/** First api-version with local address spaces. */
const WITH_LOCAL_SPACES = '2024-01-01';

/**
 * Converts a half to its wire format. Its etag is that of its VNet. `routeServiceVips` and `remoteGateways` are undocumented but present in
 * recordings (azure-semantics §1.2).
 */
export function toWireHalf(store: Store, half: StoredHalf, apiVersion: string): Record<string, unknown> {
  const view = viewHalf(store, half);
  const prefixes = (addresses: readonly string[]) => toWireSpace(addresses, apiVersion);
  return {
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
      ...(apiVersion >= WITH_LOCAL_SPACES && {
        localAddressSpace: prefixes(view.localLearned),
        localVirtualNetworkAddressSpace: prefixes(view.localCurrent),
      }),
      remoteAddressSpace: prefixes(half.learned),
      remoteVirtualNetworkAddressSpace: prefixes(view.remoteCurrent),
      ...(half.useRemoteGateways && { remoteGateways: view.remoteGateways.map((id) => ({ id })) }),
      routeServiceVips: {},
    },
  };
}
