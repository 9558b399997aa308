import {
  type AddressPlace,
  type Claim,
  type Holder,
  locateAddress,
  locatePrefix,
  type RouteTo,
  specialMeaning,
} from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Address, type Cidr, compareCidrs, formatCidr, parseAddress, parseCidr } from '@peerscape/shared/net';
import type { Topology } from '@peerscape/shared/topology';
import { count } from '../../lib/format/format.ts';
import { nameOf } from '../../lib/format/names.ts';
import { MAX_RESULTS, type PaletteItem, takeFirst } from './palette-item.ts';

/** Results for an address or prefix, with a sentence about it. */
export interface AddressResults {
  readonly items: readonly PaletteItem[];
  readonly note?: string;
}

const claims = new WeakMap<Topology, readonly Claim[]>();

/** Returns the address spaces of all VNets and ghosts, parsed on first use. Subnets are parsed only where they are found. */
function claimsOf(topology: Topology): readonly Claim[] {
  const cached = claims.get(topology);
  if (cached) return cached;
  const list = [...topology.vnets.values(), ...topology.ghosts.values()].flatMap(({ key: owner, kind: source, addressSpace }) =>
    addressSpace.flatMap((text): Claim[] => {
      const cidr = parseCidr(text);
      return cidr.ok ? [{ cidr: cidr.value, owner, source }] : [];
    }),
  );
  claims.set(topology, list);
  return list;
}

/** Finds what contains an IP address, the longest prefix first, or overlaps a prefix; undefined for other texts. */
export function searchAddresses(topology: Topology, text: string): AddressResults | undefined {
  const query = text.trim();
  const address = parseAddress(query);
  if (address.ok) return searchAddress(topology, query, address.value);
  if (!/^[\da-f.:]+\/\d+$/i.test(query)) return undefined;
  const prefix = parseCidr(query);
  return prefix.ok ? searchPrefix(topology, prefix.value) : { items: [], note: `${prefix.problem}.` };
}

function searchAddress(topology: Topology, text: string, address: Address): AddressResults {
  const { places, holders, routes } = locateAddress(topology, claimsOf(topology), address);
  const longest = takeFirst(places, longestFirst(topology));
  const items = [
    ...holders.map((holder) => holderItem(topology, holder)),
    ...longest.map((place) => placeItem(topology, place, place.reserved ? ', reserved by Azure' : '')),
    ...routes.slice(0, MAX_RESULTS).map((route, i) => routeItem(topology, route, i)),
    ...filterItem(
      text,
      places.map(({ claim }) => claim),
    ),
  ];
  const special = specialMeaning(address);
  if (special !== undefined) return { items, note: `${text} is ${special}.` };
  return places.length > 0 ? { items } : { items, note: `No VNet visible to you contains ${text}.` };
}

function searchPrefix(topology: Topology, cidr: Cidr): AddressResults {
  const { around, inside } = locatePrefix(topology, claimsOf(topology), cidr);
  const items = [
    ...takeFirst(around, longestFirst(topology)).map((place) => placeItem(topology, place)),
    ...takeFirst(inside, (a, b) => compareCidrs(a.cidr, b.cidr)).map((claim) => claimItem(topology, claim)),
  ];
  const hits = [...around.map(({ claim }) => claim), ...inside];
  const text = formatCidr(cidr);
  return {
    items: [...items.slice(0, MAX_RESULTS), ...filterItem(text, hits)],
    ...(hits.length === 0 && { note: `No VNet visible to you overlaps ${text}.` }),
  };
}

const lengthOf = ({ claim, subnet }: AddressPlace): number => (subnet?.cidr ?? claim.cidr).length;

const longestFirst =
  (topology: Topology) =>
  (a: AddressPlace, b: AddressPlace): number =>
    lengthOf(b) - lengthOf(a) || (nameOf(topology, a.claim.owner) < nameOf(topology, b.claim.owner) ? -1 : 1);

const item = (topology: Topology, key: ResourceKey, id: string, detail: string): PaletteItem => ({
  id: `address:${id}:${key}`,
  section: 'Addresses',
  opens: { kind: 'vnet', key },
  name: nameOf(topology, key),
  detail,
});

function claimItem(topology: Topology, { cidr, owner, source }: Claim): PaletteItem {
  const prefix = formatCidr(cidr);
  return item(topology, owner, prefix, source === 'ghost' ? `${prefix}, as seen by its peers` : prefix);
}

function placeItem(topology: Topology, { claim, subnet }: AddressPlace, more = ''): PaletteItem {
  if (!subnet) return claimItem(topology, claim);
  const prefix = formatCidr(subnet.cidr);
  return item(topology, claim.owner, prefix, `subnet ${subnet.name} ${prefix}${more}`);
}

const holderItem = (topology: Topology, { kind, name, vnet }: Holder): PaletteItem => item(topology, vnet, name, `${kind} ${name}`);

const routeItem = (topology: Topology, { table, route, vnet }: RouteTo, i: number): PaletteItem =>
  item(topology, vnet, `route-${i}`, `route ${route.prefix} in ${table}`);

/** Returns the item that filters by the text; none where it matches nothing. */
function filterItem(text: string, found: readonly Claim[]): readonly PaletteItem[] {
  const owners = new Set(found.map(({ owner }) => owner));
  const name = `cidr:${text}`;
  const item: PaletteItem = {
    id: `filter:${name}`,
    section: 'Addresses',
    opens: { kind: 'filter', text: name },
    name: `Filter by ${name}`,
    detail: count(owners.size, 'VNet'),
  };
  return owners.size > 0 ? [item] : [];
}
