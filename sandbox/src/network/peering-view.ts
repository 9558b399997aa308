import type { Store, StoredHalf, StoredVNet } from '../store/store.ts';
import { type PeeringState, peeringState, type Side, type SyncLevel, syncLevel } from './peering-lifecycle.ts';

/** A half with all properties that are derived from the other side. */
export interface HalfView {
  readonly half: StoredHalf;
  readonly state: PeeringState;
  readonly sync: SyncLevel;
  /** `remoteVirtualNetworkAddressSpace` */
  readonly remoteCurrent: readonly string[];
  /** `localAddressSpace`: prefixes of the local VNet that the remote half has learned. */
  readonly localLearned: readonly string[];
  /** `localVirtualNetworkAddressSpace` */
  readonly localCurrent: readonly string[];
  /** Ids of the remote gateways. */
  readonly remoteGateways: readonly string[];
}

/** Derives the current view of a half. */
export function viewHalf(store: Store, half: StoredHalf): HalfView {
  const far = store.findHalf(half.to, half.from);
  const near = sideOf(store, half);
  const farSide = far && sideOf(store, far);
  const localCurrent = farSide?.current ?? peeredSpace(store.vnets.get(half.from), half.localSubnets, half) ?? [];
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

/** Returns the current remote prefixes that this half peers; the last known ones if the remote VNet was deleted. */
export const currentRemoteSpace = (store: Store, half: StoredHalf): readonly string[] =>
  peeredSpace(store.vnets.get(half.to), half.remoteSubnets, half) ?? half.lastKnown;

/** Returns the gateways in the VNet. A GatewaySubnet alone does not count. */
export const gatewaysOf = (store: Store, vnet: StoredHalf['from']) =>
  store.resourcesOfVNet(vnet).filter((resource) => /\/virtualNetworkGateways$/i.test(resource.type));

const sideOf = (store: Store, half: StoredHalf): Side => ({
  disconnected: half.disconnected,
  learned: half.learned,
  current: currentRemoteSpace(store, half),
});

/** Returns the prefixes of a VNet that a half peers: all, or those of the listed subnets, and only IPv6 ones if the half is IPv6-only. */
export function peeredSpace(
  vnet: StoredVNet | undefined,
  subnets: readonly string[] | undefined,
  kind: Pick<StoredHalf, 'completeVnets' | 'onlyIPv6'>,
): readonly string[] | undefined {
  if (!vnet) return undefined;
  const isComplete = kind.completeVnets || !subnets;
  const names = new Set(subnets?.map((name) => name.toLowerCase()));
  const prefixes = isComplete
    ? vnet.addressSpace
    : vnet.subnets.filter((subnet) => names.has(subnet.name.toLowerCase())).flatMap((subnet) => subnet.prefixes);
  return kind.onlyIPv6 ? prefixes.filter((prefix) => prefix.includes(':')) : prefixes;
}
