import { findOverlappingPrefixes } from '../addressing/prefixes.ts';
import { INVENTED } from '../arm/invented-codes.ts';
import { notProvisioned, refuse } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import { findRunningOperation } from '../store/operations.ts';
import type { Store, StoredHalf, StoredVNet } from '../store/store.ts';
import { comparedSpace, takenSpace } from './compared-space.ts';
import { gatewaysOf } from './peering-view.ts';

/** Input of a check: the proposed half, the half it replaces, both VNets and the counterpart. */
export interface Proposal {
  readonly half: StoredHalf;
  readonly before: StoredHalf | undefined;
  readonly local: StoredVNet;
  readonly remote: StoredVNet;
  readonly far: StoredHalf | undefined;
}

type Check = (store: Store, proposal: Proposal) => ArmError | undefined;

const MORE = ' For more information please refer to https://aka.ms/VnetPeeringInfo';
const MAX_PEERINGS = 500;
const PUT_VNET = 'PutVirtualNetworkOperation';

const anotherPeeringReferencesRemote: Check = (store, { half, remote }) => {
  const other = store.halvesOf(half.from).find((known) => known.to === half.to && known.key !== half.key);
  return (
    other &&
    refuse(
      'AnotherPeeringAlreadyReferencesRemoteVnet',
      `Peering ${other.id} already references remote virtual network Id: ${remote.id}. Cannot add another peering ${half.id} referencing the same remote virtual network.`,
    )
  );
};

const spacesOverlap: Check = (_, { half, local, remote }) => {
  const shared = findOverlappingPrefixes(comparedSpace(local, half.localSubnets, half), comparedSpace(remote, half.remoteSubnets, half));
  if (shared.length === 0) return undefined;
  return refuse(
    'VnetAddressSpacesOverlap',
    `Cannot create or update peering ${half.id}. Virtual networks ${local.id} and ${remote.id} cannot be peered because their address spaces overlap. Overlapping address prefixes: ${shared.join(', ')}${MORE}`,
  );
};

/** Checks for overlaps with other peers. A half that points at a deleted VNet still counts, with the prefixes it has learned. */
const overlapsWithPeerOfPeer: Check = (store, { half, local, remote }) =>
  overlapWithPeers(store, half, half.localSubnets, local, remote) ?? overlapWithPeers(store, half, half.remoteSubnets, remote, local);

function overlapWithPeers(
  store: Store,
  half: StoredHalf,
  subnets: readonly string[] | undefined,
  first: StoredVNet,
  second: StoredVNet,
): ArmError | undefined {
  const space = comparedSpace(first, subnets, half);
  for (const peer of store.halvesOf(second.key)) {
    if (peer.to === first.key) continue;
    const shared = findOverlappingPrefixes(space, takenSpace(store, peer));
    if (shared.length === 0) continue;
    return refuse(
      'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
      `Cannot create or update peering ${half.id}. Virtual networks ${first.id} and ${second.id} cannot be peered because address space of the first virtual network overlaps with address space of virtual network ${peer.remoteId} already peered with the second virtual network. Overlapping address prefixes: ${shared.join(', ')}${MORE}`,
    );
  }
  return undefined;
}

/**
 * Rejects a write while the counterpart is Disconnected, unless this half is Disconnected too: that reconnects both (inferred,
 * azure-semantics §2.1).
 */
const remoteIsDisconnected: Check = (_, { half, before, local, far }) => {
  if (!far?.disconnected || before?.disconnected) return undefined;
  return refuse(
    'RemotePeeringIsDisconnected',
    `Cannot create or update peering ${half.id} because remote peering ${far.id} referencing parent virtual network ${local.id} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
  );
};

const remoteHasNoGateways: Check = (store, { half, remote }) =>
  half.useRemoteGateways && !offersGateway(store, remote)
    ? refuse(
        'RemoteVnetHasNoGateways',
        `Peering ${half.id} cannot have UseRemoteGateway flag set to true because remote virtual network ${remote.id} referenced by the peering does not have any gateways.`,
      )
    : undefined;

/** Gateway transit also carries a Route Server (azure-semantics §6.5). */
const offersGateway = (store: Store, vnet: StoredVNet): boolean =>
  gatewaysOf(store, vnet.key).length > 0 || store.resourcesOfVNet(vnet.key).some((resource) => /\/virtualHubs$/i.test(resource.type));

const remoteOffersNoTransit: Check = (_, { half, far }) =>
  half.useRemoteGateways && !far?.allowTransit
    ? refuse(
        INVENTED.remoteOffersNoTransit,
        `${half.id} cannot have UseRemoteGateways flag set to true, because corresponding remote peering has AllowGatewayTransit flag set to false.`,
      )
    : undefined;

const hasOwnGateway: Check = (store, { half, local }) =>
  half.useRemoteGateways && gatewaysOf(store, local.key).length > 0
    ? refuse(
        INVENTED.ownGatewayAndRemoteGateway,
        `Peering ${half.id} cannot have UseRemoteGateways flag set to true because virtual network ${local.id} already has a gateway of its own.`,
      )
    : undefined;

const anotherUsesRemoteGateways: Check = (store, { half }) => {
  const other = half.useRemoteGateways && store.halvesOf(half.from).find((known) => known.useRemoteGateways && known.key !== half.key);
  return other
    ? refuse(
        INVENTED.secondRemoteGateway,
        `Peering ${half.id} cannot have UseRemoteGateways flag set to true because peering ${other.id} already has it. Only one peering can have this flag set to true.`,
      )
    : undefined;
};

const transitIsInUse: Check = (_, { half, before, far }) =>
  before?.allowTransit && !half.allowTransit && far?.useRemoteGateways
    ? refuse(
        INVENTED.transitInUse,
        `${half.id} cannot have AllowGatewayTransit flag set to false, because corresponding remote peering has UseRemoteGateways flag set to true.`,
      )
    : undefined;

const tooMany: Check = (store, { half, before, local }) =>
  !before && store.halvesOf(half.from).length >= MAX_PEERINGS
    ? refuse(INVENTED.tooManyPeerings, `Virtual network ${local.id} cannot have more than ${MAX_PEERINGS} peerings.`)
    : undefined;

const remoteIsBusy: Check = (store, { half, remote }) => {
  const operation = findRunningOperation(store, remote.key);
  if (operation?.operationClass === 'vnet') return notProvisioned(half.id, remote, operation.name);
  return remote.provisioning === 'Updating' ? notProvisioned(half.id, remote, PUT_VNET) : undefined;
};

/** The VNet that owns the half counts too (Azure-Samples/azuresandbox #25); while it has an operation of its own, Azure shows that one. */
const localIsUpdating: Check = (store, { half, local }) =>
  local.provisioning === 'Updating' && !findRunningOperation(store, local.key) ? notProvisioned(half.id, local, PUT_VNET) : undefined;

/** Checks in the order of azure-semantics §10.3; the first error is returned. */
const CHECKS: readonly Check[] = [
  anotherPeeringReferencesRemote,
  spacesOverlap,
  overlapsWithPeerOfPeer,
  remoteIsDisconnected,
  hasOwnGateway,
  anotherUsesRemoteGateways,
  remoteHasNoGateways,
  remoteOffersNoTransit,
  transitIsInUse,
  tooMany,
  remoteIsBusy,
  localIsUpdating,
];

/** Returns the error with which Azure would reject the proposed half; undefined if it would accept it. */
export function checkPeering(store: Store, proposal: Proposal): ArmError | undefined {
  for (const check of CHECKS) {
    const problem = check(store, proposal);
    if (problem) return problem;
  }
  return undefined;
}
