import { resourceKey } from '@peerscape/shared/arm';
import type { Store, StoredHalf } from '../store/store.ts';
import { spaceSeen } from './peering-view.ts';

/** What a writer may say about a half. Everything else in the body is accepted and ignored (azure-semantics §1.2). */
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
 * The half as it will be once written. What the body leaves out gets Azure's default, for a PUT replaces the whole resource.
 * Whether a half peers whole VNets is fixed when it is made; a PUT that says otherwise is answered and ignored.
 * Addresses are learned anew on creation, on revival and on sync; otherwise the old picture stays.
 */
export function writtenHalf(
  store: Store,
  place: Pick<StoredHalf, 'id' | 'key' | 'name' | 'subscriptionId' | 'resourceGroup' | 'from'>,
  body: HalfBody,
  before: StoredHalf | undefined,
  sync: boolean,
): StoredHalf {
  const wish = body.properties ?? {};
  const remoteId = before?.remoteId ?? wish.remoteVirtualNetwork?.id ?? '';
  const to = resourceKey(remoteId);
  const kind = {
    completeVnets: before?.completeVnets ?? wish.peerCompleteVnets ?? true,
    onlyIPv6: wish.enableOnlyIPv6Peering ?? before?.onlyIPv6,
    localSubnets: wish.localSubnetNames ?? before?.localSubnets,
    remoteSubnets: wish.remoteSubnetNames ?? before?.remoteSubnets,
  };
  const current = spaceSeen(store.vnets.get(to), kind.remoteSubnets, kind) ?? before?.lastKnown ?? [];
  const learnsAnew = sync || !before || before.disconnected;
  return {
    ...place,
    remoteId,
    to,
    ...kind,
    allowAccess: wish.allowVirtualNetworkAccess ?? true,
    allowForwarded: wish.allowForwardedTraffic ?? false,
    allowTransit: wish.allowGatewayTransit ?? false,
    useRemoteGateways: wish.useRemoteGateways ?? false,
    doNotVerifyRemoteGateways: wish.doNotVerifyRemoteGateways ?? false,
    learned: learnsAnew ? current : before.learned,
    lastKnown: current,
    disconnected: false,
    resourceGuid: before?.resourceGuid ?? store.halfBetween(to, place.from)?.resourceGuid ?? store.newGuid(),
    provisioning: 'Updating',
  };
}
