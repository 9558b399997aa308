import { lastName, type ResourceKey } from '../arm/index.ts';
import { type Address, parseAddress } from '../net/index.ts';
import type { Topology } from '../topology/index.ts';

/** A resource that has an address. */
export interface Holder {
  readonly kind: 'firewall' | 'appliance';
  readonly name: string;
  readonly vnet: ResourceKey;
}

/** Finds the firewalls and appliances that have an address; addresses of other resources are not read. */
export function findHolders({ attachedResources }: Topology, address: Address): Holder[] {
  const found: Holder[] = [];
  for (const [vnet, { firewalls, appliances }] of attachedResources) {
    for (const { id, privateIp = '' } of firewalls)
      if (isSame(privateIp, address)) found.push({ kind: 'firewall', name: lastName(id), vnet });
    for (const { id, privateIps } of appliances)
      if (privateIps.some((own) => isSame(own, address))) found.push({ kind: 'appliance', name: lastName(id), vnet });
  }
  return found;
}

function isSame(text: string, { family, value }: Address): boolean {
  const own = parseAddress(text);
  return own.ok && own.value.family === family && own.value.value === value;
}
