import { parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type NextHop, type RouteChange, type RouteTableChange, routeNameFor } from '@peerscape/shared/handoff';
import { createHostSubnets, locateRoutes } from '@peerscape/shared/routing';
import { isIPv6, type RouteTableRow, type SubnetRow, type Topology, type VNet } from '@peerscape/shared/topology';

/** VNet of a question, restricted to a subnet if the question is about one. */
export interface RoutedEnd {
  readonly vnet: VNet;
  readonly subnet: string | undefined;
}

/**
 * Plans the routes that lead from the subnets of one end to the other VNet through a next hop: into the route tables that the subnets use,
 * or into a new one. Undefined where a route table or the subnets were not read.
 */
export function planRoutes(topology: Topology, from: RoutedEnd, to: VNet, hop: NextHop): readonly RouteTableChange[] | undefined {
  const subnets = subnetsOf(topology, from);
  // a VPN gateway carries no IPv6
  const isHopIPv6 = hop.nextHopIp !== undefined && isIPv6(hop.nextHopIp);
  const prefixes = to.addressSpace.filter((prefix) => isIPv6(prefix) === isHopIPv6);
  if (!subnets || prefixes.length === 0) return undefined;
  const tables = new Map(topology.routeTables.map((table) => [resourceKey(table.id), table]));
  const used = new Map<ResourceKey, RouteTableRow | undefined>();
  for (const { routeTableId } of subnets)
    if (routeTableId !== undefined) used.set(resourceKey(routeTableId), tables.get(resourceKey(routeTableId)));
  if ([...used.values()].includes(undefined)) return undefined;
  const extended = [...used.values()].flatMap((table) => {
    const routes = table ? missingRoutes(table.routes, to, prefixes, hop) : [];
    const change = table && toChange(table.id, from.vnet.location);
    return change && routes.length > 0 ? [{ ...change, isNew: false, routes, subnets: [] }] : [];
  });
  const without = subnets.filter(({ routeTableId }) => routeTableId === undefined);
  const created = without.length > 0 ? toChange(newTableId(topology, from.vnet), from.vnet.location) : undefined;
  return [
    ...extended,
    ...(created
      ? [
          {
            ...created,
            isNew: true,
            routes: missingRoutes([], to, prefixes, hop),
            subnets: without.map(({ name, networkSecurityGroupId, natGatewayId }) => ({
              id: `${from.vnet.id}/subnets/${name}`,
              networkSecurityGroupId,
              natGatewayId,
            })),
          },
        ]
      : []),
  ];
}

/** Returns the subnets that need the routes: that of the question, or those of hosts; undefined if they were not read. */
function subnetsOf(topology: Topology, { vnet, subnet }: RoutedEnd): readonly SubnetRow[] | undefined {
  const all = createHostSubnets(topology, locateRoutes(topology)).subnetsOf(vnet.key);
  const chosen = all?.filter((each) => (subnet === undefined ? each.isHost !== false : each.subnet.name === subnet));
  return chosen && chosen.length > 0 ? chosen.map((each) => each.subnet) : undefined;
}

/** Returns the routes that a table lacks; one with the same prefix and another next hop is changed. */
function missingRoutes(routes: RouteTableRow['routes'], to: VNet, prefixes: readonly string[], hop: NextHop): readonly RouteChange[] {
  const names = routes.map(({ name }) => name);
  const missing: RouteChange[] = [];
  for (const prefix of prefixes) {
    const existing = routes.find((route) => route.prefix === prefix);
    if (existing?.nextHopType === hop.nextHopType && existing.nextHopIp === hop.nextHopIp) continue;
    const name = existing?.name ?? routeNameFor(to.id, names);
    names.push(name);
    missing.push({ ...hop, name, prefix, exists: existing !== undefined });
  }
  return missing;
}

function newTableId({ routeTables }: Topology, { id, name }: VNet): string {
  const taken = new Set(routeTables.map((table) => resourceKey(table.id)));
  const base = id
    .replace(/\/virtualNetworks\/[^/]+$/i, `/routeTables/rt-${name}`)
    .replace(/\/Microsoft\.Network\//i, '/Microsoft.Network/');
  for (let serial = 1; ; serial++) {
    const candidate = serial === 1 ? base : `${base}-${serial}`;
    if (!taken.has(resourceKey(candidate))) return candidate;
  }
}

function toChange(id: string, location: string) {
  const parsed = parseResourceId(id);
  if (!parsed.ok) return undefined;
  const { subscriptionId = '', resourceGroup = '', names } = parsed.value;
  return { id, name: names.at(-1) ?? '', resourceGroup, subscriptionId, location };
}
