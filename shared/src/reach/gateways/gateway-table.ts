import { lastName, type ResourceKey, resourceKey } from '../../arm/index.ts';
import { type Cidr, contains, type Family, formatCidr } from '../../net/index.ts';
import { type ConnectionRow, type GatewayRow, missingOf } from '../../topology/index.ts';
import type { Estate } from '../estate.ts';
import type { LearnedRoute } from '../learned-routes.ts';
import { type Gap, uniqueGaps } from './gap.ts';
import { readRouteServer } from './route-server-table.ts';
import { findServedVNets } from './serving-gateways.ts';

/** Target of a gateway’s packets for a prefix. */
type GatewayTarget =
  | { readonly kind: 'vnet'; readonly vnet: ResourceKey }
  | { readonly kind: 'clients' }
  /** The connection is undefined for a learned route whose BGP peer matches no connection. */
  | { readonly kind: 'connection'; readonly connection: ConnectionRow | undefined }
  /** The other gateway in the VNet, from which a Route Server has passed the prefix on. */
  | { readonly kind: 'gateway'; readonly gateway: GatewayRow }
  /** An appliance that announces the prefix to the Route Server beside the gateway. */
  | { readonly kind: 'appliance'; readonly addresses: readonly string[] };

/** Route of a gateway. */
export interface GatewayEntry {
  readonly cidr: Cidr;
  readonly target: GatewayTarget;
  /** Numbers of autonomous systems, nearest first; empty for what the gateway knows by itself. */
  readonly asPath: readonly number[];
  readonly nextHopIps: readonly string[];
  /** True for what the Route Server beside the gateway has passed on, which brings it into VNets itself. */
  readonly isFromRouteServer?: true;
}

/** Routes of a gateway as far as they are known. */
export interface GatewayTable {
  readonly entries: readonly GatewayEntry[];
  /** Empty if the table is complete. */
  readonly gaps: readonly Gap[];
}

/** Default number of the autonomous system of a gateway. */
const DEFAULT_ASN = 65515;

/** Returns whether the gateway carries the address family: one for VPN carries no IPv6 (reach.md R17). */
export const carries = ({ kind }: GatewayRow, family: Family): boolean => family === 4 || kind !== 'Vpn';

/**
 * Computes the tables of all gateways. A gateway whose learned routes were given has exactly those; the others know what they are configured with
 * and what gateways of the estate announce to them over VNet-to-VNet connections with BGP.
 */
export function computeGatewayTables(estate: Estate): ReadonlyMap<ResourceKey, GatewayTable> {
  const gateways = estate.allGateways();
  let tables = new Map(gateways.map((gateway) => [resourceKey(gateway.id), firstTable(estate, gateway)]));
  for (const _ of gateways) {
    const before = tables;
    tables = new Map(
      gateways.map((gateway) => {
        const key = resourceKey(gateway.id);
        return [key, estate.learned.has(key) ? (before.get(key) ?? EMPTY) : withAnnouncements(estate, gateway, before)];
      }),
    );
    if (countEntries(tables) === countEntries(before) && countGaps(tables) === countGaps(before)) break;
  }
  return tables;
}

const EMPTY: GatewayTable = { entries: [], gaps: [] };

const countEntries = (tables: ReadonlyMap<ResourceKey, GatewayTable>): number =>
  [...tables.values()].reduce((sum, { entries }) => sum + entries.length, 0);
const countGaps = (tables: ReadonlyMap<ResourceKey, GatewayTable>): number =>
  [...tables.values()].reduce((sum, { gaps }) => sum + gaps.length, 0);

