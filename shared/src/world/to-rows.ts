import { vnetId } from '../arm/index.ts';
import { type Cidr, enclosingCidr, formatCidr, parseAddress } from '../net/index.ts';
import {
  type AttachedRows,
  type FixtureVNet,
  fixtureGatewayId,
  type HalfRow,
  haveSamePrefixes,
  type NatGatewayRow,
  NEW_HALF_SETTINGS,
  NO_ATTACHED_ROWS,
  type RouteTableRow,
  type SubnetRow,
  type TopologyRows,
  VNET_KINDS,
  type VNetRow,
} from '../topology/index.ts';
import type { DraftHalf, DraftRoute, DraftVNet, WorldDraft } from './draft.ts';
import { guidOf, tenantOf } from './guid.ts';

/** Converts the draft to the rows that Azure would return, with sync levels and learned prefixes. IDs, GUIDs and etags are derived from names. */
export function toRows(draft: WorldDraft): TopologyRows {
  const idOf = createIdOf(draft);
  const existing = [...draft.vnets.values()].filter((vnet) => !vnet.deleted);
  const halves = new Map(draft.halves.map((half) => [`${half.from}>${half.to}`, half]));
  const tables = routeTables(draft, idOf);
  return {
    subscriptions: [...new Set(existing.map((vnet) => vnet.sub))].map((name) => ({ name, ...subscriptionOf(draft, name) })),
    vnets: existing.map((vnet) => vnetRow(vnet, idOf(vnet.name), tables)),
    halves: draft.halves.map((half) => halfRow(draft, half, halves.get(`${half.to}>${half.from}`), idOf)),
    ...attachedRows(existing.map((vnet) => fixtureVNet(idOf(vnet.name), vnet.name, vnet.attached))),
    connections: draft.connections.map(({ from, to, kind, status, bgp }) => ({
      id: siblingId(idOf(from), 'connections', `${from}-to-${to}`),
      kind,
      status,
      gatewayId: fixtureGatewayId(fixtureVNet(idOf(from), from), kind === 'ExpressRoute' ? 'ExpressRoute' : 'Vpn'),
      toId:
        kind === 'Vnet2Vnet'
          ? fixtureGatewayId(fixtureVNet(idOf(to), to), 'Vpn')
          : siblingId(idOf(from), kind === 'IPsec' ? 'localNetworkGateways' : 'expressRouteCircuits', to),
      ...(bgp && { bgp }),
    })),
    natGateways: natGateways(existing, idOf),
    routeTables: tables,
    dnsZones: draft.zones.map((zone) => ({ id: zoneId(draft, zone.name) })),
    dnsLinks: draft.zones.flatMap((zone) =>
      zone.vnets.map((vnet) => ({
        id: `${zoneId(draft, zone.name)}/virtualNetworkLinks/${vnet}`,
        zoneId: zoneId(draft, zone.name),
        vnetId: idOf(vnet),
        registration: zone.registration === vnet,
        state: 'Completed',
      })),
    ),
    connectedGroups: draft.groups.map((group) => ({
      id: `${networkManagerId(draft)}/connectivityConfigurations/${group.name}`,
      name: group.name,
      global: group.global,
      vnetIds: group.vnets.map(idOf),
    })),
  };
}

/** Creates a function that returns the ID of a VNet of the fixture by its name. */
export function createIdOf(draft: WorldDraft): (name: string) => string {
  const ids = new Map([...draft.vnets.values()].map((vnet) => [vnet.name, vnetId(subscriptionOf(draft, vnet.sub).id, vnet.rg, vnet.name)]));
  return (name) => ids.get(name) ?? name;
}

const fixtureVNet = (id: string, name: string, attached: DraftVNet['attached'] = new Map()): FixtureVNet => ({
  id,
  name,
  idOf: (type, own) => siblingId(id, type, own),
  valuesOf: (word) => attached.get(word) ?? [],
});

/** Returns the rows of the resources that words of the VNets' lines add. */
const attachedRows = (vnets: readonly FixtureVNet[]): AttachedRows => ({
  ...NO_ATTACHED_ROWS,
  ...(Object.fromEntries(
    VNET_KINDS.map(({ kind, definition: { fixtures = [] } }) => [
      kind,
      vnets.flatMap((vnet) => fixtures.flatMap(({ word, toRow }) => vnet.valuesOf(word).map((value, i) => toRow(vnet, value, i)))),
    ]),
  ) as Partial<AttachedRows>),
});

