import { lastName, resourceKey } from '../../arm/index.ts';
import { containsAddress, formatAddress } from '../../net/index.ts';
import type { ConnectionRow, GatewayRow, VNet } from '../../topology/index.ts';
import type { SubnetPlace } from '../estate.ts';
import { carries, type GatewayEntry } from '../gateways/gateway-table.ts';
import { findServingGateways } from '../gateways/serving-gateways.ts';
import type { Model } from '../model.ts';
import { isPrivate } from '../routes/choose-route.ts';
import { followToAppliance } from './appliance.ts';
import type { Context, Departure } from './context.ts';
import { crossPeering, endAtHidden } from './cross.ts';
import { addSteps, arriveAt, assume, endWith, enter, type Path, type Trail, visit } from './trail.ts';

/** Follows a packet to the gateways of its VNet, or to those of the peer that the VNet uses. */
export function followToGateway(context: Context, { place, route, trail }: Departure): readonly Path[] {
  const { estate } = context.model;
  const serving = findServingGateways(estate, place.vnet.key);
  // only a VPN gateway can be the next hop of a user route (R13)
  const gateways =
    route.origin.kind === 'gateway' ? [route.origin.gateway] : serving.gateways.filter(({ kind }) => kind !== 'ExpressRoute');
  if (gateways.length === 0) {
    const [hidden] = serving.hidden;
    if (hidden !== undefined) return [endAtHidden(estate, trail, hidden)];
    return [endWith(trail, 'no-gateway', `${place.vnet.name} neither has a VPN gateway nor uses one of a peer.`, originIds(route))];
  }
  return gateways.flatMap((gateway) => enterGateway(context, place.vnet, gateway, trail));
}

const originIds = ({ origin }: Departure['route']): readonly string[] => (origin.kind === 'user' ? [origin.table.id] : []);

function enterGateway(context: Context, from: VNet, gateway: GatewayRow, trail: Trail): readonly Path[] {
  const owner = resourceKey(gateway.vnetId);
  const crossing = owner === from.key ? { vnet: from, trail } : crossPeering(context, from, owner, trail, { byGateway: true });
  return 'path' in crossing ? [crossing.path] : passGateway(context, crossing.vnet, gateway, crossing.trail);
}

/** Returns the subnet of a VNet's gateways. */
const gatewayPlace = ({ estate }: Model, vnet: VNet): SubnetPlace => ({ vnet, subnet: estate.findSubnet(vnet, 'GatewaySubnet') });

/** Sends a packet on by the table of a gateway that it has arrived at. */
function passGateway(context: Context, vnet: VNet, gateway: GatewayRow, before: Trail): readonly Path[] {
  const { model, packet } = context;
  const name = lastName(gateway.id);
  const entered = addSteps(enter(before, gatewayPlace(model, vnet)), { kind: 'gateway', gatewayId: gateway.id });
  const trail = visit(entered, resourceKey(gateway.id));
  if (!trail) return [endWith(entered, 'loop', `The packet comes back to the gateway ${name}.`, [gateway.id])];
  const destination = formatAddress(packet.destination);
  if (!carries(gateway, packet.destination.family))
    return [endWith(trail, 'no-gateway', `The VPN gateway ${name} carries no IPv6.`, [gateway.id])];
  const table = model.gatewayTable(resourceKey(gateway.id));
  const entries = usableEntries(model, gateway, bestEntries(table?.entries ?? [], context));
  if (entries.length > 0) return entries.flatMap((entry) => followEntry(context, { vnet, gateway, trail, entry }));
  const [gap] = table?.gaps ?? [];
  if (gap) return [endWith(trail, 'routes-not-learned', gap.text, [gateway.id])];
  if (!isPrivate(model.estate, packet.destination))
    return [endWith(trail, 'no-outbound', `The gateway ${name} sends no packets to the internet.`, [gateway.id])];
  return [endWith(trail, 'not-known-to-gateway', `The gateway ${name} has no route to ${destination}.`, [gateway.id])];
}

/** Returns the entries with the longest prefix that covers the destination; the gateway's own come before what a Route Server has passed on. */
function bestEntries(entries: readonly GatewayEntry[], { packet }: Context): readonly GatewayEntry[] {
  const covering = entries.filter(({ cidr }) => containsAddress(cidr, packet.destination));
  const length = Math.max(...covering.map(({ cidr }) => cidr.length));
  const longest = covering.filter(({ cidr }) => cidr.length === length);
  const own = longest.filter(({ isFromRouteServer }) => !isFromRouteServer);
  return own.length > 0 ? own : longest;
}

