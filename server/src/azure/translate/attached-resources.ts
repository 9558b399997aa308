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
import {
  asBoolean,
  asNumber,
  asObject,
  asObjects,
  asString,
  idOf,
  omitUndefined,
  propertiesOf,
  subnetsOf,
  vnetOfSubnet,
  type Wire,
} from './wire.ts';

/** Converts a `virtualNetworkGateways` resource. Returns undefined when it has no subnet yet, because it then belongs to no VNet. */
export function toGatewayRow(resource: Wire): GatewayRow | undefined {
  const own = propertiesOf(resource);
  const id = asString(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  if (id === undefined || vnetId === undefined) return undefined;
  return omitUndefined<GatewayRow>({
    id,
    vnetId,
    kind: asString(own.gatewayType) ?? 'Unknown',
    sku: asString(asObject(own.sku).name),
    vpnType: asString(own.vpnType),
    activeActive: asBoolean(own.activeActive) ?? asBoolean(own.active),
    asn: asNumber(asObject(own.bgpSettings).asn),
  });
}

/** Converts a `connections` resource, as seen from the gateway that owns it. */
export function toConnectionRow(resource: Wire): ConnectionRow | undefined {
  const own = propertiesOf(resource);
  const id = asString(resource.id);
  const gatewayId = idOf(own.virtualNetworkGateway1);
  if (id === undefined || gatewayId === undefined) return undefined;
  return omitUndefined<ConnectionRow>({
    id,
    kind: asString(own.connectionType) ?? 'Unknown',
    status: asString(own.connectionStatus),
    gatewayId,
    toId: idOf(own.virtualNetworkGateway2) ?? idOf(own.localNetworkGateway2) ?? idOf(own.peer),
  });
}

/** Converts an `azureFirewalls` resource in a VNet. Returns undefined for one in a Virtual WAN hub, which has no subnet. */
export function toFirewallRow(resource: Wire): FirewallRow | undefined {
  const own = propertiesOf(resource);
  const id = asString(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  if (id === undefined || vnetId === undefined) return undefined;
  const [privateIp] = privateAddressesOf(own);
  return omitUndefined<FirewallRow>({ id, vnetId, privateIp, sku: asString(asObject(own.sku).tier) });
}

/** Converts a network interface with IP forwarding enabled. Returns undefined for any other. */
export function toApplianceRow(resource: Wire): ApplianceRow | undefined {
  const own = propertiesOf(resource);
  const id = asString(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  const forwards = asBoolean(own.enableIPForwarding) ?? asBoolean(own.enableIpForwarding) ?? false;
  if (id === undefined || vnetId === undefined || !forwards) return undefined;
  return { id, vnetId, privateIps: privateAddressesOf(own) };
}

/** Converts a `virtualNetworkAppliances` resource: it forwards without a network interface. */
export function toVirtualNetworkApplianceRow(resource: Wire): ApplianceRow | undefined {
  const own = propertiesOf(resource);
  const id = asString(resource.id);
  const vnetId = vnetOfSubnet(idOf(own.subnet) ?? subnetsOf(resource)[0]);
  return id === undefined || vnetId === undefined ? undefined : { id, vnetId, privateIps: privateAddressesOf(own) };
}

const privateAddressesOf = (own: Wire): readonly string[] =>
  asObjects(own.ipConfigurations).flatMap((configuration) => {
    const { privateIPAddress, privateIpAddress } = propertiesOf(configuration);
    return asString(privateIPAddress) ?? asString(privateIpAddress) ?? [];
  });

/** Converts a Route Server: a `virtualHubs` resource with an IP configuration in a RouteServerSubnet. A Virtual WAN hub has none. */
export function toRouteServerRow(resource: Wire): RouteServerRow | undefined {
  const id = asString(resource.id);
  const vnetId = vnetOfSubnet(subnetsOf(resource)[0]);
  return id === undefined || vnetId === undefined ? undefined : { id, vnetId };
}

/** Finds the Route Servers of a VNet by its RouteServerSubnet: the ids of the IP configurations there contain the Route Server's id. */
export const findRouteServers = (vnet: Wire): readonly RouteServerRow[] => findInSubnet(vnet, 'RouteServerSubnet', 'virtualHubs');

/** Finds the gateways of a VNet by the IP configurations of its GatewaySubnet, without reading them. Their kind is therefore unknown. */
export const findGateways = (vnet: Wire): readonly GatewayRow[] =>
  findInSubnet(vnet, 'GatewaySubnet', 'virtualNetworkGateways').map((row) => ({ ...row, kind: 'Unknown' }));

/** Finds the firewalls of a VNet by the IP configurations of its AzureFirewallSubnet, without reading them. */
export const findFirewalls = (vnet: Wire): readonly FirewallRow[] => findInSubnet(vnet, 'AzureFirewallSubnet', 'azureFirewalls');

/** Finds the resources of a type in the subnet with that name, by the ids of the subnet's IP configurations. */
function findInSubnet(vnet: Wire, subnetName: string, type: string): readonly { readonly id: string; readonly vnetId: string }[] {
  const vnetId = asString(vnet.id);
  if (vnetId === undefined) return [];
  const owner = new RegExp(`^(.*/${type}/[^/]+)/`, 'i');
  const ids = asObjects(propertiesOf(vnet).subnets)
    .filter((subnet) => asString(subnet.name)?.toLowerCase() === subnetName.toLowerCase())
    .flatMap((subnet) => asObjects(propertiesOf(subnet).ipConfigurations))
    .flatMap((configuration) => asString(configuration.id)?.match(owner)?.[1] ?? []);
  return [...new Set(ids)].map((id) => ({ id, vnetId }));
}

/** Converts a `routeTables` resource with its routes. */
export function toRouteTableRow(resource: Wire): RouteTableRow | undefined {
  const own = propertiesOf(resource);
  const id = asString(resource.id);
  if (id === undefined) return undefined;
  return omitUndefined<RouteTableRow>({
    id,
    routes: asObjects(own.routes).map(routeRow),
    subnetIds: asObjects(own.subnets).flatMap((subnet) => asString(subnet.id) ?? []),
    disableBgpPropagation: asBoolean(own.disableBgpRoutePropagation),
    disablePeeringRoute: asString(own.disablePeeringRoute),
  });
}

function routeRow(resource: Wire): RouteRow {
  const own = propertiesOf(resource);
  return omitUndefined<RouteRow>({
    name: asString(resource.name) ?? '',
    prefix: asString(own.addressPrefix) ?? '',
    nextHopType: asString(own.nextHopType) ?? 'Unknown',
    nextHopIp: asString(own.nextHopIpAddress),
  });
}

/** Converts a `privateDnsZones` resource. */
export function toDnsZoneRow(resource: Wire): DnsZoneRow | undefined {
  const id = asString(resource.id);
  return id === undefined ? undefined : { id };
}

/** Converts a `privateDnsZones/virtualNetworkLinks` resource. */
export function toDnsLinkRow(resource: Wire): DnsLinkRow | undefined {
  const own = propertiesOf(resource);
  const id = asString(resource.id);
  const vnetId = idOf(own.virtualNetwork);
  if (id === undefined || vnetId === undefined) return undefined;
  return omitUndefined<DnsLinkRow>({
    id,
    zoneId: id.replace(/\/virtualNetworkLinks\/[^/]*$/i, ''),
    vnetId,
    registration: asBoolean(own.registrationEnabled) ?? false,
    state: asString(own.virtualNetworkLinkState),
  });
}
