import { parseResourceId, type ResourceKey, resourceKey } from '../arm/index.ts';
import { type Address, parseAddress } from '../net/index.ts';
import type { ApplianceRow, InterfaceRow, Topology } from '../topology/index.ts';

/** Address of a network interface with its subnet. */
export interface InterfaceAddress {
  readonly address: Address;
  /** Undefined where only the VNet is known. */
  readonly subnetId: string | undefined;
  readonly configurationId: string;
  readonly hasPublicIp: boolean;
  readonly publicIpId: string | undefined;
  readonly securityGroupIds: readonly string[];
}

/** Network interface, or a virtual network appliance, which forwards without having one. */
export interface Interface {
  readonly id: string;
  readonly key: ResourceKey;
  readonly vnet: ResourceKey;
  readonly forwards: boolean;
  readonly isVirtualNetworkAppliance: boolean;
  readonly addresses: readonly InterfaceAddress[];
  /** The virtual machine that has the interface; the interface itself where it is not known. */
  readonly machine: ResourceKey;
  readonly isPrimary: boolean;
  readonly networkSecurityGroupId: string | undefined;
  readonly privateEndpointId: string | undefined;
}

/** Returns all interfaces of the topology. */
export const readInterfaces = ({ attachedResources }: Topology): readonly Interface[] =>
  [...attachedResources.entries()].flatMap(([vnet, { appliances, interfaces }]) => [
    ...appliances.map((row) => toInterface(vnet, row, applianceAddresses(row))),
    ...interfaces.map((row) => toInterface(vnet, row, row.configurations.flatMap(toAddress))),
  ]);

type Row = InterfaceRow & Partial<Pick<ApplianceRow, 'privateIps'>>;
type Configuration = InterfaceRow['configurations'][number];

const toInterface = (vnet: ResourceKey, row: Row | ApplianceRow, addresses: readonly InterfaceAddress[]): Interface => ({
  id: row.id,
  key: resourceKey(row.id),
  vnet,
  forwards: 'privateIps' in row && row.privateIps !== undefined,
  isVirtualNetworkAppliance: isVirtualNetworkAppliance(row.id),
  addresses,
  machine: resourceKey(row.machineId ?? row.id),
  isPrimary: row.isPrimary ?? false,
  networkSecurityGroupId: row.networkSecurityGroupId,
  privateEndpointId: 'privateEndpointId' in row ? row.privateEndpointId : undefined,
});

/** Rows of older exports and of fixtures have addresses only. */
const applianceAddresses = ({ id, configurations, privateIps }: ApplianceRow): readonly InterfaceAddress[] =>
  configurations.length > 0
    ? configurations.flatMap(toAddress)
    : privateIps.flatMap((privateIp) => toAddress({ id, privateIp, securityGroupIds: [] }));

function toAddress({ id, privateIp, subnetId, publicIpId, securityGroupIds }: Configuration): InterfaceAddress[] {
  const address = parseAddress(privateIp ?? '');
  return address.ok
    ? [{ address: address.value, subnetId, configurationId: id, hasPublicIp: publicIpId !== undefined, publicIpId, securityGroupIds }]
    : [];
}

function isVirtualNetworkAppliance(id: string): boolean {
  const parsed = parseResourceId(id);
  return parsed.ok && parsed.value.types[0]?.toLowerCase() === 'virtualnetworkappliances';
}