/** Leaves out connections that are down, unless all are. */
function usableEntries(model: Model, gateway: GatewayRow, entries: readonly GatewayEntry[]): readonly GatewayEntry[] {
  const usable = entries.filter(
    ({ target }) => target.kind !== 'connection' || !target.connection || findDisconnected(model, gateway, target.connection) === undefined,
  );
  return usable.length > 0 ? usable : entries;
}

interface GatewayDeparture {
  readonly vnet: VNet;
  readonly gateway: GatewayRow;
  readonly trail: Trail;
  readonly entry: GatewayEntry;
}

function followEntry(context: Context, departure: GatewayDeparture): readonly Path[] {
  const { vnet, gateway, trail, entry } = departure;
  const { target } = entry;
  switch (target.kind) {
    case 'vnet':
      return context.walk(context, gatewayPlace(context.model, vnet), { kind: 'platform' }, trail);
    case 'clients': {
      const delivered = addSteps(trail, { kind: 'connection', connectionId: undefined, toId: undefined }, siteStep(context));
      return [arriveAt(delivered, 'delivered', { kind: 'site', gateway: resourceKey(gateway.id), connectionId: undefined })];
    }
    case 'appliance':
      return followToAppliance(context, {
        place: gatewayPlace(context.model, vnet),
        sender: { kind: 'platform' },
        trail,
        route: {
          source: 'VirtualNetworkGateway',
          state: 'Active',
          prefix: formatAddress(context.packet.destination),
          cidr: entry.cidr,
          nextHopType: 'VirtualNetworkGateway',
          nextHopIps: target.addresses,
          origin: { kind: 'gateway', gateway },
        },
      });
    case 'gateway':
      return passGateway(context, vnet, target.gateway, trail);
    case 'connection':
      return followConnection(context, departure, target.connection);
  }
}

const siteStep = ({ packet }: Context) => ({ kind: 'deliver', to: 'site', address: formatAddress(packet.destination) }) as const;

function followConnection(
  context: Context,
  { vnet, gateway, trail: before, entry }: GatewayDeparture,
  connection: ConnectionRow | undefined,
): readonly Path[] {
  const { estate } = context.model;
  const trail = addSteps(before, { kind: 'connection', connectionId: connection?.id, toId: connection?.toId });
  const down = connection && findDisconnected(context.model, gateway, connection);
  if (down !== undefined) return [endWith(trail, 'connection-not-connected', down, connection ? [connection.id] : [])];
  const remote = connection && estate.remoteGatewayOf(connection);
  if (remote) {
    const remoteVNet = estate.topology.vnets.get(resourceKey(remote.vnetId));
    return remoteVNet ? passGateway(context, remoteVNet, remote, trail) : [endAtHidden(estate, trail, resourceKey(remote.vnetId))];
  }
  const across = connection ? findGatewayAcross(context, gateway, connection) : undefined;
  if (across) return passGateway(context, across.vnet, across.gateway, trail);
  const site = connection?.toId === undefined ? 'the site' : `the site ${lastName(connection.toId)}`;
  const inVNets = estate.vnetsAt(context.packet.destination);
  const text = formatAddress(context.packet.destination);
  if (inVNets[0])
    return [
      endWith(
        trail,
        'site-routers',
        `${vnet.name} hands packets for ${text}, an address of ${inVNets[0].name}, to ${site}, whose routers are not known.`,
      ),
    ];
  if (entry.cidr.length === 0 || !isPrivate(estate, context.packet.destination))
    return [
      endWith(
        trail,
        'site-routers',
        `The gateway ${lastName(gateway.id)} hands packets for ${text} to ${site}, whose routers are not known.`,
      ),
    ];
  const delivered = assume(
    addSteps(trail, siteStep(context)),
    `Sites are taken to deliver packets for the prefixes that they announce or that are configured for them.`,
  );
  return [arriveAt(delivered, 'delivered', { kind: 'site', gateway: resourceKey(gateway.id), connectionId: connection?.id })];
}

/** A connection between VNets needs one in each direction; without a status, one that has no counterpart cannot be Connected. */
function findDisconnected({ estate }: Model, gateway: GatewayRow, connection: ConnectionRow): string | undefined {
  const name = lastName(connection.id);
  if (connection.status !== undefined && connection.status !== 'Connected' && connection.status !== 'Unknown')
    return `The connection ${name} is ${connection.status}.`;
  const remote = estate.remoteGatewayOf(connection);
  const hasCounterpart =
    !remote || estate.connectionsOf(resourceKey(remote.id)).some((each) => estate.remoteGatewayOf(each)?.id === gateway.id);
  return hasCounterpart || connection.status === 'Connected'
    ? undefined
    : `The connection ${name} has no counterpart on the gateway ${remote ? lastName(remote.id) : ''}.`;
}

