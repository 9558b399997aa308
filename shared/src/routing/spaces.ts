import { type ResourceKey, resourceKey } from '../arm/index.ts';
import {
  type Address,
  type Cidr,
  compareCidrs,
  createPrefixIndex,
  formatCidr,
  overlaps,
  type PrefixIndex,
  parseAddress,
  parseCidr,
} from '../net/index.ts';
import { connectedPeers, spaceOf, type Topology } from '../topology/index.ts';

/** Parses prefixes and caches the results; invalid ones are left out (VNP203 reports them). */
export type PrefixParser = (texts: readonly string[]) => Cidr[];

/** Creates a prefix parser with a cache of its own, to be used for one check. */
export function createPrefixParser(): PrefixParser {
  const cache = new Map<string, Cidr | undefined>();
  const read = (text: string): Cidr | undefined => {
    if (cache.has(text)) return cache.get(text);
    const result = parseCidr(text);
    cache.set(text, result.ok ? result.value : undefined);
    return cache.get(text);
  };
  return (texts) => texts.flatMap((text) => read(text) ?? []);
}

/** Prefix with the VNet that owns it. */
export interface OwnedPrefix {
  readonly cidr: Cidr;
  readonly owner: ResourceKey;
}

/**
 * Yields each pair of overlapping prefixes with different owners. Prefixes are nested or disjoint, so after sorting, each one that is still
 * open contains the next:
 *
 *     a ├───────────────┤          open: a
 *     b    ├─────┤                 a contains b
 *     c                    ├──┤    a and b are closed
 */
export function* findOverlaps(prefixes: readonly OwnedPrefix[]): Iterable<readonly [OwnedPrefix, OwnedPrefix]> {
  let open: OwnedPrefix[] = [];
  for (const next of [...prefixes].sort((p, q) => compareCidrs(p.cidr, q.cidr))) {
    open = open.filter(({ cidr }) => overlaps(cidr, next.cidr));
    for (const outer of open) if (outer.owner !== next.owner) yield [outer, next];
    open.push(next);
  }
}

/** Two overlapping prefixes, as text. */
export type Overlap = readonly [string, string];

/** Returns the overlapping prefixes of two address spaces, as text: `[local, remote]`. */
export const findSharedPrefixes = (local: readonly Cidr[], remote: readonly Cidr[]): Overlap[] =>
  local.flatMap((a) => remote.filter((b) => overlaps(a, b)).map((b): Overlap => [formatCidr(a), formatCidr(b)]));

/** Formats overlaps as `10.1.0.0/16 with 10.1.4.0/24, 10.2.0.0/16`; equal prefixes are listed once. */
export const formatOverlaps = (list: readonly Overlap[]): string => list.map(([a, b]) => (a === b ? a : `${a} with ${b}`)).join(', ');

/** Link to a VNet that is one step of the platform away. */
type Link = 'own' | 'peering' | 'connected-group';

/** Location of an address as seen from a VNet: the VNet itself or a directly connected one; undefined if it is in neither. */
type AddressLocation =
  | { readonly vnet: ResourceKey; readonly by: Link; readonly possibleVNet?: never }
  | {
      readonly vnet: undefined;
      readonly by?: never;
      /** A directly connected VNet without known prefixes, which may contain the address. */
      readonly possibleVNet: ResourceKey | undefined;
    };

/** Locates an address as seen from a VNet. */
export type Locator = (from: ResourceKey, address: Address) => AddressLocation;

/** Creates a function that locates an address in a VNet, its connected peers and its connected groups. */
export function createLocator(topology: Topology): Locator {
  const read = createPrefixParser();
  const cache = new Map<ResourceKey, Neighbourhood>();
  return (from, address) => {
    const neighbourhood = cache.get(from) ?? indexNeighbours(topology, read, from);
    cache.set(from, neighbourhood);
    return locateAddress(topology, neighbourhood, address);
  };
}

interface Neighbour {
  readonly vnet: ResourceKey;
  readonly by: Link;
}

/** The VNets one step away from a VNet. */
interface Neighbourhood {
  readonly byPrefix: PrefixIndex<Neighbour>;
  readonly withoutPrefixes: readonly Neighbour[];
}

/** A peering takes precedence over a connected group (reach.md R4). */
const PRECEDENCE: readonly Link[] = ['own', 'peering', 'connected-group'];

/** Finds the neighbour whose route to the address is used: of several peers, the one with the longest prefix. */
function locateAddress(topology: Topology, { byPrefix, withoutPrefixes }: Neighbourhood, address: Address): AddressLocation {
  const covering = byPrefix.covering(address);
  const found =
    PRECEDENCE.flatMap((link) => covering.find(({ by }) => by === link) ?? [])[0] ??
    withoutPrefixes.find(({ vnet }) => hasAppliance(topology, vnet, address));
  return found ? { vnet: found.vnet, by: found.by } : { vnet: undefined, possibleVNet: withoutPrefixes[0]?.vnet };
}

function indexNeighbours(topology: Topology, read: PrefixParser, from: ResourceKey): Neighbourhood {
  const all = [...neighbours(topology, from)];
  const entries = all.flatMap(({ space, ...value }) => read(space).map((cidr) => ({ cidr, value })));
  return { byPrefix: createPrefixIndex(entries), withoutPrefixes: all.filter(({ space }) => space.length === 0) };
}

/** Returns whether a firewall or an appliance of the VNet has the address. It can be known of a VNet whose prefixes are not. */
export function hasAppliance({ attachedResources }: Topology, vnet: ResourceKey, { value, family }: Address): boolean {
  const { firewalls = [], appliances = [] } = attachedResources.get(vnet) ?? {};
  return [...firewalls.map(({ privateIp = '' }) => privateIp), ...appliances.flatMap(({ privateIps }) => privateIps)]
    .map(parseAddress)
    .some((own) => own.ok && own.value.value === value && own.value.family === family);
}

function* neighbours(topology: Topology, from: ResourceKey): Iterable<Neighbour & { readonly space: readonly string[] }> {
  const own = topology.vnets.get(from);
  if (own) yield { vnet: from, by: 'own', space: own.addressSpace };
  // Azure creates routes to a peer from the prefixes that the half has learned
  for (const { to, near } of connectedPeers(topology, from))
    yield { vnet: to, by: 'peering', space: near?.remoteLearned ?? spaceOf(topology, to) };
  for (const group of topology.attachedResources.get(from)?.connectedGroups ?? [])
    for (const vnet of group.vnetIds.map(resourceKey)) yield { vnet, by: 'connected-group', space: spaceOf(topology, vnet) };
}
