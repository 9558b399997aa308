import { type Address, type Cidr, sizeOf } from '../net/index.ts';

/** Purpose for which Azure reserves an address of a subnet. */
export type Reservation = 'network' | 'gateway' | 'dns' | 'broadcast';

/** Purposes of the first addresses of a subnet (Microsoft Learn, "Azure Virtual Network frequently asked questions"). */
const FIRST: readonly Reservation[] = ['network', 'gateway', 'dns', 'dns'];

/** Returns why Azure does not assign an IPv4 address of a subnet to resources; undefined if it can. */
export function findReservation({ first, last, family }: Cidr, { value }: Address): Reservation | undefined {
  if (family === 6) return undefined;
  const offset = value - first;
  return value === last ? 'broadcast' : offset < BigInt(FIRST.length) ? FIRST[Number(offset)] : undefined;
}

/** Returns the number of addresses of an IPv4 subnet that resources can use: all but the first four and the last one. */
export function usableAddresses(subnet: Cidr): bigint {
  const usable = sizeOf(subnet) - BigInt(FIRST.length + 1);
  return usable > 0n ? usable : 0n;
}
