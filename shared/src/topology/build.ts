import { lastName, parseResourceId, type ResourceKey, resourceKey } from '../arm/index.ts';
import type { Equipment, Ghost, Half, Peering, PeeringKey, Topology, VNet } from './model.ts';
import type { HalfRow, RouteTableRow, TopologyRows } from './rows.ts';

/**
 * The topology that the rows describe. Ids are matched without case; a resource that comes twice counts once, the later wins
 * (two pages, or two files, that overlap). Nothing throws on odd rows: an id that cannot be parsed keeps its text as its name.
 */
export function buildTopology(rows: TopologyRows): Topology {
  const keyOf = rememberedKeys();
  const vnets = new Map<ResourceKey, VNet>();
  for (const row of rows.vnets) {
    const key = keyOf(row.id);
    vnets.set(key, { ...row, kind: 'vnet', key, ...coordinates(row.id) });
  }
  const halves = new Map<ResourceKey, Half>();
  for (const row of rows.halves) {
    const half = halfOf(row, keyOf);
    if (half.from !== half.to) halves.set(half.key, half);
  }
  const peerings = pairHalves(halves.values());
  return {
    subscriptions: new Map(rows.subscriptions.map((row) => [row.id.toLowerCase(), row])),
    vnets,
    ghosts: findGhosts(vnets, halves.values()),
    halves,
    peerings,
    peeringsOf: indexPeerings(peerings.values()),
    equipmentOf: indexEquipment(rows),
    connections: rows.connections,
    routeTables: rows.routeTables,
    dnsZones: new Map(rows.dnsZones.map((row) => [resourceKey(row.id), row])),
    connectedGroups: rows.connectedGroups,
    missingKinds: new Set(rows.missingKinds),
  };
}

/** Returns the topology as it is apart from those peerings: their halves are left out, VNets and all else stay. */
export function withoutPeerings(topology: Topology, keys: ReadonlySet<PeeringKey>): Topology {
  const halves = new Map([...topology.halves].filter(([, { from, to }]) => !keys.has(peeringKey(from, to))));
  const peerings = pairHalves(halves.values());
  const ghosts = findGhosts(topology.vnets, halves.values());
  return { ...topology, ghosts, halves, peerings, peeringsOf: indexPeerings(peerings.values()) };
}

/** The id of a hub stands in each of its spokes' halves: it becomes a key once, and one string serves them all. */
function rememberedKeys(): (id: string) => ResourceKey {
  const known = new Map<string, ResourceKey>();
  return (id) => {
    const before = known.get(id);
    if (before) return before;
    const key = resourceKey(id);
    known.set(id, key);
    return key;
  };
}

/** The key of the peering between two VNets, whichever is named first. */
export const peeringKey = (one: ResourceKey, other: ResourceKey): PeeringKey =>
  (one < other ? `${one}|${other}` : `${other}|${one}`) as PeeringKey;

function halfOf(row: HalfRow, keyOf: (id: string) => ResourceKey): Half {
  return { ...row, key: resourceKey(row.id), name: lastName(row.id), from: keyOf(ownerOf(row.id)), to: keyOf(row.remoteId) };
}

/** The VNet that a half lives in: its id without the last type and name. */
const ownerOf = (halfId: string): string => halfId.replace(/\/virtualNetworkPeerings\/[^/]*\/?$/i, '');

function coordinates(id: string): { name: string; subscriptionId: string; resourceGroup: string } {
  const parts = parseResourceId(id);
  if (!parts.ok) return { name: lastName(id), subscriptionId: '', resourceGroup: '' };
  const { subscriptionId, resourceGroup } = parts.value;
  return { name: lastName(id), subscriptionId: subscriptionId.toLowerCase(), resourceGroup };
}

function pairHalves(halves: Iterable<Half>): Map<PeeringKey, Peering> {
  type Open = { -readonly [K in keyof Peering]: Peering[K] };
  const peerings = new Map<PeeringKey, Open>();
  for (const half of halves) {
    const key = peeringKey(half.from, half.to);
    const isAb = half.from < half.to;
    const [a, b] = isAb ? [half.from, half.to] : [half.to, half.from];
    const peering = peerings.get(key) ?? { key, a, b, ab: undefined, ba: undefined, extra: [] };
    peerings.set(key, peering);
    if (isAb ? peering.ab : peering.ba) peering.extra = [...peering.extra, half];
    else if (isAb) peering.ab = half;
    else peering.ba = half;
  }
  return peerings;
}

function findGhosts(vnets: ReadonlyMap<ResourceKey, VNet>, halves: Iterable<Half>): Map<ResourceKey, Ghost> {
  const ghosts = new Map<ResourceKey, Ghost>();
  const see = (key: ResourceKey, id: string, learned: readonly string[]): void => {
    const before = ghosts.get(key);
    const addressSpace = [...new Set([...(before?.addressSpace ?? []), ...learned])];
    ghosts.set(key, { kind: 'ghost', key, id: before?.id ?? id, ...coordinates(id), addressSpace });
  };
  for (const half of halves) {
    if (!vnets.has(half.to)) see(half.to, half.remoteId, half.remoteCurrent ?? half.remoteLearned ?? []);
    if (!vnets.has(half.from)) see(half.from, ownerOf(half.id), []);
  }
  return ghosts;
}

function indexPeerings(peerings: Iterable<Peering>): Map<ResourceKey, Peering[]> {
  const index = new Map<ResourceKey, Peering[]>();
  for (const peering of peerings) {
    for (const end of [peering.a, peering.b]) {
      const list = index.get(end);
      if (list) list.push(peering);
      else index.set(end, [peering]);
    }
  }
  for (const [end, list] of index) {
    const other = (peering: Peering) => lastName(peering.a === end ? peering.b : peering.a);
    list.sort((p, q) => (other(p) < other(q) ? -1 : 1));
  }
  return index;
}

type MutableEquipment = { -readonly [K in keyof Equipment]: Equipment[K][number][] };

function indexEquipment(rows: TopologyRows): Map<ResourceKey, Equipment> {
  const index = new Map<ResourceKey, MutableEquipment>();
  const at = (vnetId: string): MutableEquipment => {
    const key = resourceKey(vnetId);
    const known = index.get(key) ?? {
      gateways: [],
      firewalls: [],
      appliances: [],
      routeServers: [],
      dnsLinks: [],
      routeTables: [],
      connectedGroups: [],
    };
    index.set(key, known);
    return known;
  };
  for (const row of rows.gateways) at(row.vnetId).gateways.push(row);
  for (const row of rows.firewalls) at(row.vnetId).firewalls.push(row);
  for (const row of rows.appliances) at(row.vnetId).appliances.push(row);
  for (const row of rows.routeServers) at(row.vnetId).routeServers.push(row);
  for (const row of rows.dnsLinks) at(row.vnetId).dnsLinks.push(row);
  for (const row of rows.routeTables) for (const vnet of vnetsOfTable(row)) at(vnet).routeTables.push(row);
  for (const row of rows.connectedGroups) for (const vnet of row.vnetIds) at(vnet).connectedGroups.push(row);
  return index;
}

const vnetsOfTable = (row: RouteTableRow): Set<string> =>
  new Set(row.subnetIds.map((id) => resourceKey(id.replace(/\/subnets\/[^/]*$/i, ''))));
