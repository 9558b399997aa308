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

/** Converts a `virtualNetworkGateways` resource. Returns undefined when it has no subnet yet, because it then belongs to no VNet. */
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

/** Converts a `connections` resource, as seen from the gateway that owns it. */
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

/** Converts an `azureFirewalls` resource in a VNet. Returns undefined for one in a Virtual WAN hub, which has no subnet. */
export function firewallRow(resource: Wire): FirewallRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  if (id === undefined || vnetId === undefined) return undefined;
  const privateIp = objects(own.ipConfigurations).flatMap(
    (configuration) => text(properties(configuration).privateIPAddress) ?? text(properties(configuration).privateIpAddress) ?? [],
  )[0];
  return trim<FirewallRow>({ id, vnetId, privateIp, sku: text(object(own.sku).tier) });
}

/** Converts a network interface with IP forwarding enabled. Returns undefined for any other. */
export function applianceRow(resource: Wire): ApplianceRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  const forwards = flag(own.enableIPForwarding) ?? flag(own.enableIpForwarding) ?? false;
  if (id === undefined || vnetId === undefined || !forwards) return undefined;
  const privateIps = objects(own.ipConfigurations).flatMap(
    (configuration) => text(properties(configuration).privateIPAddress) ?? text(properties(configuration).privateIpAddress) ?? [],
  );
  return { id, vnetId, privateIps };
}

/** Converts a Route Server: a `virtualHubs` resource with an IP configuration in a RouteServerSubnet. A Virtual WAN hub has none. */
export function routeServerRow(resource: Wire): RouteServerRow | undefined {
  const id = text(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  return id === undefined || vnetId === undefined ? undefined : { id, vnetId };
}

/** Finds the Route Servers of a VNet by its RouteServerSubnet: the ids of the IP configurations there contain the Route Server's id. */
export const routeServersIn = (vnet: Wire): readonly RouteServerRow[] => findInSubnet(vnet, 'RouteServerSubnet', 'virtualHubs');

/** Finds the gateways of a VNet by the IP configurations of its GatewaySubnet, without reading them. Their kind is therefore unknown. */
export const gatewaysIn = (vnet: Wire): readonly GatewayRow[] =>
  findInSubnet(vnet, 'GatewaySubnet', 'virtualNetworkGateways').map((row) => ({ ...row, kind: 'Unknown' }));

/** Finds the firewalls of a VNet by the IP configurations of its AzureFirewallSubnet, without reading them. */
export const firewallsIn = (vnet: Wire): readonly FirewallRow[] => findInSubnet(vnet, 'AzureFirewallSubnet', 'azureFirewalls');

/** Finds the resources of a type in the subnet with that name, by the ids of the subnet's IP configurations. */
function findInSubnet(vnet: Wire, subnetName: string, type: string): readonly { readonly id: string; readonly vnetId: string }[] {
  const vnetId = text(vnet.id);
  if (vnetId === undefined) return [];
  const owner = new RegExp(`^(.*/${type}/[^/]+)/`, 'i');
  const ids = objects(properties(vnet).subnets)
    .filter((subnet) => text(subnet.name)?.toLowerCase() === subnetName.toLowerCase())
    .flatMap((subnet) => objects(properties(subnet).ipConfigurations))
    .flatMap((configuration) => text(configuration.id)?.match(owner)?.[1] ?? []);
  return [...new Set(ids)].map((id) => ({ id, vnetId }));
}

/** Converts a `routeTables` resource with its routes. */
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

/** Converts a `privateDnsZones` resource. */
export function dnsZoneRow(resource: Wire): DnsZoneRow | undefined {
  const id = text(resource.id);
  return id === undefined ? undefined : { id };
}

/** Converts a `privateDnsZones/virtualNetworkLinks` resource. */
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
