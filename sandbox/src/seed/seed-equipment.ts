import { formatResourceId, parentId, parseResourceId, resourceKey } from '@peerscape/shared/arm';
import { holds, parseAddress, parseCidr } from '@peerscape/shared/net';
import type {
  ApplianceRow,
  ConnectionRow,
  DnsZoneRow,
  FirewallRow,
  GatewayRow,
  RouteServerRow,
  RouteTableRow,
  TopologyRows,
} from '@peerscape/shared/topology';
import type { Store, StoredResource } from '../store/store.ts';
import { noteGroup, placed } from './place.ts';
import { seedGroups } from './seed-groups.ts';

type Draft = Pick<StoredResource, 'type' | 'properties'> &
  Partial<Pick<StoredResource, 'beside' | 'inSubnet'>> & { readonly location?: string | undefined };

/** Puts what stands in and around the VNets into the memory, in the shapes in which ARM shows it (azure-semantics §1.4). */
export function seedEquipment(store: Store, rows: TopologyRows): void {
  for (const row of rows.gateways) add(store, row.id, row.vnetId, gateway(row));
  for (const row of rows.connections) add(store, row.id, undefined, connection(row));
  for (const row of rows.firewalls) add(store, row.id, row.vnetId, firewall(row));
  for (const row of rows.appliances) add(store, row.id, row.vnetId, networkInterface(store, row));
  for (const row of rows.routeServers) add(store, row.id, row.vnetId, routeServer(row));
  for (const row of rows.routeTables) add(store, row.id, undefined, routeTable(row), locationOfSubnet(store, row.subnetIds[0]));
  for (const row of rows.dnsZones) add(store, row.id, undefined, dnsZone(row, rows), 'global');
  for (const row of rows.dnsLinks) {
    const properties = {
      virtualNetwork: { id: row.vnetId },
      registrationEnabled: row.registration,
      virtualNetworkLinkState: row.state ?? 'Completed',
      provisioningState: 'Succeeded',
    };
    add(store, row.id, undefined, { type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', properties }, 'global');
  }
  for (const row of rows.connectedGroups) seedGroups(store, row, (id, draft, location) => add(store, id, undefined, draft, location));
}

function add(store: Store, id: string, vnetId: string | undefined, draft: Draft, where?: string): void {
  const place = placed(id);
  if (!place || store.resources.has(place.key)) return;
  const inVNet = vnetId === undefined ? undefined : resourceKey(vnetId);
  const location =
    where ?? (inVNet && store.vnets.get(inVNet)?.location) ?? locationOfGroup(store, place.subscriptionId, place.resourceGroup);
  noteGroup(store, place, location);
  const parts = parseResourceId(id);
  const isChild = parts.ok && parentId(parts.value) !== undefined && location !== 'global';
  store.putResource({ ...place, etag: store.newEtag(), location: isChild ? undefined : location, ...(inVNet && { inVNet }), ...draft });
}

const locationOfGroup = (store: Store, subscriptionId: string, group: string): string =>
  store.groups.get(`${subscriptionId}/${group}`.toLowerCase())?.location ?? 'westeurope';

const locationOfSubnet = (store: Store, subnet: string | undefined): string | undefined =>
  subnet === undefined ? undefined : store.vnets.get(resourceKey(subnet.replace(/\/subnets\/[^/]*$/i, '')))?.location;

const inSubnet = (vnetId: string, name: string) => ({ id: `${vnetId}/subnets/${name}`, key: resourceKey(`${vnetId}/subnets/${name}`) });

const beside = (id: string, type: string, name: string): string => {
  const parts = parseResourceId(id);
  return parts.ok ? formatResourceId({ ...parts.value, types: [type], names: [name] }) : id;
};

const lastOf = (id: string): string => id.split('/').pop() ?? id;

function gateway(row: GatewayRow): Draft {
  const subnet = inSubnet(row.vnetId, 'GatewaySubnet');
  const isVpn = row.kind === 'Vpn';
  return {
    type: 'Microsoft.Network/virtualNetworkGateways',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/ipConfigurations/default`,
          properties: {
            provisioningState: 'Succeeded',
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: { id: beside(row.id, 'publicIPAddresses', `pip-${lastOf(row.id)}`) },
            subnet: { id: subnet.id },
          },
        },
      ],
      natRules: [],
      sku: { name: row.sku ?? 'VpnGw1', tier: row.sku ?? 'VpnGw1', capacity: 2 },
      gatewayType: row.kind,
      vpnType: row.vpnType ?? 'RouteBased',
      ...(isVpn && { vpnGatewayGeneration: 'Generation1' }),
      activeActive: row.activeActive ?? false,
      enableBgp: isVpn,
      enablePrivateIpAddress: false,
      bgpSettings: { asn: row.asn ?? 65515, peerWeight: 0 },
      allowRemoteVnetTraffic: false,
      allowVirtualWanTraffic: false,
    },
  };
}

const FAR_END: Readonly<Record<string, string>> = {
  Vnet2Vnet: 'virtualNetworkGateway2',
  IPsec: 'localNetworkGateway2',
  ExpressRoute: 'peer',
};

function connection(row: ConnectionRow): Draft {
  const farEnd = FAR_END[row.kind];
  return {
    type: 'Microsoft.Network/connections',
    properties: {
      provisioningState: 'Succeeded',
      virtualNetworkGateway1: { id: row.gatewayId },
      ...(farEnd && row.toId && { [farEnd]: { id: row.toId } }),
      connectionType: row.kind,
      ...(row.kind !== 'ExpressRoute' && { connectionProtocol: 'IKEv2' }),
      connectionMode: 'Default',
      connectionStatus: row.status ?? 'Unknown',
      routingWeight: 0,
      enableBgp: false,
      ingressBytesTransferred: 0,
      egressBytesTransferred: 0,
      tunnelConnectionStatus: [],
      ...(row.kind === 'ExpressRoute' && { expressRouteGatewayBypass: false }),
    },
  };
}

function firewall(row: FirewallRow): Draft {
  const subnet = inSubnet(row.vnetId, 'AzureFirewallSubnet');
  return {
    type: 'Microsoft.Network/azureFirewalls',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      sku: { name: 'AZFW_VNet', tier: row.sku ?? 'Standard' },
      threatIntelMode: 'Alert',
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/azureFirewallIpConfigurations/default`,
          properties: {
            provisioningState: 'Succeeded',
            ...(row.privateIp && { privateIPAddress: row.privateIp }),
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: { id: beside(row.id, 'publicIPAddresses', `pip-${lastOf(row.id)}`) },
            subnet: { id: subnet.id },
          },
        },
      ],
      networkRuleCollections: [],
      applicationRuleCollections: [],
      natRuleCollections: [],
    },
  };
}

