import { findOverlappingPrefixes, isInside } from '../addressing/prefixes.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import { regionNameOf } from '../arm/regions.ts';
import type { StoredSubnet, StoredVNet } from '../store/store.ts';

/** Request body of a subnet. */
export interface SubnetBody {
  readonly name?: string;
  readonly properties?: {
    readonly addressPrefix?: string;
    readonly addressPrefixes?: readonly string[];
    readonly routeTable?: { readonly id?: string };
    readonly networkSecurityGroup?: { readonly id?: string };
  } & Readonly<Record<string, unknown>>;
}

/** Request body of a VNet. Peerings in it are accepted and ignored: a PUT of a VNet never changes them. */
export interface VNetBody {
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: {
    readonly addressSpace?: { readonly addressPrefixes?: readonly string[] };
    readonly dhcpOptions?: { readonly dnsServers?: readonly string[] };
    readonly subnets?: readonly SubnetBody[];
  } & Readonly<Record<string, unknown>>;
}

/** Properties of a VNet that are read-only or stored separately. */
const EXCLUDED_VNET_PROPERTIES = new Set([
  'provisioningState',
  'resourceGuid',
  'addressSpace',
  'dhcpOptions',
  'subnets',
  'virtualNetworkPeerings',
  'defaultPublicNatGateway',
  'enableVmProtection',
  'flowLogs',
]);
const EXCLUDED_SUBNET_PROPERTIES = new Set([
  'provisioningState',
  'addressPrefix',
  'addressPrefixes',
  'routeTable',
  'networkSecurityGroup',
  'ipamPoolPrefixAllocations',
  'ipConfigurations',
  'ipConfigurationProfiles',
  'privateEndpoints',
  'resourceNavigationLinks',
  'serviceAssociationLinks',
  'purpose',
]);

const omit = (properties: Readonly<Record<string, unknown>>, excluded: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([name, content]) => !excluded.has(name) && content !== null));

/** Builds the VNet that a PUT results in. Existing subnets are preserved if the body has no `subnets`. */
export function buildVNet(
  place: Omit<StoredVNet, 'location' | 'tags' | 'addressSpace' | 'dnsServers' | 'subnets' | 'extra' | 'provisioning'>,
  body: VNetBody,
  before: StoredVNet | undefined,
): StoredVNet {
  const properties = body.properties ?? {};
  return {
    ...place,
    location: before?.location ?? regionNameOf(body.location ?? ''),
    tags: body.tags ?? undefined,
    addressSpace: properties.addressSpace?.addressPrefixes ?? before?.addressSpace ?? [],
    dnsServers: properties.dhcpOptions ? (properties.dhcpOptions.dnsServers ?? []) : undefined,
    subnets: properties.subnets?.map((subnet) => buildSubnet(subnet.name ?? '', subnet)) ?? before?.subnets ?? [],
    extra: omit(properties, EXCLUDED_VNET_PROPERTIES),
    provisioning: 'Updating',
  };
}

/** Builds the subnet that a PUT results in. */
export function buildSubnet(name: string, body: SubnetBody): StoredSubnet {
  const properties = body.properties ?? {};
  const { addressPrefix, addressPrefixes, routeTable, networkSecurityGroup } = properties;
  return {
    name,
    prefixes: addressPrefixes?.length ? addressPrefixes : addressPrefix ? [addressPrefix] : [],
    routeTableId: routeTable?.id,
    networkSecurityGroupId: networkSecurityGroup?.id,
    extra: omit(properties, EXCLUDED_SUBNET_PROPERTIES),
  };
}

/** Returns an error if a subnet is outside the VNet's address space or overlaps with another. */
export function subnetProblem(vnet: StoredVNet): ArmError | undefined {
  for (const subnet of vnet.subnets) {
    const outside = subnet.prefixes.find((prefix) => !isInside(prefix, vnet.addressSpace));
    if (outside === undefined) continue;
    return networkError(
      400,
      'NetcfgSubnetRangeOutsideVnet',
      `Subnet '${subnet.name}' is not valid because its IP address range is outside the IP address range of virtual network '${vnet.name}'.`,
    );
  }
  for (const [i, subnet] of vnet.subnets.entries()) {
    const other = vnet.subnets.slice(i + 1).find(({ prefixes }) => findOverlappingPrefixes(subnet.prefixes, prefixes).length > 0);
    if (!other) continue;
    return networkError(
      400,
      'NetcfgSubnetRangesOverlap',
      `Subnet '${other.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${vnet.name}'.`,
    );
  }
  return undefined;
}
