import { type ResourceKey, resourceKey } from '../../arm/index.ts';
import { type Cidr, compareCidrs, createPrefixIndex, enclosingCidr, formatCidr, overlaps, type PrefixIndex } from '../../net/index.ts';
import { type Half, haveSamePrefixes, type RouteTableRow, type SubnetRow, type VNet } from '../../topology/index.ts';
import type { Estate } from '../estate.ts';
import type { Model } from '../model.ts';

/**
 * Groups VNets that behave alike: the answer about two of them is that about any other two of the same classes, because their routes and filters are
 * equal after their own prefixes are exchanged (reach.md §2.4). A VNet with anything of its own, such as a gateway, is a class by itself.
 */
export function classifyVNets(model: Model): readonly (readonly ResourceKey[])[] {
  const { estate } = model;
  const { vnets } = estate.topology;
  const uses = indexPrefixUses(estate);
  const singular = findSingular(estate, uses);
  const classes = new Map<string, ResourceKey[]>();
  for (const vnet of vnets.values()) {
    const signature = singular.has(vnet.key) ? vnet.key : describe(estate, uses, vnet);
    const members = classes.get(signature);
    if (members) members.push(vnet.key);
    else classes.set(signature, [vnet.key]);
  }
  return [...classes.values()];
}

/** Uses of a prefix in route tables, gateways and security rules, as text; equal texts mean that the prefixes are treated alike. */
type PrefixUses = PrefixIndex<PrefixUse> & { readonly all: readonly PrefixUse[] };

interface PrefixUse {
  readonly cidr: Cidr;
  readonly text: string;
}

function indexPrefixUses(estate: Estate): PrefixUses {
  const uses = new Map<string, { readonly cidr: Cidr; readonly texts: Set<string> }>();
  const add = (prefix: string, text: string): void => {
    const cidr = estate.cidrOf(prefix.includes('/') ? prefix : `${prefix}/${prefix.includes(':') ? 128 : 32}`);
    if (!cidr) return;
    const name = formatCidr(cidr);
    const use = uses.get(name) ?? { cidr, texts: new Set<string>() };
    uses.set(name, use);
    use.texts.add(text);
  };
  const { topology, learned } = estate;
  const contents = new Map<string, string>();
  for (const table of topology.routeTables) {
    // tables of equal content are one
    const content = describeTable(table, []);
    const name = contents.get(content) ?? String(contents.size);
    contents.set(content, name);
    for (const route of table.routes) add(route.prefix, `table ${name} ${describeNextHop(route)}`);
  }
  for (const [source, routes] of learned)
    for (const route of routes) add(route.network, `learned ${source} ${route.nextHop} ${route.asPath.length}`);
  for (const site of topology.localNetworkGateways) for (const prefix of site.prefixes) add(prefix, `site ${site.id}`);
  for (const gateway of estate.allGateways()) for (const prefix of gateway.clientPrefixes ?? []) add(prefix, `clients ${gateway.id}`);
  for (const { id, rules } of topology.networkSecurityGroups)
    for (const { name, sources, destinations } of rules) {
      for (const prefix of sources) add(prefix, `source ${id} ${name}`);
      for (const prefix of destinations) add(prefix, `destination ${id} ${name}`);
    }
  const all = [...uses.values()].map(({ cidr, texts }) => ({ cidr, text: [...texts].sort().join('\n') }));
  return { ...createPrefixIndex(all.map((value) => ({ cidr: value.cidr, value }))), all };
}

type Route = RouteTableRow['routes'][number];

const describeNextHop = ({ nextHopType, nextHopIp = '', nextHopIps = [] }: Route): string =>
  [nextHopType, nextHopIp, ...nextHopIps].join(' ');

/** Describes the content of a table; prefixes of the VNet that uses it are called `own`. */
const describeTable = ({ routes, disableBgpPropagation, disablePeeringRoute }: RouteTableRow, own: readonly string[]): string =>
  [
    String(disableBgpPropagation ?? false),
    disablePeeringRoute ?? '',
    ...routes.map((route) => `${own.includes(route.prefix) ? 'own' : route.prefix} ${describeNextHop(route)}`).sort(),
  ].join('\n');

