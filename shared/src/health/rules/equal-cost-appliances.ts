import type { ResourceKey } from '../../arm/index.ts';
import { formatCidr } from '../../net/index.ts';
import type { Model } from '../../reach/index.ts';
import { groupBy, type TableUse, tableUses } from '../../routing/index.ts';
import { formatCount, formatList, type Topology } from '../../topology/index.ts';
import { defineRule, fail, missingReason, pass, type UnknownReason, unknown } from '../rule.ts';
import { findStatefulAppliance } from '../stateful-appliance.ts';
import { vnetSubject } from '../verdict-subject.ts';

/** Route with several next hops of equal cost. */
interface SharedRoute {
  /** Subnets whose route table has it; empty for one of the Route Server. */
  readonly subnets: readonly string[];
  readonly prefix: string;
  readonly nextHops: readonly string[];
}

interface Evidence {
  readonly vnet: ResourceKey;
  readonly routes: readonly SharedRoute[];
}

const MAX_LISTED = 3;

/**
 * Each connection is sent to one of the next hops, and its responses are not necessarily sent to the same one. Measured: TCP connections through
 * two stateful appliances fail while ping may work; a load balancer as next hop keeps both directions on one machine (reach.md R27).
 */
export const equalCostAppliances = defineRule<Evidence>({
  code: 'VNP409',
  slug: 'equal-cost-appliances',
  title: 'Stateful appliances share traffic without a load balancer',
  severity: 'warning',
  reads: ['attachedResources', 'routeTables', 'routeServerPeers', 'vnets', 'ghosts', 'peeringsOf', 'missingKinds', 'missingKindsIn'],
  needs: { routeTables: 'all', routeServers: 'all', connectedGroups: 'fail' },

  *check(topology, model) {
    const uses = groupBy(tableUses(topology), ({ vnet, table }) => (table.routes.some(isShared) ? vnet : undefined));
    const withServers = [...topology.attachedResources].flatMap(([vnet, { routeServers }]) => (routeServers.length > 0 ? [vnet] : []));
    for (const vnet of new Set([...uses.keys(), ...withServers])) {
      const routes = [...(uses.get(vnet) ?? []).flatMap(sharedRoutesOf), ...learnedRoutesOf(model, vnet)];
      const judged = routes.map((route) => ({ route, ...judge(topology, model, vnet, route.nextHops) }));
      const failed = judged.filter(({ isShared }) => isShared).map(({ route }) => route);
      const reason = judged.find((each) => each.reason)?.reason ?? reasonInServers(topology, model, vnet);
      if (failed.length > 0) yield fail(vnetSubject(vnet), { vnet, routes: failed });
      else if (reason) yield unknown(vnetSubject(vnet), reason);
      else yield pass(vnetSubject(vnet));
    }
  },

  explain: ({ vnet, routes }, name) =>
    `${routes
      .slice(0, MAX_LISTED)
      .map(({ subnets, prefix, nextHops }) =>
        subnets.length > 0
          ? `${name(vnet)}/${subnets.join(', ')} routes ${prefix} to ${formatList(nextHops)}.`
          : `The Route Server in ${name(vnet)} learns ${prefix} with equal AS paths from ${formatList(nextHops)}.`,
      )
      .join(' ')}${
      routes.length > MAX_LISTED ? ` The same applies to ${formatCount(routes.length - MAX_LISTED, 'more route')}.` : ''
    } Responses of a connection may return through another appliance than its requests, which drops them.`,
  remedy: () => [],
  advice: ({ routes }) =>
    routes.some(({ subnets }) => subnets.length === 0)
      ? 'Put an internal load balancer in front of the appliances and let them advertise its front end as the next hop, or let all but one advertise longer AS paths.'
      : 'Put an internal load balancer in front of the appliances and use its front end as the only next hop.',
});

const isShared = ({ nextHopIps = [] }: { readonly nextHopIps?: readonly string[] }): boolean => nextHopIps.length > 1;

const sharedRoutesOf = ({ table, subnets }: TableUse): readonly SharedRoute[] =>
  table.routes.filter(isShared).map(({ prefix, nextHopIps = [] }) => ({ subnets, prefix, nextHops: nextHopIps }));

/** Returns the routes that the Route Server of the VNet has learned; none if some are not known, because shorter AS paths could be among them. */
const learnedRoutesOf = ({ estate, routeServerTable }: Model, vnet: ResourceKey): readonly SharedRoute[] =>
  estate
    .routeServersOf(vnet)
    .map(routeServerTable)
    .flatMap(({ entries, gaps }) => (gaps.length > 0 ? [] : entries.filter(isShared)))
    .map(({ cidr, nextHopIps }) => ({ subnets: [], prefix: formatCidr(cidr), nextHops: nextHopIps }));

/** Returns whether at least two of the next hops are stateful appliances; with a reason if that is unknown. */
function judge(
  topology: Topology,
  model: Model,
  vnet: ResourceKey,
  nextHops: readonly string[],
): { readonly isShared: boolean; readonly reason?: UnknownReason } {
  const found = nextHops.map((nextHop) => ({ nextHop, ...findStatefulAppliance(topology, model, vnet, nextHop) }));
  const appliances = new Set(found.flatMap(({ appliance }) => appliance ?? []));
  const unknowns = found.filter(({ isCertain }) => !isCertain);
  const [first] = unknowns;
  const isOpen = appliances.size < 2 && appliances.size + unknowns.length > 1;
  return { isShared: appliances.size > 1, ...(first && isOpen && { reason: { kind: 'next-hop-unknown', nextHop: first.nextHop } }) };
}

/** Returns why the Route Server may have routes of equal cost that are not known. Those of a single appliance never are. */
function reasonInServers(topology: Topology, model: Model, vnet: ResourceKey): UnknownReason | undefined {
  const servers = model.estate.routeServersOf(vnet).filter((server) => model.routeServerTable(server).gaps.length > 0);
  if (servers.length === 0) return undefined;
  const missing = servers.flatMap((server) => model.estate.missingPeersOf(server));
  if (missing.length > 0) return missingReason(topology, missing);
  const peers = servers.flatMap((server) => model.estate.peersOfRouteServer(server));
  const addresses = peers.flatMap(({ peerIp }) => peerIp ?? []);
  if (addresses.length < peers.length) return peers.length > 1 ? { kind: 'learned-routes-missing', vnet } : undefined;
  const { isShared, reason } = judge(topology, model, vnet, addresses);
  return isShared || reason ? { kind: 'learned-routes-missing', vnet } : undefined;
}
