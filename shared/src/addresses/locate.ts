import { lastName, type ResourceKey } from '../arm/index.ts';
import { type Address, type Cidr, contains, containsAddress, enclosingCidr, overlaps, parseCidr, widthOf } from '../net/index.ts';
import { createPrefixParser, type PrefixParser, tableUses } from '../routing/index.ts';
import type { RouteRow, Topology } from '../topology/index.ts';
import type { Claim } from './claims.ts';
import { findHolders, type Holder } from './holders.ts';
import { findReservation, type Reservation } from './reserved-addresses.ts';

/** A claim that contains an address or prefix, with the subnet that does. */
export interface AddressPlace {
  readonly claim: Claim;
  readonly subnet: { readonly name: string; readonly cidr: Cidr } | undefined;
}

/** A route of a route table whose prefix contains an address, with the subnets that use the table. */
export interface RouteTo {
  readonly table: string;
  readonly route: RouteRow;
  readonly vnet: ResourceKey;
  readonly subnets: readonly string[];
}

/** Everything that is known about an address. */
export interface LocatedAddress {
  readonly places: readonly (AddressPlace & {
    /** Purpose for which Azure reserves the address in the subnet. */
    readonly reserved: Reservation | undefined;
  })[];
  /** Firewalls and appliances that have the address. */
  readonly holders: readonly Holder[];
  /** Routes to the address other than default routes, the most specific first. */
  readonly routes: readonly RouteTo[];
}

/** Finds what has an address, and if nothing visible does, where route tables send it. */
export function locateAddress(topology: Topology, claims: readonly Claim[], address: Address): LocatedAddress {
  const parse = createPrefixParser();
  const own = enclosingCidr(address, widthOf(address.family));
  const places = claims.flatMap((claim) => {
    if (!containsAddress(claim.cidr, address)) return [];
    const place = placeIn(topology, parse, claim, own);
    return [{ ...place, reserved: place.subnet && findReservation(place.subnet.cidr, address) }];
  });
  const isPlaced = places.some(({ claim }) => claim.source === 'vnet');
  return { places, holders: findHolders(topology, address), routes: isPlaced ? [] : routesTo(topology, parse, address) };
}

function placeIn({ vnets }: Topology, parse: PrefixParser, claim: Claim, inner: Cidr): AddressPlace {
  if (claim.subnet !== undefined) return { claim, subnet: { name: claim.subnet, cidr: claim.cidr } };
  for (const { name, prefixes } of (claim.source === 'vnet' && vnets.get(claim.owner)?.subnets) || []) {
    const cidr = parse(prefixes).find((one) => contains(one, inner) && contains(claim.cidr, one));
    if (cidr) return { claim, subnet: { name, cidr } };
  }
  return { claim, subnet: undefined };
}

function routesTo(topology: Topology, parse: PrefixParser, address: Address): RouteTo[] {
  const found: (RouteTo & { readonly length: number })[] = [];
  for (const { table, vnet, subnets } of tableUses(topology)) {
    for (const route of table.routes) {
      const [cidr] = parse([route.prefix]);
      if (cidr && cidr.length > 0 && containsAddress(cidr, address))
        found.push({ table: lastName(table.id), route, vnet, subnets, length: cidr.length });
    }
  }
  return found.sort((one, other) => other.length - one.length);
}

/** Claims that overlap a prefix. */
export interface LocatedPrefix {
  /** Claims that contain the whole prefix. */
  readonly around: readonly AddressPlace[];
  /** Claims inside it. */
  readonly inside: readonly Claim[];
}

/** Finds the claims that overlap a prefix. */
export function locatePrefix(topology: Topology, claims: readonly Claim[], cidr: Cidr): LocatedPrefix {
  const parse = createPrefixParser();
  const hits = claims.filter((claim) => overlaps(claim.cidr, cidr));
  const around = hits.filter((claim) => contains(claim.cidr, cidr)).map((claim) => placeIn(topology, parse, claim, cidr));
  return { around, inside: hits.filter((claim) => !contains(claim.cidr, cidr)) };
}

const SPECIAL: readonly (readonly [prefix: string, meaning: string])[] = [
  ['168.63.129.16/32', 'Azure’s own address in every VNet, for DNS, DHCP and health probes'],
  ['169.254.169.254/32', 'the instance metadata service of Azure'],
  ['169.254.0.0/16', 'a link-local address, which no VNet can have'],
  ['fe80::/10', 'a link-local address, which no VNet can have'],
  ['127.0.0.0/8', 'a loopback address, which no VNet can have'],
  ['::1/128', 'the loopback address, which no VNet can have'],
  ['224.0.0.0/4', 'a multicast address, which no VNet can have'],
  ['ff00::/8', 'a multicast address, which no VNet can have'],
  ['255.255.255.255/32', 'the broadcast address, which no VNet can have'],
];

/** Returns what an address means everywhere in Azure; undefined for an ordinary one. */
export const specialMeaning = (address: Address): string | undefined =>
  SPECIAL.find(([prefix]) => {
    const cidr = parseCidr(prefix);
    return cidr.ok && containsAddress(cidr.value, address);
  })?.[1];
