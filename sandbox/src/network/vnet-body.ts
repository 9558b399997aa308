import { type ArmError, networkError } from '../arm/answer.ts';
import type { StoredSubnet, StoredVNet } from '../store/store.ts';
import { isInside, overlapping } from './prefixes.ts';

/** What a writer may say about a subnet. */
export interface SubnetBody {
  readonly name?: string;
  readonly properties?: {
    readonly addressPrefix?: string;
    readonly addressPrefixes?: readonly string[];
    readonly routeTable?: { readonly id?: string };
    readonly networkSecurityGroup?: { readonly id?: string };
  } & Readonly<Record<string, unknown>>;
}

/** What a writer may say about a VNet. Peerings in the body are accepted and ignored: a PUT of a VNet never changes them. */
export interface VNetBody {
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: {
    readonly addressSpace?: { readonly addressPrefixes?: readonly string[] };
    readonly dhcpOptions?: { readonly dnsServers?: readonly string[] };
    readonly subnets?: readonly SubnetBody[];
  } & Readonly<Record<string, unknown>>;
}

/** Properties of a VNet that the service alone decides, or that are kept elsewhere. */
const NOT_KEPT = new Set([
  'provisioningState',
  'resourceGuid',
  'addressSpace',
  'dhcpOptions',
  'subnets',
  'virtualNetworkPeerings',
  'defaultPublicNatGateway',
  'flowLogs',
]);
const NOT_KEPT_OF_SUBNET = new Set([
  'provisioningState',
  'addressPrefix',
  'addressPrefixes',
  'routeTable',
  'networkSecurityGroup',
  'ipConfigurations',
  'ipConfigurationProfiles',
  'privateEndpoints',
  'resourceNavigationLinks',
  'serviceAssociationLinks',
  'purpose',
]);

const keep = (properties: Readonly<Record<string, unknown>>, not: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([name, content]) => !not.has(name) && content !== null));

/** The VNet as it will be once written. A body without `subnets` leaves those that are there. */
export function writtenVNet(
  place: Omit<StoredVNet, 'location' | 'tags' | 'addressSpace' | 'dnsServers' | 'subnets' | 'extra' | 'provisioning'>,
  body: VNetBody,
  before: StoredVNet | undefined,
): StoredVNet {
  const properties = body.properties ?? {};
  return {
    ...place,
    location: before?.location ?? (body.location ?? '').toLowerCase().replaceAll(' ', ''),
    tags: body.tags ?? undefined,
    addressSpace: properties.addressSpace?.addressPrefixes ?? before?.addressSpace ?? [],
    dnsServers: properties.dhcpOptions ? (properties.dhcpOptions.dnsServers ?? []) : undefined,
    subnets: properties.subnets?.map((subnet) => writtenSubnet(subnet.name ?? '', subnet)) ?? before?.subnets ?? [],
    extra: keep(properties, NOT_KEPT),
    provisioning: 'Updating',
  };
}

/** The subnet as it will be once written. */
export function writtenSubnet(name: string, body: SubnetBody): StoredSubnet {
  const properties = body.properties ?? {};
  const { addressPrefix, addressPrefixes, routeTable, networkSecurityGroup } = properties;
  return {
    name,
    prefixes: addressPrefixes?.length ? addressPrefixes : addressPrefix ? [addressPrefix] : [],
    routeTableId: routeTable?.id,
    networkSecurityGroupId: networkSecurityGroup?.id,
    extra: keep(properties, NOT_KEPT_OF_SUBNET),
  };
}

/** Why the VNet's subnets do not fit it or each other. */
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
    const other = vnet.subnets.slice(i + 1).find(({ prefixes }) => overlapping(subnet.prefixes, prefixes).length > 0);
    if (!other) continue;
    return networkError(
      400,
      'NetcfgSubnetRangesOverlap',
      `Subnet '${other.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${vnet.name}'.`,
    );
  }
  return undefined;
}
