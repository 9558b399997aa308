import type { ResourceKey } from '@peerscape/shared/arm';
import { type Address, type Cidr, containsAddress, formatAddress, parseAddress } from '@peerscape/shared/net';
import type { Store } from '../store/store.ts';
import { cidrOf } from './prefixes.ts';

/** Azure reserves the first four addresses and the last address of a subnet. */
export const RESERVED_AT_START = 4n;

/** The address of a private endpoint is that of its interface; its own properties only repeat the request. */
const PRIVATE_ENDPOINT = 'Microsoft.Network/privateEndpoints';

/** Returns the private addresses that the resources in a VNet have, with the ID of the resource or IP configuration that has each. */
export function allocatedAddresses(store: Store, vnet: ResourceKey): Map<string, string> {
  const holders = new Map<string, string>();
  const visit = (node: unknown, at: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const own = 'id' in node && typeof node.id === 'string' ? node.id : at;
    if ('privateIPAddress' in node && typeof node.privateIPAddress === 'string') holders.set(normalizeAddress(node.privateIPAddress), own);
    for (const entry of Object.values(node)) visit(entry, own);
  };
  for (const { id, type, properties } of store.resourcesOfVNet(vnet)) if (type !== PRIVATE_ENDPOINT) visit(properties, id);
  return holders;
}

/** Returns the usual form of an address, so that equal addresses are equal texts. */
export const normalizeAddress = (text: string): string => {
  const address = parseAddress(text);
  return address.ok ? formatAddress(address.value) : text;
};

/** Returns the prefix of a subnet that contains the address. */
export const prefixWith = (prefixes: readonly string[], address: Address) =>
  prefixes.flatMap((prefix) => cidrOf(prefix) ?? []).find((cidr) => containsAddress(cidr, address));

/** Returns whether Azure reserves an address of the subnet prefix. */
export const isReserved = (cidr: Cidr, { value }: Address): boolean => value < cidr.first + RESERVED_AT_START || value === cidr.last;

/** Returns the first `count` free addresses of a prefix, leaving out those that Azure reserves. */
export function freeAddresses(prefix: string, used: { has(address: string): boolean }, count: number): string[] {
  const cidr = cidrOf(prefix);
  const free: string[] = [];
  if (!cidr) return free;
  for (let at = cidr.first + RESERVED_AT_START; at < cidr.last && free.length < count; at++) {
    const address = formatAddress({ family: cidr.family, value: at });
    if (!used.has(address)) free.push(address);
  }
  return free;
}
