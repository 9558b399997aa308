import { resourceKey } from '@peerscape/shared/arm';
import type { Call } from '../arm/operation-handler.ts';
import type { Store, StoredResource, StoredSubnet, StoredVNet } from '../store/store.ts';

/** A network interface with the VNet and subnet of its first IP configuration. */
export interface PlacedInterface {
  readonly nic: StoredResource;
  readonly vnet: StoredVNet;
  readonly subnet: StoredSubnet;
}

interface Configuration {
  readonly properties: { readonly privateIPAddress?: string; readonly subnet?: { readonly id: string } };
}

/** Returns the IP configurations of an interface. */
export const configurationsOf = ({ properties }: StoredResource): readonly Configuration[] =>
  (properties.ipConfigurations ?? []) as readonly Configuration[];

/** Finds a network interface by its ID; undefined if it does not exist or its subnet is gone. */
export function findInterface(store: Store, id: string): PlacedInterface | undefined {
  const nic = store.resources.get(resourceKey(id));
  const subnetId = nic && configurationsOf(nic)[0]?.properties.subnet?.id;
  if (!nic || subnetId === undefined) return undefined;
  const [vnetId = '', name = ''] = subnetId.split(/\/subnets\//i);
  const vnet = store.vnets.get(resourceKey(vnetId));
  const subnet = vnet?.subnets.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return vnet && subnet ? { nic, vnet, subnet } : undefined;
}

/** Returns the ID of the interface in the path. */
export const interfaceIdOf = ({ params }: Call): string =>
  `/subscriptions/${params.subscriptionId}/resourceGroups/${params.resourceGroupName}/providers/Microsoft.Network/networkInterfaces/${params.networkInterfaceName}`;
