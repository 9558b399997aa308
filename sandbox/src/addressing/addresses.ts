import type { ResourceKey } from '@peerscape/shared/arm';
import { type Address, containsAddress, formatAddress, parseAddress } from '@peerscape/shared/net';
import type { Store } from '../store/store.ts';
import { cidrOf } from './prefixes.ts';

/** Azure reserves the first four addresses and the last address of a subnet. */
export const RESERVED_AT_START = 4n;

/** Returns the private addresses that the resources in a VNet have. */
export function usedAddresses(store: Store, vnet: ResourceKey): Set<string> {
  const used = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('privateIPAddress' in node && typeof node.privateIPAddress === 'string') used.add(normalize(node.privateIPAddress));
    for (const entry of Object.values(node)) visit(entry);
  };
  for (const { properties } of store.resourcesOfVNet(vnet)) visit(properties);
  return used;
}

const normalize = (text: string): string => {
  const address = parseAddress(text);
  return address.ok ? formatAddress(address.value) : text;
};

/** Returns the prefix of a subnet that contains the address. */
export const prefixWith = (prefixes: readonly string[], address: Address) =>
  prefixes.flatMap((prefix) => cidrOf(prefix) ?? []).find((cidr) => containsAddress(cidr, address));

/** Returns the first `count` free addresses of a prefix, leaving out those that Azure reserves. */
export function freeAddresses(prefix: string, used: ReadonlySet<string>, count: number): string[] {
  const cidr = cidrOf(prefix);
  const free: string[] = [];
  if (!cidr) return free;
  for (let at = cidr.first + RESERVED_AT_START; at < cidr.last && free.length < count; at++) {
    const address = formatAddress({ family: cidr.family, value: at });
    if (!used.has(address)) free.push(address);
  }
  return free;
}
