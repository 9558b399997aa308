import { resourceKey } from '@peerscape/shared/arm';
import { type Address, formatAddress } from '@peerscape/shared/net';
import { normalizeAddress } from '../addressing/addresses.ts';
import { subnetAt } from '../kinds/ip-configurations.ts';
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

const configurationsOf = ({ properties }: StoredResource): readonly Configuration[] =>
  (properties.ipConfigurations ?? []) as readonly Configuration[];

/** Finds a network interface by its ID; undefined if it does not exist or its subnet is gone. */
export function findInterface(store: Store, id: string): PlacedInterface | undefined {
  const nic = store.resources.get(resourceKey(id));
  const place = nic && subnetAt(store, configurationsOf(nic)[0]?.properties.subnet);
  return place && { nic, ...place };
}

/** Returns whether an IP configuration of the interface has the address. */
export const hasAddress = ({ nic }: PlacedInterface, address: Address): boolean =>
  configurationsOf(nic).some(({ properties }) => normalizeAddress(properties.privateIPAddress ?? '') === formatAddress(address));
