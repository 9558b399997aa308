import type { AttachedKind, AttachedRows } from '@peerscape/shared/topology';
import { asObjects, asString, idOf, propertiesOf, type Wire } from '../wire.ts';

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
  /** Condition of the query to Resource Graph besides the type. */
  readonly condition?: string;
  /** List operation of the resource provider, for use without Resource Graph; absent if there is none or another kind has it. */
  readonly list?: KindList;
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

/** Returns the private addresses of a resource. Some tools write `privateIpAddress`. */
export const privateIpsOf = (resource: Wire): readonly string[] =>
  ipConfigurationsOf(resource).flatMap((one) => asString(one.privateIPAddress) ?? asString(one.privateIpAddress) ?? []);

const ipConfigurationsOf = (resource: Wire): readonly Wire[] => asObjects(propertiesOf(resource).ipConfigurations).map(propertiesOf);

const vnetOfSubnet = (subnetId: string | undefined): string | undefined =>
  subnetId?.match(/^(.*\/virtualNetworks\/[^/]+)\/subnets\/[^/]+$/i)?.[1];