/** Returns the subscription of that name; IDs of an undeclared one are derived from its name and the title. */
const subscriptionOf = (draft: WorldDraft, name: string) =>
  draft.subscriptions.get(name) ?? { id: guidOf(`subscription ${name}`), tenantId: tenantOf(draft.title) };

/** Returns the ID of a resource in the subscription and resource group of the VNet. */
export const siblingId = (vnet: string, type: string, name: string): string => vnet.replace(/virtualNetworks\/[^/]+$/, `${type}/${name}`);

export const firstVNetId = (draft: WorldDraft): string => {
  const [first] = draft.vnets.values();
  return first
    ? vnetId(subscriptionOf(draft, first.sub).id, first.rg, first.name)
    : vnetId(subscriptionOf(draft, 'main').id, 'network', 'none');
};

const zoneId = (draft: WorldDraft, name: string): string => siblingId(firstVNetId(draft), 'privateDnsZones', name);

const networkManagerId = (draft: WorldDraft): string => siblingId(firstVNetId(draft), 'networkManagers', 'avnm');

function vnetRow(vnet: DraftVNet, id: string, tables: readonly RouteTableRow[]): VNetRow {
  const subnets: SubnetRow[] = [...vnet.subnets, ...attachedResourceSubnets(vnet)].map(
    ({ name, cidrs, nsg, nat, isPrivate, serviceEndpoints }) => {
      const table = tables.find((row) => row.subnetIds.includes(`${id}/subnets/${name}`));
      return {
        name,
        prefixes: cidrs.map(formatCidr),
        ...(table && { routeTableId: table.id }),
        ...(nsg !== undefined && { networkSecurityGroupId: siblingId(id, 'networkSecurityGroups', nsg) }),
        ...(nat !== undefined && { natGatewayId: siblingId(id, 'natGateways', nat) }),
        ...(isPrivate && { defaultOutboundAccess: false }),
        ...(serviceEndpoints && { serviceEndpoints }),
      };
    },
  );
  return {
    id,
    location: vnet.region,
    ...(Object.keys(vnet.tags).length > 0 && { tags: vnet.tags }),
    addressSpace: vnet.space.map(formatCidr),
    subnets,
    ...(vnet.dns.length > 0 && { dnsServers: vnet.dns }),
    etag: `W/"${guidOf(`etag ${id}`)}"`,
    resourceGuid: guidOf(`vnet ${id}`),
    provisioningState: vnet.provisioning,
  };
}

/** Returns the subnets that Azure requires for attached resources: first those at the end of the first prefix, then those around an address. */
function attachedResourceSubnets(vnet: DraftVNet): DraftVNet['subnets'] {
  const [first] = vnet.space;
  if (!first) return [];
  const tail = (index: number, length = 27): Cidr =>
    enclosingCidr({ family: first.family, value: first.last - BigInt(index * 2 ** (32 - length)) }, Math.max(length, first.length));
  const around = (ip: string, length: number): Cidr[] => {
    const address = parseAddress(ip);
    return address.ok ? [enclosingCidr(address.value, length)] : [];
  };
  const used = VNET_KINDS.flatMap(({ definition: { fixtures = [] } }) => fixtures).flatMap(({ word, subnet }) => {
    const values = vnet.attached.get(word);
    return values && subnet ? [{ subnet, values }] : [];
  });
  const atEnd = used.flatMap(({ subnet }) =>
    'fromEnd' in subnet ? [{ name: subnet.name, cidrs: [tail(subnet.fromEnd, subnet.length)] }] : [],
  );
  const aroundAddress = used.flatMap(({ subnet, values }) => {
    if ('fromEnd' in subnet) return [];
    const cidrs = new Map(values.flatMap((ip) => around(ip, subnet.length)).map((cidr) => [formatCidr(cidr), cidr]));
    return cidrs.size === 0 ? [] : [{ name: subnet.name, cidrs: [...cidrs.values()] }];
  });
  return [...atEnd, ...aroundAddress].filter(({ name }) => !vnet.subnets.some((subnet) => subnet.name === name));
}

