import type {
  ApplianceRow,
  ConnectionRow,
  DnsLinkRow,
  DnsZoneRow,
  FirewallRow,
  GatewayRow,
  RouteRow,
  RouteServerRow,
  RouteTableRow,
} from '@peerscape/shared/topology';
import { flag, idOf, number, object, objects, properties, subnetsOf, text, trim, vnetOfSubnet, type Wire } from './wire.ts';

/** A `virtualNetworkGateways` resource. One that stands in no subnet yet belongs to no VNet and is left out. */
export function gatewayRow(resource: Wire): GatewayRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  if (id === undefined || vnetId === undefined) return undefined;
  return trim<GatewayRow>({
    id,
    vnetId,
    kind: text(own.gatewayType) ?? 'Unknown',
    sku: text(object(own.sku).name),
    vpnType: text(own.vpnType),
    activeActive: flag(own.activeActive) ?? flag(own.active),
    asn: number(object(own.bgpSettings).asn),
  });
}

/** A `connections` resource, seen from the gateway that owns it. */
export function connectionRow(resource: Wire): ConnectionRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const gatewayId = idOf(own.virtualNetworkGateway1);
  if (id === undefined || gatewayId === undefined) return undefined;
  return trim<ConnectionRow>({
    id,
    kind: text(own.connectionType) ?? 'Unknown',
    status: text(own.connectionStatus),
    gatewayId,
    toId: idOf(own.virtualNetworkGateway2) ?? idOf(own.localNetworkGateway2) ?? idOf(own.peer),
  });
}

/** An `azureFirewalls` resource that stands in a VNet; one in a virtual WAN hub has no subnet and is left out. */
export function firewallRow(resource: Wire): FirewallRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  if (id === undefined || vnetId === undefined) return undefined;
  const privateIp = objects(own.ipConfigurations).flatMap(
    (one) => text(properties(one).privateIPAddress) ?? text(properties(one).privateIpAddress) ?? [],
  )[0];
  return trim<FirewallRow>({ id, vnetId, privateIp, sku: text(object(own.sku).tier) });
}

/** A network interface that forwards what is not addressed to it. */
export function applianceRow(resource: Wire): ApplianceRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  const forwards = flag(own.enableIPForwarding) ?? flag(own.enableIpForwarding) ?? false;
  if (id === undefined || vnetId === undefined || !forwards) return undefined;
  const privateIps = objects(own.ipConfigurations).flatMap(
    (one) => text(properties(one).privateIPAddress) ?? text(properties(one).privateIpAddress) ?? [],
  );
  return { id, vnetId, privateIps };
}

/** A Route Server is a `virtualHubs` resource whose IP configuration stands in a RouteServerSubnet; a virtual WAN hub has none. */
export function routeServerRow(resource: Wire): RouteServerRow | undefined {
  const id = text(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  return id === undefined || vnetId === undefined ? undefined : { id, vnetId };
}

/** The Route Servers that a VNet's own subnets show: the hub's id stands in the id of the IP configuration there. */
export const routeServersIn = (vnet: Wire): readonly RouteServerRow[] => standingIn(vnet, 'RouteServerSubnet', 'virtualHubs');

/** The gateways whose addresses the GatewaySubnet lists, though they were not read themselves: of which kind they are is not known. */
export const gatewaysIn = (vnet: Wire): readonly GatewayRow[] =>
  standingIn(vnet, 'GatewaySubnet', 'virtualNetworkGateways').map((row) => ({ ...row, kind: 'Unknown' }));

/** The firewalls whose addresses the AzureFirewallSubnet lists, though they were not read themselves. */
export const firewallsIn = (vnet: Wire): readonly FirewallRow[] => standingIn(vnet, 'AzureFirewallSubnet', 'azureFirewalls');

/** What stands in a subnet of that name, by the ids of the IP configurations that the subnet lists. */
function standingIn(vnet: Wire, subnetName: string, type: string): readonly { readonly id: string; readonly vnetId: string }[] {
  const vnetId = text(vnet.id);
  if (vnetId === undefined) return [];
  const owner = new RegExp(`^(.*/${type}/[^/]+)/`, 'i');
  const ids = objects(properties(vnet).subnets)
    .filter((subnet) => text(subnet.name)?.toLowerCase() === subnetName.toLowerCase())
    .flatMap((subnet) => objects(properties(subnet).ipConfigurations))
    .flatMap((one) => text(one.id)?.match(owner)?.[1] ?? []);
  return [...new Set(ids)].map((id) => ({ id, vnetId }));
}

export function routeTableRow(resource: Wire): RouteTableRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  if (id === undefined) return undefined;
  return trim<RouteTableRow>({
    id,
    routes: objects(own.routes).map(routeRow),
    subnetIds: objects(own.subnets).flatMap((subnet) => text(subnet.id) ?? []),
    disableBgpPropagation: flag(own.disableBgpRoutePropagation),
  });
}

function routeRow(resource: Wire): RouteRow {
  const own = properties(resource);
  return trim<RouteRow>({
    name: text(resource.name) ?? '',
    prefix: text(own.addressPrefix) ?? '',
    nextHopType: text(own.nextHopType) ?? 'Unknown',
    nextHopIp: text(own.nextHopIpAddress),
  });
}

export function dnsZoneRow(resource: Wire): DnsZoneRow | undefined {
  const id = text(resource.id);
  return id === undefined ? undefined : { id };
}

/** A `privateDnsZones/virtualNetworkLinks` resource. */
export function dnsLinkRow(resource: Wire): DnsLinkRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const vnetId = idOf(own.virtualNetwork);
  if (id === undefined || vnetId === undefined) return undefined;
  return trim<DnsLinkRow>({
    id,
    zoneId: id.replace(/\/virtualNetworkLinks\/[^/]*$/i, ''),
    vnetId,
    registration: flag(own.registrationEnabled) ?? false,
    state: text(own.virtualNetworkLinkState),
  });
}