function firstTable(estate: Estate, gateway: GatewayRow): GatewayTable {
  const learned = estate.learned.get(resourceKey(gateway.id));
  const own = ownEntries(estate, gateway);
  if (learned) return { entries: mergeEntries([...own, ...learned.flatMap((route) => learnedEntry(estate, gateway, route))]), gaps: [] };
  const beside = estate
    .routeServersOf(resourceKey(gateway.vnetId))
    .filter(({ branchToBranch }) => branchToBranch)
    .map((routeServer) => readRouteServer(estate, routeServer));
  const fromAppliances = beside.flatMap(({ entries }) =>
    entries.map(
      ({ cidr, nextHopIps, asPath }): GatewayEntry => ({
        cidr,
        target: { kind: 'appliance', addresses: nextHopIps },
        asPath,
        nextHopIps,
        isFromRouteServer: true,
      }),
    ),
  );
  return {
    entries: mergeEntries([...own, ...fromAppliances]),
    gaps: [...findGaps(estate, gateway), ...beside.flatMap(({ gaps }) => gaps)],
  };
}

/** Returns what a gateway knows without BGP: VNets, point-to-site clients, and the prefixes and BGP peers of its sites. */
function ownEntries(estate: Estate, gateway: GatewayRow): readonly GatewayEntry[] {
  const served = findServedVNets(estate, gateway).flatMap(({ vnet, prefixes }) => entriesOf(estate, prefixes, { kind: 'vnet', vnet }));
  const clients = entriesOf(estate, gateway.clientPrefixes ?? [], { kind: 'clients' });
  const connected = estate.connectionsOf(resourceKey(gateway.id)).flatMap((connection) => configuredEntries(estate, connection));
  return [...served, ...clients, ...connected].filter(({ cidr }) => carries(gateway, cidr.family));
}

const entriesOf = (estate: Estate, prefixes: readonly string[], target: GatewayTarget): readonly GatewayEntry[] =>
  estate.cidrsOf(prefixes).map((cidr) => ({ cidr, target, asPath: [], nextHopIps: [] }));

function configuredEntries(estate: Estate, connection: ConnectionRow): readonly GatewayEntry[] {
  const target: GatewayTarget = { kind: 'connection', connection };
  const site = connection.toId === undefined ? undefined : estate.findSite(connection.toId);
  if (site) {
    const peer = connection.bgp && site.bgpAddress !== undefined ? [`${site.bgpAddress}/32`] : [];
    return entriesOf(estate, [...site.prefixes, ...peer], target);
  }
  const remote = connection.toId === undefined ? undefined : estate.findGateway(connection.toId);
  if (!remote || connection.kind === 'ExpressRoute') return [];
  // without BGP a connection joins only the two VNets (R30); with it, the other gateway is reached by its BGP addresses
  const prefixes = connection.bgp
    ? (remote.bgpAddresses ?? []).map((address) => `${address}/32`)
    : estate.spaceOf(resourceKey(remote.vnetId));
  return entriesOf(estate, prefixes, target);
}

/** A prefix equal to one of the VNet or inside it is ignored (reach.md §3.1), and so are the gateway's own routes, which are known better. */
function learnedEntry(estate: Estate, gateway: GatewayRow, route: LearnedRoute): readonly GatewayEntry[] {
  const cidr = estate.cidrOf(route.network);
  const isOwn = route.origin.toLowerCase() === 'network';
  if (!cidr || isOwn || isInside(estate, cidr, resourceKey(gateway.vnetId))) return [];
  const peers = [route.sourcePeer, route.nextHop];
  const isFromRouteServer = route.origin.toLowerCase() === 'ibgp' && hasRouteServerBeside(estate, gateway, peers);
  const target: GatewayTarget = (isFromRouteServer && passedOnBy(estate, gateway, route)) || {
    kind: 'connection',
    connection: connectionTo(estate, gateway, peers),
  };
  const nextHopIps = route.nextHop === '' ? [] : [route.nextHop];
  return [{ cidr, target, asPath: route.asPath, nextHopIps, ...(isFromRouteServer && { isFromRouteServer }) }];
}

/** Instances of a gateway exchange routes, too; what comes from one of its own addresses is not from a Route Server. */
const hasRouteServerBeside = (estate: Estate, { vnetId, bgpAddresses = [] }: GatewayRow, peers: readonly string[]): boolean =>
  estate.routeServersOf(resourceKey(vnetId)).length > 0 && !peers.some((address) => bgpAddresses.includes(address));