function halfRow(draft: WorldDraft, half: DraftHalf, counterpart: DraftHalf | undefined, idOf: (name: string) => string): HalfRow {
  const remote = draft.vnets.get(half.to);
  const local = draft.vnets.get(half.from);
  const remoteNow = peeredSpace(remote, half.remoteSubnets, half.flags);
  const localNow = peeredSpace(local, half.localSubnets, half.flags);
  const learned = half.learned ?? remoteNow;
  const localLearned = counterpart?.learned ?? localNow;
  const state = half.state ?? (counterpart ? 'Connected' : 'Initiated');
  const lacksSyncLevel = half.flags.has('no-sync-level');
  const pair = [idOf(half.from), idOf(half.to)].sort().join(' ');
  return {
    id: `${idOf(half.from)}/virtualNetworkPeerings/${half.name ?? `${half.from}-${half.to}`}`,
    remoteId: idOf(half.to),
    state,
    ...(!lacksSyncLevel && {
      sync:
        state === 'Connected'
          ? syncLevel(haveSamePrefixes(learned, remoteNow), haveSamePrefixes(localLearned, localNow))
          : 'RemoteNotInSync',
    }),
    ...NEW_HALF_SETTINGS,
    allowAccess: !half.flags.has('no-access'),
    allowForwarded: half.flags.has('forwarded'),
    allowTransit: half.flags.has('transit'),
    useRemoteGateways: half.flags.has('use-gateways'),
    completeVnets: !half.localSubnets && !half.remoteSubnets && !half.flags.has('ipv6-only'),
    ...(half.flags.has('ipv6-only') && { onlyIPv6: true }),
    ...(half.localSubnets && { localSubnets: half.localSubnets }),
    ...(half.remoteSubnets && { remoteSubnets: half.remoteSubnets }),
    ...(!lacksSyncLevel && { remoteLearned: learned, remoteCurrent: remoteNow, localLearned, localCurrent: localNow }),
    provisioningState: half.flags.has('failed') ? 'Failed' : half.flags.has('updating') ? 'Updating' : 'Succeeded',
    resourceGuid: guidOf(`peering ${pair}`),
    etag: `W/"${guidOf(`etag ${half.from} ${half.to}`)}"`,
  };
}

/** Returns the prefixes that a half peers: those of the subnets in a subnet peering, and only those of IPv6 if it is limited to IPv6 (azure-semantics §6.6). */
function peeredSpace(vnet: DraftVNet | undefined, subnets: readonly string[] | undefined, flags: DraftHalf['flags']): string[] {
  const listed = subnets ? vnet?.subnets.filter(({ name }) => subnets.includes(name)).flatMap(({ cidrs }) => cidrs) : vnet?.space;
  return (listed ?? []).filter(({ family }) => family === 6 || !flags.has('ipv6-only')).map(formatCidr);
}

/** Returns Azure’s sync level, from whether the remote prefixes known locally and the local ones known remotely are current. */
const syncLevel = (isLocalCurrent: boolean, isRemoteCurrent: boolean): string =>
  isLocalCurrent ? (isRemoteCurrent ? 'FullyInSync' : 'RemoteNotInSync') : isRemoteCurrent ? 'LocalNotInSync' : 'LocalAndRemoteNotInSync';

/** Returns the NAT gateways of the subnets, each with one public address. */
function natGateways(vnets: readonly DraftVNet[], idOf: (name: string) => string): NatGatewayRow[] {
  const gateways = new Map<string, NatGatewayRow>();
  for (const { name: vnet, subnets } of vnets) {
    for (const { name, nat } of subnets) {
      if (nat === undefined) continue;
      const id = siblingId(idOf(vnet), 'natGateways', nat);
      const subnetIds = [...(gateways.get(id)?.subnetIds ?? []), `${idOf(vnet)}/subnets/${name}`];
      gateways.set(id, { id, publicIpIds: [siblingId(idOf(vnet), 'publicIPAddresses', `pip-${nat}`)], subnetIds });
    }
  }
  return [...gateways.values()];
}

/** Returns one route table for each subnet that has routes or no route propagation. */
function routeTables(draft: WorldDraft, idOf: (name: string) => string): RouteTableRow[] {
  const bySubnet = new Map<string, DraftRoute[]>([...draft.withoutPropagation].map((path) => [path, []]));
  for (const route of draft.routes) {
    const path = `${route.vnet}/${route.subnet}`;
    bySubnet.set(path, [...(bySubnet.get(path) ?? []), route]);
  }
  return [...bySubnet].map(([path, routes]) => {
    const [vnet = '', subnet = ''] = path.split('/');
    return {
      id: siblingId(idOf(vnet), 'routeTables', `rt-${vnet}-${subnet}`),
      routes: routes.map(({ prefix, nextHopType, nextHopIp, nextHopIps }) => ({
        name: prefix.replace(/[/.:]/g, '-'),
        prefix,
        nextHopType,
        ...(nextHopIp && { nextHopIp }),
        ...(nextHopIps && { nextHopIps }),
      })),
      subnetIds: [`${idOf(vnet)}/subnets/${subnet}`],
      ...(draft.withoutPropagation.has(path) && { disableBgpPropagation: true }),
    };
  });
}
