import { resourceKey } from '@peerscape/shared/arm';
import type { Store, StoredHalf } from '../store/store.ts';
import { peeredSpace } from './peering-view.ts';

/** Request body of a half, with the properties that clients can set. All others are accepted and ignored (azure-semantics §1.2). */
export interface HalfBody {
  readonly properties?: {
    readonly remoteVirtualNetwork?: { readonly id?: string };
    readonly allowVirtualNetworkAccess?: boolean;
    readonly allowForwardedTraffic?: boolean;
    readonly allowGatewayTransit?: boolean;
    readonly useRemoteGateways?: boolean;
    readonly doNotVerifyRemoteGateways?: boolean;
    readonly peerCompleteVnets?: boolean;
    readonly enableOnlyIPv6Peering?: boolean;
    readonly localSubnetNames?: readonly string[];
    readonly remoteSubnetNames?: readonly string[];
  };
}

/**
 * Builds the half that a PUT results in. Properties that the body omits get Azure's default, because a PUT replaces the resource. Whether a
 * half peers complete VNets is fixed on creation; a different value in the body is ignored. Address prefixes are learned on creation, on
 * writing a Disconnected half, and on sync.
 */
export function buildHalf(
  store: Store,
  place: Pick<StoredHalf, 'id' | 'key' | 'name' | 'subscriptionId' | 'resourceGroup' | 'from'>,
  body: HalfBody,
  before: StoredHalf | undefined,
  sync: boolean,
): StoredHalf {
  const properties = body.properties ?? {};
  const remoteId = before?.remoteId ?? properties.remoteVirtualNetwork?.id ?? '';
  const to = resourceKey(remoteId);
  const kind = {
    completeVnets: before?.completeVnets ?? properties.peerCompleteVnets ?? true,
    onlyIPv6: properties.enableOnlyIPv6Peering ?? before?.onlyIPv6,
    localSubnets: properties.localSubnetNames ?? before?.localSubnets,
    remoteSubnets: properties.remoteSubnetNames ?? before?.remoteSubnets,
  };
  const current = peeredSpace(store.vnets.get(to), kind.remoteSubnets, kind) ?? before?.lastKnown ?? [];
  const shouldLearn = sync || !before || before.disconnected;
  return {
    ...place,
    remoteId,
    to,
    ...kind,
    allowAccess: properties.allowVirtualNetworkAccess ?? true,
    allowForwarded: properties.allowForwardedTraffic ?? false,
    allowTransit: properties.allowGatewayTransit ?? false,
    useRemoteGateways: properties.useRemoteGateways ?? false,
    doNotVerifyRemoteGateways: properties.doNotVerifyRemoteGateways ?? false,
    learned: shouldLearn ? current : before.learned,
    lastKnown: current,
    disconnected: false,
    resourceGuid: before?.resourceGuid ?? store.findHalf(to, place.from)?.resourceGuid ?? store.newGuid(),
    provisioning: 'Updating',
  };
}
