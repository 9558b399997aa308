import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Store, StoredResource } from '../store/store.ts';
import { referenceIn } from './ip-configurations.ts';
import { partsIn } from './parts.ts';
import type { Properties } from './resource-kind.ts';

/** Record set that Azure maintains. */
export interface DerivedSet {
  readonly name: string;
  readonly etag: string;
  readonly properties: Properties;
}

/** Time to live of records that Azure registers (Microsoft's page on auto-registration). */
const REGISTERED_TTL = 10;

/** Returns the A records that Azure registers for the machines in the VNets linked for registration, by the names of their interfaces. */
export function registeredSets(store: Store, zone: StoredResource): DerivedSet[] {
  const sets = new Map<string, DerivedSet>();
  for (const link of store.childrenOf(zone.key)) {
    const vnet = registrationVNetOf(link);
    for (const nic of vnet ? store.resourcesOfVNet(vnet) : []) {
      const ipv4Address = registeredAddressOf(nic);
      const name = nic.name.toLowerCase();
      if (ipv4Address === undefined || sets.has(name)) continue;
      sets.set(name, {
        name,
        etag: nic.resourceGuid,
        properties: { ttl: REGISTERED_TTL, aRecords: [{ ipv4Address }], isAutoRegistered: true },
      });
    }
  }
  return [...sets.values()];
}

const registrationVNetOf = ({ properties }: StoredResource): ResourceKey | undefined => {
  const vnet = referenceIn(properties.virtualNetwork);
  return properties.registrationEnabled === true && vnet ? resourceKey(vnet.id) : undefined;
};

/** Returns the primary IPv4 address of a network interface, unless it belongs to a private endpoint. */
function registeredAddressOf({ type, properties }: StoredResource): string | undefined {
  if (lastName(type) !== 'networkInterfaces' || properties.privateEndpoint !== undefined) return undefined;
  const configurations = partsIn(properties, 'ipConfigurations').map((part) => part.properties);
  const primary = configurations.find((each) => each.primary === true) ?? configurations[0];
  const address = primary?.privateIPAddress;
  return typeof address === 'string' && !address.includes(':') ? address : undefined;
}
