import { lastName } from '../arm/index.ts';
import type { ApplianceRow, DnsLinkRow, FirewallRow, RouteTableRow, SubnetRow, TopologyRows, VNetRow } from '../topology/index.ts';
import type { World } from './read.ts';
import { siblingId } from './to-rows.ts';

/** Zones of private endpoints that most estates have, and one of their own. */
const ZONES = [
  'privatelink.blob.core.windows.net',
  'privatelink.file.core.windows.net',
  'privatelink.vaultcore.azure.net',
  'privatelink.database.windows.net',
  'privatelink.azurecr.io',
  'privatelink.azurewebsites.net',
  'privatelink.servicebus.windows.net',
  'privatelink.monitor.azure.com',
  'corp.example',
];

/** One hub in so many has a network virtual appliance instead of a firewall. */
const NVA_EVERY = 5;

/** A hub with the next hop for its spokes. */
interface EquippedHub {
  readonly vnet: VNetRow;
  readonly address: string;
  readonly isNva: boolean;
}

/**
 * Adds to a generated estate what large estates have around VNets: a firewall or appliance in each hub, a route table on each spoke that sends
 * everything to it, and private zones linked to the hubs, one of them to all VNets.
 */
export function equip(world: World): World {
  const { rows } = world;
  const hubs = new Map(
    rows.vnets.filter(({ id }) => lastName(id).startsWith('hub-')).map((vnet, i) => [lastName(vnet.id), equipHub(vnet, i)]),
  );
  const spokes = rows.vnets.flatMap((vnet) => {
    const hub = hubs.get(lastName(vnet.id).replace(/^spoke-(.*)-\d+$/, 'hub-$1'));
    return hub && !hubs.has(lastName(vnet.id)) ? [{ vnet, table: routeTable(vnet, hub) }] : [];
  });
  const tables = new Map(spokes.map(({ vnet, table }) => [vnet.id, table.id]));
  return {
    ...world,
    title: `${world.title}, equipped`,
    rows: {
      ...rows,
      vnets: rows.vnets.map((vnet) => ({ ...vnet, subnets: equipSubnets(vnet, hubs.get(lastName(vnet.id)), tables.get(vnet.id)) })),
      firewalls: [...hubs.values()].filter(({ isNva }) => !isNva).map(firewall),
      appliances: [...hubs.values()].filter(({ isNva }) => isNva).map(appliance),
      routeTables: spokes.map(({ table }) => table),
      ...zonesOf(
        rows,
        [...hubs.values()].map(({ vnet }) => vnet),
      ),
    },
  };
}

/** Returns the first three numbers of the VNet's prefix. */
const stemOf = ({ addressSpace }: VNetRow): string => (addressSpace[0] ?? '').replace(/\.0\/24$/, '');

const equipHub = (vnet: VNetRow, i: number): EquippedHub => ({
  vnet,
  isNva: i % NVA_EVERY === NVA_EVERY - 1,
  address: `${stemOf(vnet)}.132`,
});

const equipSubnets = (vnet: VNetRow, hub: EquippedHub | undefined, routeTableId: string | undefined): readonly SubnetRow[] => {
  const subnets = vnet.subnets.map((subnet) =>
    subnet.name === 'default' && routeTableId !== undefined ? { ...subnet, routeTableId } : subnet,
  );
  return hub ? [...subnets, { name: hub.isNva ? 'nva' : 'AzureFirewallSubnet', prefixes: [`${stemOf(vnet)}.128/26`] }] : subnets;
};

const firewall = ({ vnet, address }: EquippedHub): FirewallRow => ({
  id: siblingId(vnet.id, 'azureFirewalls', `fw-${lastName(vnet.id)}`),
  vnetId: vnet.id,
  privateIp: address,
});

const appliance = ({ vnet, address }: EquippedHub): ApplianceRow => {
  const id = siblingId(vnet.id, 'networkInterfaces', `nva-${lastName(vnet.id)}-nic`);
  const subnetId = `${vnet.id}/subnets/nva`;
  const configurations = [{ id: `${id}/ipConfigurations/default`, privateIp: address, subnetId, securityGroupIds: [] }];
  return { id, vnetId: vnet.id, privateIps: [address], configurations };
};

const routeTable = (vnet: VNetRow, { address }: EquippedHub): RouteTableRow => ({
  id: siblingId(vnet.id, 'routeTables', `rt-${lastName(vnet.id)}`),
  routes: [{ name: 'default', prefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIp: address }],
  subnetIds: [`${vnet.id}/subnets/default`],
});

/** Links every zone to the hubs, and the last one to all VNets, as far as a zone may have links. */
function zonesOf({ vnets }: TopologyRows, hubs: readonly VNetRow[]): Pick<TopologyRows, 'dnsZones' | 'dnsLinks'> {
  const [first] = hubs;
  if (!first) return { dnsZones: [], dnsLinks: [] };
  const dnsZones = ZONES.map((name) => ({ id: siblingId(first.id, 'privateDnsZones', name) }));
  const dnsLinks = dnsZones.flatMap((zone, i): DnsLinkRow[] =>
    (i === ZONES.length - 1 ? vnets : hubs).slice(0, MAX_LINKS).map((vnet) => ({
      id: `${zone.id}/virtualNetworkLinks/${lastName(vnet.id)}`,
      zoneId: zone.id,
      vnetId: vnet.id,
      registration: false,
      state: 'Completed',
    })),
  );
  return { dnsZones, dnsLinks };
}

/** Azure's limit of links of a zone (reach.md §3.2). */
const MAX_LINKS = 1000;
