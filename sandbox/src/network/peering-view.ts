import type { Store, StoredHalf, StoredVNet } from '../store/store.ts';
import { type PeeringState, peeringState, type Side, type SyncLevel, syncLevel } from './peering-lifecycle.ts';

/** A half with everything that is derived from the other side. */
export interface HalfView {
  readonly half: StoredHalf;
  readonly state: PeeringState;
  readonly sync: SyncLevel;
  /** `remoteVirtualNetworkAddressSpace` */
  readonly remoteCurrent: readonly string[];
  /** `localAddressSpace`: what the remote learned of us. */
  readonly localLearned: readonly string[];
  /** `localVirtualNetworkAddressSpace` */
  readonly localCurrent: readonly string[];
  /** Gateways of the remote, by id. */
  readonly remoteGateways: readonly string[];
}

/** How the half looks at this moment. */
export function viewHalf(store: Store, half: StoredHalf): HalfView {
  const far = store.halfBetween(half.to, half.from);
  const near = sideOf(store, half);
  const farSide = far && sideOf(store, far);
  const localCurrent = farSide?.current ?? spaceSeen(store.vnets.get(half.from), half.localSubnets, half) ?? [];
  return {
    half,
    state: peeringState(near, farSide),
    sync: syncLevel(near, farSide),
    remoteCurrent: near.current,
    localLearned: far ? far.learned : localCurrent,
    localCurrent,
    remoteGateways: half.useRemoteGateways ? gatewaysOf(store, half.to).map((gateway) => gateway.id) : [],
  };
}

/** The remote's prefixes as they are now, as far as this half peers them; the last known ones once it is gone. */
export const currentRemoteSpace = (store: Store, half: StoredHalf): readonly string[] =>
  spaceSeen(store.vnets.get(half.to), half.remoteSubnets, half) ?? half.lastKnown;

/** Gateways that stand in the VNet. A bare GatewaySubnet does not count. */
export const gatewaysOf = (store: Store, vnet: StoredHalf['from']) =>
  store.resourcesIn(vnet).filter((resource) => /\/virtualNetworkGateways$/i.test(resource.type));

const sideOf = (store: Store, half: StoredHalf): Side => ({
  disconnected: half.disconnected,
  learned: half.learned,
  current: currentRemoteSpace(store, half),
});

/** The prefixes that a half peers: the whole VNet's, or those of the named subnets, and perhaps only the IPv6 ones. */
export function spaceSeen(
  vnet: StoredVNet | undefined,
  subnets: readonly string[] | undefined,
  kind: Pick<StoredHalf, 'completeVnets' | 'onlyIPv6'>,
): readonly string[] | undefined {
  if (!vnet) return undefined;
  const whole = kind.completeVnets || !subnets;
  const wanted = new Set(subnets?.map((name) => name.toLowerCase()));
  const prefixes = whole
    ? vnet.addressSpace
    : vnet.subnets.filter((subnet) => wanted.has(subnet.name.toLowerCase())).flatMap((subnet) => subnet.prefixes);
  return kind.onlyIPv6 ? prefixes.filter((prefix) => prefix.includes(':')) : prefixes;
}