/** Returns what the Route Server has a route from: an appliance, or the other gateway in the VNet. */
function passedOnBy(estate: Estate, gateway: GatewayRow, { nextHop }: LearnedRoute): GatewayTarget | undefined {
  if (isAppliance(estate, gateway, nextHop)) return { kind: 'appliance', addresses: [nextHop] };
  const other = estate.gatewaysOf(resourceKey(gateway.vnetId)).find(({ id }) => id !== gateway.id);
  return other && { kind: 'gateway', gateway: other };
}

const isInside = (estate: Estate, cidr: Cidr, vnet: ResourceKey): boolean =>
  estate.cidrsOf(estate.spaceOf(vnet)).some((own) => contains(own, cidr));

/** Returns whether something in the gateway’s VNet or in one of its peers has the address; the other instance of the gateway has none that is read. */
function isAppliance(estate: Estate, gateway: GatewayRow, text: string): boolean {
  const vnet = estate.topology.vnets.get(resourceKey(gateway.vnetId));
  const address = estate.addressOf(text);
  const owner = vnet && address && estate.locate(vnet.key, address).vnet;
  return owner !== undefined && address !== undefined && estate.holdersAt(owner, address).length > 0;
}

/** Returns the connection to the BGP peer with one of the addresses; the only one that can bring routes, if none has it. */
function connectionTo(estate: Estate, gateway: GatewayRow, addresses: readonly string[]): ConnectionRow | undefined {
  const candidates = peersOf(estate, gateway);
  const matching = candidates.find(({ peers }) => addresses.some((address) => peers.includes(address)));
  return (matching ?? (candidates.length === 1 ? candidates[0] : undefined))?.connection;
}

/** Returns the connections that can bring routes, with the addresses of their BGP peers. Those of a circuit are not known. */
function peersOf(
  estate: Estate,
  gateway: GatewayRow,
): readonly { readonly connection: ConnectionRow; readonly peers: readonly string[] }[] {
  return estate.connectionsOf(resourceKey(gateway.id)).flatMap((connection) => {
    if (connection.kind === 'ExpressRoute') return [{ connection, peers: [] }];
    if (!connection.bgp || connection.toId === undefined) return [];
    const site = estate.findSite(connection.toId);
    return [{ connection, peers: site ? [site.bgpAddress ?? ''] : (estate.findGateway(connection.toId)?.bgpAddresses ?? []) }];
  });
}

/** Returns why a gateway whose learned routes were not given may have more routes than can be derived. */
function findGaps(estate: Estate, gateway: GatewayRow): readonly Gap[] {
  const name = lastName(gateway.id);
  const gap = (why: string): Gap => ({
    text: `The routes that the gateway ${name} has learned are not known: ${why}.`,
    families: gateway.kind === 'Vpn' ? [4] : [4, 6],
    sourceId: gateway.id,
  });
  if (missingOf(estate.topology, ['connections'], [resourceKey(gateway.vnetId)]).length > 0) return [gap('its connections were not read')];
  if (gateway.kind !== 'Vpn' && gateway.kind !== 'ExpressRoute') return [gap('its type was not read')];
  const sources = estate.connectionsOf(resourceKey(gateway.id)).flatMap((connection) => {
    if (connection.kind === 'ExpressRoute') return [`ExpressRoute connection ${lastName(connection.id)}`];
    if (connection.bgp) return estate.remoteGatewayOf(connection) ? [] : [`BGP connection ${lastName(connection.id)}`];
    const { toId } = connection;
    const isRead = toId !== undefined && (estate.findSite(toId) ?? estate.findGateway(toId)) !== undefined;
    return isRead ? [] : [`connection ${lastName(connection.id)}, whose other end was not read`];
  });
  if (sources.length > 0) return [gap(`it has the ${sources[0]}`)];
  const hasRouteServer = estate.routeServersOf(resourceKey(gateway.vnetId)).length > 0;
  const joinsVNets = estate.connectionsOf(resourceKey(gateway.id)).some(({ bgp }) => bgp);
  // what a gateway announces to another one beside a Route Server is not established (R31)
  return hasRouteServer && joinsVNets ? [gap('a Route Server is beside it')] : [];
}

