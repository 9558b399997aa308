import { HALF_TYPE } from '@peerscape/shared/arm';
import type { Store, StoredHalf } from '../store/store.ts';
import { viewHalf } from './peering-view.ts';

const prefixes = (addressPrefixes: readonly string[]) => ({ addressPrefixes });

/** First api-version with local address spaces. */
const WITH_LOCAL_SPACES = '2024-01-01';

/**
 * Converts a half to its wire format. Its etag is that of its VNet. `routeServiceVips` and `remoteGateways` are undocumented but present in
 * recordings (azure-semantics §1.2).
 */
export function toWireHalf(store: Store, half: StoredHalf, apiVersion: string): Record<string, unknown> {
  const view = viewHalf(store, half);
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
      allowVirtualNetworkAccess: half.allowAccess,
      allowForwardedTraffic: half.allowForwarded,
      allowGatewayTransit: half.allowTransit,
      useRemoteGateways: half.useRemoteGateways,
      doNotVerifyRemoteGateways: half.doNotVerifyRemoteGateways,
      peerCompleteVnets: half.completeVnets,
      ...(half.onlyIPv6 !== undefined && { enableOnlyIPv6Peering: half.onlyIPv6 }),
      ...(half.localSubnets && { localSubnetNames: half.localSubnets }),
      ...(half.remoteSubnets && { remoteSubnetNames: half.remoteSubnets }),
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
