import { lastName, ownerIdOf, parseResourceId, type ResourceKey, resourceKey } from '../arm/index.ts';
import { type AttachedKind, groupByVNet } from './attached/index.ts';
import type { Ghost, Half, Peering, PeeringKey, Topology, VNet } from './model.ts';
import type { HalfRow, SubscriptionCoverageRow, TopologyRows } from './rows.ts';
import { isVirtualHubHalf, isVirtualHubVNet } from './virtual-hub.ts';

/**
 * Builds the topology from its rows. Ids are matched without case. If two rows have the same id, as in overlapping pages or files, the
 * later one wins. Never throws on malformed rows: an id that cannot be parsed becomes the name.
 */
export function buildTopology(rows: TopologyRows): Topology {
  const keyOf = createKeyCache();
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
  const absent = new Map(rows.absentVNets?.map((row) => [keyOf(row.id), row]));
  return {
    subscriptions: new Map(rows.subscriptions.map((row) => [row.id.toLowerCase(), row])),
    vnets,
    ghosts: findGhosts(vnets, halves.values(), (key) => absent.get(key)),
    halves,
    peerings,
    peeringsOf: indexPeerings(peerings.values()),
    attachedResources: groupByVNet(rows),
    connections: rows.connections,
    routeTables: rows.routeTables,
    dnsZones: new Map(rows.dnsZones.map((row) => [resourceKey(row.id), row])),
    connectedGroups: rows.connectedGroups,
    loadBalancers: rows.loadBalancers,
    localNetworkGateways: rows.localNetworkGateways,
    machines: rows.machines,
    networkSecurityGroups: rows.networkSecurityGroups,
    publicIpAddresses: rows.publicIpAddresses,
    routeServerPeers: rows.routeServerPeers,
    missingKinds: new Set(rows.missingKinds),
    missingKindsIn: indexCoverage(rows.subscriptionCoverage ?? []),
  };
}

/** Returns the topology without the given peerings and their halves; VNets and everything else are unchanged. */
export function omitPeerings(topology: Topology, keys: ReadonlySet<PeeringKey>): Topology {
  const halves = new Map([...topology.halves].filter(([, { from, to }]) => !keys.has(peeringKey(from, to))));
  const peerings = pairHalves(halves.values());
  const ghosts = findGhosts(topology.vnets, halves.values(), (key) => topology.ghosts.get(key));
  return { ...topology, ghosts, halves, peerings, peeringsOf: indexPeerings(peerings.values()) };
}

/** Caches keys by id, because the id of a hub occurs in the halves of all its spokes: it is converted once and the string is shared. */
function createKeyCache(): (id: string) => ResourceKey {
  const cache = new Map<string, ResourceKey>();
  return (id) => {
    const cached = cache.get(id);
    if (cached) return cached;
    const key = resourceKey(id);
    cache.set(id, key);
    return key;
  };
}

/** Returns the key of the peering between two VNets, in any order. */
export const peeringKey = (one: ResourceKey, other: ResourceKey): PeeringKey =>
  (one < other ? `${one}|${other}` : `${other}|${one}`) as PeeringKey;

/** Returns two VNets in the order in which every list names them: by name, then by key. */
export function orderPair(one: ResourceKey, other: ResourceKey): readonly [ResourceKey, ResourceKey] {
  const [nameOfOne, nameOfOther] = [lastName(one), lastName(other)];
  const isFirst = nameOfOne === nameOfOther ? one < other : nameOfOne < nameOfOther;
  return isFirst ? [one, other] : [other, one];
}

function halfOf(row: HalfRow, keyOf: (id: string) => ResourceKey): Half {
  return { ...row, key: resourceKey(row.id), name: lastName(row.id), from: keyOf(ownerIdOf(row.id)), to: keyOf(row.remoteId) };
}

function coordinates(id: string): { name: string; subscriptionId: string; resourceGroup: string } {
  const parsedId = parseResourceId(id);
  if (!parsedId.ok) return { name: lastName(id), subscriptionId: '', resourceGroup: '' };
  const { subscriptionId, resourceGroup } = parsedId.value;
  return { name: lastName(id), subscriptionId: subscriptionId.toLowerCase(), resourceGroup };
}

type MutablePeering = { -readonly [K in keyof Peering]: Peering[K] };

function createPeering(key: PeeringKey, { from, to }: Half): MutablePeering {
  const [a, b] = orderPair(from, to);
  return { key, a, b, ab: undefined, ba: undefined, extra: [] };
}

function pairHalves(halves: Iterable<Half>): Map<PeeringKey, Peering> {
  const peerings = new Map<PeeringKey, MutablePeering>();
  for (const half of halves) {
    const key = peeringKey(half.from, half.to);
    const peering = peerings.get(key) ?? createPeering(key, half);
    peerings.set(key, peering);
    const isAb = half.from === peering.a;
    if (isAb ? peering.ab : peering.ba) peering.extra = [...peering.extra, half];
    else if (isAb) peering.ab = half;
    else peering.ba = half;
  }
  return peerings;
}

function indexCoverage(rows: readonly SubscriptionCoverageRow[]): Map<string, Set<AttachedKind>> {
  const index = new Map<string, Set<AttachedKind>>();
  for (const { subscriptionId, missingKinds } of rows) {
    const key = subscriptionId.toLowerCase();
    index.set(key, new Set([...(index.get(key) ?? []), ...missingKinds]));
  }
  return index;
}

type Absence = Pick<Ghost, 'reason' | 'tenantId'>;

function findGhosts(
  vnets: ReadonlyMap<ResourceKey, VNet>,
  halves: Iterable<Half>,
  absenceOf: (key: ResourceKey) => Absence | undefined,
): Map<ResourceKey, Ghost> {
  const ghosts = new Map<ResourceKey, Ghost>();
  const add = (key: ResourceKey, id: string, learned: readonly string[], isHub: boolean): void => {
    const known = ghosts.get(key);
    const { reason, tenantId } = absenceOf(key) ?? {};
    const addressSpace = [...new Set([...(known?.addressSpace ?? []), ...learned])];
    ghosts.set(key, {
      kind: 'ghost',
      key,
      id: known?.id ?? id,
      ...coordinates(id),
      addressSpace,
      reason: isHub || known?.reason === 'virtual-hub' ? 'virtual-hub' : reason,
      ...(tenantId !== undefined && { tenantId }),
    });
  };
  for (const half of halves) {
    if (!vnets.has(half.to))
      add(
        half.to,
        half.remoteId,
        half.remoteCurrent ?? half.remoteLearned ?? [],
        isVirtualHubVNet(half.remoteId) || isVirtualHubHalf(half),
      );
    if (!vnets.has(half.from)) add(half.from, ownerIdOf(half.id), [], isVirtualHubVNet(half.id));
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