/** Finds VNets that no other one equals: those with resources on paths, single prefixes or peerings of their own, and next hops in them. */
function findSingular(estate: Estate, uses: PrefixUses): ReadonlySet<ResourceKey> {
  const { topology } = estate;
  const singular = new Set<ResourceKey>();
  for (const [key, resources] of topology.attachedResources) {
    const { gateways, firewalls, appliances, loadBalancers, routeServers, privateEndpoints, hubConnections, adminRules } = resources;
    const own = [gateways, firewalls, appliances, loadBalancers, routeServers, privateEndpoints, hubConnections, adminRules];
    if (own.some((list) => list.length > 0)) singular.add(key);
  }
  for (const half of topology.halves.values()) {
    if (isPlain(half)) continue;
    singular.add(half.from);
    singular.add(half.to);
  }
  const spaces = [...topology.vnets.values()]
    .flatMap((vnet) => estate.cidrsOf(vnet.addressSpace).map((cidr) => ({ cidr, owner: vnet.key })))
    .sort((one, other) => compareCidrs(one.cidr, other.cidr));
  for (const [i, { cidr, owner }] of spaces.entries()) {
    for (let next = i + 1; next < spaces.length; next++) {
      const other = spaces[next];
      if (!other || !overlaps(cidr, other.cidr)) break;
      singular.add(owner);
      singular.add(other.owner);
    }
  }
  const index = createPrefixIndex(spaces.map(({ cidr, owner }) => ({ cidr, value: { owner, length: cidr.length } })));
  for (const cidr of [...uses.all.map((use) => use.cidr), ...nextHops(estate)])
    for (const { owner, length } of index.around(cidr)) if (length < cidr.length) singular.add(owner);
  for (const vnet of topology.vnets.values()) if (vnet.halvesNotRead) singular.add(vnet.key);
  return singular;
}

/** Returns whether both ends of a peering know the whole current prefixes of the other. */
const isPlain = ({ completeVnets, onlyIPv6, remoteLearned, remoteCurrent }: Half): boolean =>
  completeVnets !== false && !onlyIPv6 && (!remoteLearned || !remoteCurrent || haveSamePrefixes(remoteLearned, remoteCurrent));

const nextHops = (estate: Estate): readonly Cidr[] =>
  [
    ...new Set(
      estate.topology.routeTables.flatMap(({ routes }) =>
        routes.flatMap(({ nextHopIp, nextHopIps = [] }) => [nextHopIp ?? '', ...nextHopIps]),
      ),
    ),
  ].flatMap((text) => {
    const address = estate.addressOf(text);
    return address ? [enclosingCidr(address, address.family === 4 ? 32 : 128)] : [];
  });

function describe(estate: Estate, uses: PrefixUses, vnet: VNet): string {
  const own = estate.cidrsOf(vnet.addressSpace).map(formatCidr);
  const subnets = new Set(vnet.subnets.map((subnet) => describeSubnet(estate, subnet, own)));
  const halves = estate.peersOf(vnet.key).map(({ to, near, far }) => [to, describeHalf(near), describeHalf(far)]);
  const groups = estate.connectedGroupsOf(vnet.key).map(({ id }) => id);
  const covering = estate.cidrsOf(vnet.addressSpace).map((cidr) => describeCovering(uses, cidr));
  const securityGroups = estate.interfacesIn(vnet.key).map(({ networkSecurityGroupId = '' }) => networkSecurityGroupId);
  return JSON.stringify([
    vnet.location.toLowerCase(),
    vnet.subscriptionId,
    [...subnets].sort(),
    halves.sort(),
    groups.sort(),
    covering,
    [...new Set(securityGroups)].sort(),
  ]);
}

function describeSubnet(estate: Estate, subnet: SubnetRow, own: readonly string[]): readonly unknown[] {
  const { routeTableId, networkSecurityGroupId = '', natGatewayId, defaultOutboundAccess, prefixes } = subnet;
  const table = routeTableId === undefined ? undefined : estate.findTable(routeTableId);
  const route = routeTableId === undefined ? '' : table ? describeTable(table, own) : routeTableId;
  const families = prefixes.map((prefix) => (prefix.includes(':') ? 6 : 4));
  return [route, resourceKey(networkSecurityGroupId), natGatewayId !== undefined, defaultOutboundAccess ?? true, families];
}

const describeHalf = (half: Half | undefined): string =>
  half ? [half.state, half.allowAccess, half.allowForwarded, half.allowTransit, half.useRemoteGateways].join(' ') : '';

/** Describes how the prefixes that cover one are used, from the longest to the shortest. */
const describeCovering = (uses: PrefixUses, cidr: Cidr): readonly string[] => [
  `IPv${cidr.family}`,
  ...uses.around(cidr).map((use) => `${use.cidr.length === cidr.length ? 'equal' : 'wider'} ${use.text}`),
];