/** The interface of a network virtual appliance: it forwards, and it sits in the subnet that holds its first address. */
function networkInterface(store: Store, row: ApplianceRow): Draft {
  const vnet = store.vnets.get(resourceKey(row.vnetId));
  const first = parseAddress(row.privateIps[0] ?? '');
  const home = vnet?.subnets.find((subnet) =>
    subnet.prefixes.some((prefix) => {
      const cidr = parseCidr(prefix);
      return cidr.ok && first.ok && holds(cidr.value, first.value);
    }),
  );
  const subnet = inSubnet(row.vnetId, home?.name ?? 'default');
  return {
    type: 'Microsoft.Network/networkInterfaces',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      ipConfigurations: row.privateIps.map((privateIPAddress, i) => ({
        name: i === 0 ? 'default' : `ip-${i + 1}`,
        id: `${row.id}/ipConfigurations/${i === 0 ? 'default' : `ip-${i + 1}`}`,
        properties: {
          provisioningState: 'Succeeded',
          privateIPAddress,
          privateIPAllocationMethod: 'Static',
          subnet: { id: subnet.id },
          primary: i === 0,
          privateIPAddressVersion: privateIPAddress.includes(':') ? 'IPv6' : 'IPv4',
        },
      })),
      dnsSettings: { dnsServers: [], appliedDnsServers: [] },
      enableAcceleratedNetworking: false,
      enableIPForwarding: true,
      primary: true,
    },
  };
}

/** A Route Server is a virtual hub whose one ipConfiguration points at `RouteServerSubnet`. */
function routeServer(row: RouteServerRow): Draft {
  const subnet = inSubnet(row.vnetId, 'RouteServerSubnet');
  return {
    type: 'Microsoft.Network/virtualHubs',
    inSubnet: subnet.key,
    beside: { kind: 'RouteServer' },
    properties: {
      provisioningState: 'Succeeded',
      sku: 'Standard',
      virtualRouterAsn: 65515,
      virtualRouterIps: [],
      routingState: 'Provisioned',
      allowBranchToBranchTraffic: false,
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/ipConfigurations/default`,
          properties: { provisioningState: 'Succeeded', privateIPAllocationMethod: 'Dynamic', subnet: { id: subnet.id } },
        },
      ],
    },
  };
}

const routeTable = (row: RouteTableRow): Draft => ({
  type: 'Microsoft.Network/routeTables',
  properties: {
    provisioningState: 'Succeeded',
    disableBgpRoutePropagation: row.disableBgpPropagation ?? false,
    routes: row.routes.map((route) => ({
      name: route.name,
      id: `${row.id}/routes/${route.name}`,
      type: 'Microsoft.Network/routeTables/routes',
      properties: {
        provisioningState: 'Succeeded',
        addressPrefix: route.prefix,
        nextHopType: route.nextHopType,
        ...(route.nextHopIp && { nextHopIpAddress: route.nextHopIp }),
        hasBgpOverride: false,
      },
    })),
    subnets: row.subnetIds.map((id) => ({ id })),
  },
});

function dnsZone(row: DnsZoneRow, { dnsLinks }: TopologyRows): Draft {
  const links = dnsLinks.filter((link) => resourceKey(link.zoneId) === resourceKey(row.id));
  return {
    type: 'Microsoft.Network/privateDnsZones',
    properties: {
      maxNumberOfRecordSets: 25000,
      maxNumberOfVirtualNetworkLinks: 1000,
      maxNumberOfVirtualNetworkLinksWithRegistration: 100,
      numberOfRecordSets: 1,
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter((link) => link.registration).length,
      provisioningState: 'Succeeded',
    },
  };
}
