import type { ApplianceRow, AttachedKind, AttachedRows } from '@peerscape/shared/topology';
import { asObjects, asString, idOf, idsOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';

type Row<K extends AttachedKind> = AttachedRows[K][number];

/** A resource and the VNet that contains it. */
export interface LocatedResource {
  readonly id: string;
  readonly vnetId: string;
}

/** Describes how resources of one ARM type are read from Azure. */
interface ArmType<K extends AttachedKind> {
  /** Converts a resource. Returns undefined for one that does not belong to the kind; absent for kinds that are read in another way. */
  toRow?(resource: Wire): Row<K> | undefined;
  /** Returns the fields of a resource whose VNet only another resource may show; they are added to its row. */
  toDetails?(resource: Wire): Partial<Row<K>>;
  /** Condition of the query to Resource Graph besides the type. */
  readonly condition?: string;
  /** List operation of the resource provider, for use without Resource Graph; absent if there is none or another kind has it. */
  readonly list?: KindList;
  /** Its resources are read from files only: Azure is not asked for them, so that nothing is missing from a read without them. */
  readonly isOnlyInFiles?: true;
}

/** Describes how a kind of attached resource is read from Azure. */
export interface ArmKind<K extends AttachedKind> extends ArmType<K> {
  /** The resource is also found with its VNet, without being read: the IP configurations of this subnet contain its id. */
  readonly subnet?: { readonly name: string; toRow(found: LocatedResource): Row<K> };
  /** Other ARM types whose resources are rows of this kind. They do not show that the source includes the kind. */
  readonly also?: readonly (ArmType<K> & { readonly armType: string })[];
}

/** A list operation of a resource provider. */
export interface KindList {
  readonly title: string;
  readonly apiVersion: string;
  /** The provider lists the type by resource group only: list it in those to which the VNets' gateways belong. */
  readonly inGatewayGroups?: true;
  /** Child type to list under each resource, too. */
  readonly children?: string;
}

/** Api-version of Microsoft.Network, except for private DNS. */
export const NETWORK_VERSION = '2025-05-01';

/** Returns the id of a resource and of the VNet of its subnet or its first IP configuration; undefined if it is in no VNet. */
export function locate(resource: Wire): LocatedResource | undefined {
  const id = asString(resource.id);
  const [configuration] = ipConfigurationsOf(resource);
  const vnetId = vnetOfSubnet(idOf(propertiesOf(resource).subnet) ?? idOf(configuration?.subnet));
  return id === undefined || vnetId === undefined ? undefined : { id, vnetId };
}

/** Returns the private addresses of a resource. */
export const privateIpsOf = (resource: Wire): readonly string[] => ipConfigurationsOf(resource).flatMap((one) => privateIpOf(one) ?? []);

/** Returns the IP configurations of a network interface or virtual network appliance. The latter has one subnet for all of them. */
export function configurationsOf(resource: Wire): ApplianceRow['configurations'] {
  const own = propertiesOf(resource);
  return asObjects(own.ipConfigurations).map((one, i) => {
    const configuration = propertiesOf(one);
    return omitUndefined<ApplianceRow['configurations'][number]>({
      id: partIdOf(resource, 'ipConfigurations', one, i),
      privateIp: privateIpOf(configuration),
      subnetId: idOf(configuration.subnet) ?? idOf(own.subnet),
      publicIpId: idOf(configuration.publicIPAddress),
      securityGroupIds: idsOf(configuration.applicationSecurityGroups),
    });
  });
}

/** Returns the id of a part of a resource. Templates and Terraform have only its name, or not even that. */
export const partIdOf = (resource: Wire, list: string, part: Wire, index: number): string =>
  asString(part.id) ?? `${asString(resource.id)}/${list}/${asString(part.name) ?? index + 1}`;

/** Returns the private address of an IP configuration. Some tools write `privateIpAddress`. */
export const privateIpOf = (configuration: Wire): string | undefined =>
  asString(configuration.privateIPAddress) ?? asString(configuration.privateIpAddress);

/** Returns the properties of the IP configurations of a resource. */
export const ipConfigurationsOf = (resource: Wire): readonly Wire[] => asObjects(propertiesOf(resource).ipConfigurations).map(propertiesOf);

/** Returns the id of the VNet of a subnet; undefined if the text is not the id of a subnet. */
export const vnetOfSubnet = (subnetId: string | undefined): string | undefined =>
  subnetId?.match(/^(.*\/virtualNetworks\/[^/]+)\/subnets\/[^/]+$/i)?.[1];
