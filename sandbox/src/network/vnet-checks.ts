import { resourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import { cidrOf, findOverlappingPrefixes } from '../addressing/prefixes.ts';
import { referenceNotFound } from '../arm/network-errors.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import { movedProblem, regionProblem } from '../arm/regions.ts';
import { referenceIn } from '../kinds/ip-configurations.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { currentRemoteSpace } from './peering-view.ts';
import { subnetProblem, type VNetBody } from './vnet-body.ts';
import { residentsOf, subnetId } from './wire-vnet.ts';

const MAX_VNETS = 1000;

/** Returns the error with which Azure would reject a PUT of the VNet; undefined if it would accept it. */
export function vnetPutProblem(store: Store, vnet: StoredVNet, before: StoredVNet | undefined, body: VNetBody): ArmError | undefined {
  return (
    locationProblem(vnet, before, body) ??
    addressProblem(vnet) ??
    subnetProblem(vnet) ??
    associationProblem(vnet) ??
    missingReference(store, vnet) ??
    lostSubnet(store, vnet, before) ??
    overlapWithPeers(store, vnet) ??
    quota(store, vnet, before)
  );
}

const locationProblem = (vnet: StoredVNet, before: StoredVNet | undefined, body: VNetBody): ArmError | undefined =>
  regionProblem(VNET_TYPE, body.location) ?? movedProblem(vnet.name, vnet.resourceGroup, body.location ?? '', before?.location);

/** Returns an error if a prefix is missing or invalid. IPAM pools are not supported, so each subnet must specify its prefixes. */
export function addressProblem(vnet: StoredVNet): ArmError | undefined {
  if (vnet.addressSpace.length === 0) {
    return networkError(
      400,
      'InvalidRequestFormat',
      `Virtual network ${vnet.id} must have at least one address prefix in properties.addressSpace.`,
    );
  }
  const empty = vnet.subnets.find((subnet) => subnet.prefixes.length === 0);
  if (empty) {
    return networkError(
      400,
      'AddressPrefixStringCannotBeNullOrEmpty',
      `Address prefix string for resource ${subnetId(vnet, empty.name)} cannot be null or empty.`,
    );
  }
  const prefixes = [...vnet.addressSpace, ...vnet.subnets.flatMap((subnet) => subnet.prefixes)];
  const invalid = prefixes.find((prefix) => !cidrOf(prefix));
  if (invalid !== undefined)
    return networkError(
      400,
      'InvalidAddressPrefixFormat',
      `Address prefix ${invalid} of resource ${vnet.id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
    );
  const reserved = vnet.addressSpace.find((prefix) => findOverlappingPrefixes([prefix], RESERVED_PREFIXES).length > 0);
  if (reserved === undefined) return undefined;
  return networkError(
    400,
    'AddressPrefixReserved',
    `Address prefix ${reserved} of virtual network ${vnet.id} is not allowed because it overlaps with a reserved range: ${RESERVED_PREFIXES.join(', ')}.`,
  );
}

/** Ranges that VNets cannot use: multicast, broadcast, loopback, link-local, and Azure's DNS (Virtual Network FAQ). */
const RESERVED_PREFIXES = ['224.0.0.0/4', '255.255.255.255/32', '127.0.0.0/8', '169.254.0.0/16', '168.63.129.16/32'];

/** Associations that Azure's own subnets do not support (FAQs of Route Server, Bastion and Azure Firewall). */
const FORBIDDEN_ASSOCIATIONS = [
  ['RouteServerSubnet', 'NetworkSecurityGroup'],
  ['RouteServerSubnet', 'RouteTable'],
  ['AzureBastionSubnet', 'RouteTable'],
  ['AzureFirewallSubnet', 'NetworkSecurityGroup'],
] as const;

/** Returns an error if a subnet of an Azure service has a security group or route table that it cannot have. */
export function associationProblem(vnet: StoredVNet): ArmError | undefined {
  for (const { name, routeTableId, networkSecurityGroupId } of vnet.subnets) {
    const associated = { RouteTable: routeTableId, NetworkSecurityGroup: networkSecurityGroupId };
    const forbidden = FORBIDDEN_ASSOCIATIONS.find(
      ([subnet, kind]) => subnet.toLowerCase() === name.toLowerCase() && associated[kind] !== undefined,
    );
    if (!forbidden) continue;
    const [subnet, kind] = forbidden;
    return networkError(
      400,
      `${kind}CannotBeAttachedFor${subnet}`,
      `${kind} attach operation is not allowed for ${subnet} of virtual network ${vnet.id}.`,
    );
  }
  return undefined;
}

/** Returns an error if a subnet refers to a route table, security group or NAT gateway that does not exist in the same region. */
export function missingReference(store: Store, vnet: StoredVNet): ArmError | undefined {
  for (const { name, routeTableId, networkSecurityGroupId, extra } of vnet.subnets) {
    const missing = [routeTableId, networkSecurityGroupId, referenceIn(extra.natGateway)?.id].find(
      (id) => id !== undefined && store.resources.get(resourceKey(id))?.location !== vnet.location,
    );
    if (missing !== undefined) return referenceNotFound(missing, subnetId(vnet, name));
  }
  return undefined;
}

/** Returns an error if the PUT omits, and so deletes, a subnet that is in use, or a prefix of one. */
function lostSubnet(store: Store, vnet: StoredVNet, before: StoredVNet | undefined): ArmError | undefined {
  const remaining = new Map(vnet.subnets.map((subnet) => [subnet.name.toLowerCase(), subnet]));
  for (const subnet of before?.subnets ?? []) {
    const after = remaining.get(subnet.name.toLowerCase());
    const problem = before && (after ? usedPrefixProblem(store, before, subnet, after) : usedSubnetProblem(store, before, subnet));
    if (problem) return problem;
  }
  return undefined;
}

/** Returns an error if a prefix of a subnet that is in use is removed. */
export function usedPrefixProblem(store: Store, vnet: StoredVNet, before: StoredSubnet, after: StoredSubnet): ArmError | undefined {
  const removed = before.prefixes.find((prefix) => !after.prefixes.includes(prefix));
  if (removed === undefined || residentsOf(store, vnet, before).length === 0) return undefined;
  return networkError(
    400,
    'InUsePrefixCannotBeDeleted',
    `IpPrefix ${removed} on Subnet ${before.name} has active allocations and cannot be deleted.`,
  );
}

/** Returns an error for the first subnet that cannot be deleted because it is in use. */
export function firstUsedSubnetProblem(store: Store, vnet: StoredVNet): ArmError | undefined {
  for (const subnet of vnet.subnets) {
    const problem = usedSubnetProblem(store, vnet, subnet);
    if (problem) return problem;
  }
  return undefined;
}

export function usedSubnetProblem(store: Store, vnet: StoredVNet, subnet: StoredSubnet): ArmError | undefined {
  const [resident] = residentsOf(store, vnet, subnet);
  if (!resident) return undefined;
  return networkError(
    400,
    'InUseSubnetCannotBeDeleted',
    `Subnet ${subnet.name} is in use by ${resident.at} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
}

/**
 * Returns an error if the address space overlaps with a peer. The real error code is not known; the one for peerings is used
 * (azure-semantics §2.2).
 */
function overlapWithPeers(store: Store, vnet: StoredVNet): ArmError | undefined {
  for (const half of store.halvesOf(vnet.key)) {
    if (!half.completeVnets) continue;
    const shared = findOverlappingPrefixes(vnet.addressSpace, currentRemoteSpace(store, half));
    if (shared.length === 0) continue;
    return networkError(
      400,
      'VnetAddressSpacesOverlap',
      `Cannot update virtual network ${vnet.id}. Virtual networks ${vnet.id} and ${half.remoteId} cannot be peered because their address spaces overlap. Overlapping address prefixes: ${shared.join(', ')}`,
    );
  }
  return undefined;
}

function quota(store: Store, vnet: StoredVNet, before: StoredVNet | undefined): ArmError | undefined {
  if (before) return undefined;
  let count = 0;
  for (const other of store.vnets.values())
    if (other.subscriptionId.toLowerCase() === vnet.subscriptionId.toLowerCase() && other.location === vnet.location) count++;
  if (count < MAX_VNETS) return undefined;
  return networkError(
    400,
    'VnetCountLimitReached',
    `Cannot create more than ${MAX_VNETS} virtual networks for this subscription in this region.`,
  );
}