function withAnnouncements(estate: Estate, gateway: GatewayRow, tables: ReadonlyMap<ResourceKey, GatewayTable>): GatewayTable {
  const key = resourceKey(gateway.id);
  const { entries = [], gaps = [] } = tables.get(key) ?? EMPTY;
  const received = estate.connectionsOf(key).flatMap((connection) => {
    const remote = connection.bgp ? estate.remoteGatewayOf(connection) : undefined;
    if (!remote || !isConnectedBothWays(estate, gateway, remote)) return [];
    const table = tables.get(resourceKey(remote.id)) ?? EMPTY;
    return [{ connection, remote, table }];
  });
  const announced = received.flatMap(({ connection, remote, table }) => announcements(estate, { gateway, connection, remote, table }));
  const hidden = received.flatMap(({ table }) => table.gaps);
  return { entries: mergeEntries([...entries, ...announced]), gaps: uniqueGaps([...gaps, ...hidden]) };
}

function isConnectedBothWays(estate: Estate, gateway: GatewayRow, remote: GatewayRow): boolean {
  const back = estate.connectionsOf(resourceKey(remote.id)).find((connection) => estate.remoteGatewayOf(connection)?.id === gateway.id);
  return back?.bgp === true && gateway.bgp !== false && remote.bgp !== false;
}

interface Session {
  readonly gateway: GatewayRow;
  readonly connection: ConnectionRow;
  readonly remote: GatewayRow;
  readonly table: GatewayTable;
}

/** A gateway never passes on a default route that it has learned (R30), and ignores routes that contain its own number. */
function announcements(estate: Estate, { gateway, connection, remote, table }: Session): readonly GatewayEntry[] {
  const [asn, remoteAsn] = [gateway.asn ?? DEFAULT_ASN, remote.asn ?? DEFAULT_ASN];
  return table.entries.flatMap(({ cidr, asPath, target }) => {
    const isLearnedDefault = cidr.length === 0 && target.kind !== 'vnet';
    if (isLearnedDefault || asPath.includes(asn) || remoteAsn === asn || isInside(estate, cidr, resourceKey(gateway.vnetId))) return [];
    return [
      { cidr, target: { kind: 'connection' as const, connection }, asPath: [remoteAsn, ...asPath], nextHopIps: remote.bgpAddresses ?? [] },
    ];
  });
}

/**
 * Leaves the entries with the shortest AS path for each prefix; those of equal length share the traffic. What a Route Server has passed on is
 * compared only with its like, because VNets have it from the Route Server and not from the gateway.
 */
function mergeEntries(entries: readonly GatewayEntry[]): readonly GatewayEntry[] {
  const best = new Map<string, GatewayEntry[]>();
  for (const entry of entries) {
    const prefix = `${formatCidr(entry.cidr)} ${entry.isFromRouteServer ?? false}`;
    const known = best.get(prefix) ?? [];
    const [first] = known;
    if (!first || entry.asPath.length < first.asPath.length) best.set(prefix, [entry]);
    else if (entry.asPath.length === first.asPath.length && !known.some((each) => isSameTarget(each.target, entry.target)))
      known.push(entry);
  }
  return [...best.values()].flat();
}

function isSameTarget(one: GatewayTarget, other: GatewayTarget): boolean {
  if (one.kind === 'connection' && other.kind === 'connection') return one.connection?.id === other.connection?.id;
  if (one.kind === 'appliance' && other.kind === 'appliance') return one.addresses.join() === other.addresses.join();
  return one.kind === other.kind;
}