/** Finds the other gateway on a circuit that serves the destination, unless one of them does not allow traffic between VNets (R35). */
function findGatewayAcross(
  { model: { estate, gatewayTable }, packet }: Context,
  gateway: GatewayRow,
  connection: ConnectionRow,
): { readonly vnet: VNet; readonly gateway: GatewayRow } | undefined {
  if (connection.kind !== 'ExpressRoute' || connection.toId === undefined || gateway.allowRemoteVNetTraffic === false) return undefined;
  const circuit = resourceKey(connection.toId);
  const others = estate.topology.connections.filter(
    ({ toId, gatewayId }) => toId !== undefined && resourceKey(toId) === circuit && resourceKey(gatewayId) !== resourceKey(gateway.id),
  );
  for (const { gatewayId } of others) {
    const other = estate.findGateway(gatewayId);
    const vnet = other && estate.topology.vnets.get(resourceKey(other.vnetId));
    const serves = gatewayTable(resourceKey(gatewayId))?.entries.some(
      ({ target, cidr }) => target.kind === 'vnet' && containsAddress(cidr, packet.destination),
    );
    if (other && other.allowRemoteVNetTraffic !== false && vnet && serves) return { vnet, gateway: other };
  }
  return undefined;
}

/** Gateway with the connection through which a site, or point-to-site clients, are reached. */
export interface SiteAccess {
  readonly gateway: GatewayRow;
  readonly vnet: VNet;
  readonly connection: ConnectionRow | undefined;
}

/** Finds the gateways that know an address of a site by connections of their own, those with the longest prefix. */
export function findSiteAccess(
  { model: { estate, gatewayTable } }: Pick<Context, 'model'>,
  address: Context['packet']['source'],
): readonly SiteAccess[] {
  const found = estate.allGateways().flatMap((gateway) => {
    const vnet = estate.topology.vnets.get(resourceKey(gateway.vnetId));
    const entries = gatewayTable(resourceKey(gateway.id))?.entries ?? [];
    return entries.flatMap(({ cidr, target }) => {
      const isSite =
        target.kind === 'clients' || (target.kind === 'connection' && !(target.connection && estate.remoteGatewayOf(target.connection)));
      if (!vnet || !isSite || cidr.length === 0 || !containsAddress(cidr, address)) return [];
      return [{ gateway, vnet, connection: target.kind === 'connection' ? target.connection : undefined, length: cidr.length }];
    });
  });
  const longest = Math.max(...found.map(({ length }) => length));
  return found.filter(({ length }) => length === longest);
}

/** Follows a packet that a site sends: it must know the destination from what its gateway announces. */
export function walkFromSite(context: Context, { gateway, vnet, connection }: SiteAccess, before: Trail): readonly Path[] {
  const { model, packet } = context;
  const entered = addSteps(enter(before, gatewayPlace(model, vnet)), {
    kind: 'connection',
    connectionId: connection?.id,
    toId: connection?.toId,
  });
  const down = connection && findDisconnected(model, gateway, connection);
  if (down !== undefined) return [endWith(entered, 'connection-not-connected', down, connection ? [connection.id] : [])];
  const destination = formatAddress(packet.destination);
  const table = model.gatewayTable(resourceKey(gateway.id));
  const announced = bestEntries(table?.entries ?? [], context).filter(({ target }) => isAnnouncedTo(connection, target));
  if (announced.length === 0) {
    const [gap] = isServed(model, packet.destination) ? [] : (table?.gaps ?? []);
    return [
      !gap
        ? endWith(
            entered,
            'not-announced',
            `The gateway ${lastName(gateway.id)} announces no prefix with ${destination}: it announces its VNet and VNets whose peering uses it.`,
            [gateway.id],
          )
        : endWith(entered, 'routes-not-learned', gap.text, [gateway.id]),
    ];
  }
  return passGateway(context, vnet, gateway, assume(entered, 'Sites are taken to know and use what gateways announce to them.'));
}

const isServed = ({ estate }: Model, address: Context['packet']['source']): boolean => estate.vnetsAt(address).length > 0;

/** Without BGP a site is configured by hand, for the VNets that the gateway serves; with it, other BGP routes are passed on, too. */
function isAnnouncedTo(connection: ConnectionRow | undefined, target: GatewayEntry['target']): boolean {
  if (target.kind === 'vnet') return true;
  const hasBgp = connection?.bgp === true || connection?.kind === 'ExpressRoute';
  if (target.kind === 'connection') return hasBgp && target.connection?.bgp === true && target.connection.id !== connection?.id;
  return hasBgp;
}
