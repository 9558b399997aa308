import type { ResourceKey } from '../../arm/index.ts';
import { contains } from '../../net/index.ts';
import type { Model } from '../../reach/index.ts';
import { createHostSubnets, type HostSubnets, locateRoutes, tableUses } from '../../routing/index.ts';
import { type HalfRef, hasAllHalves, hasGateway, hasOwnGateway, type Topology, type VNet } from '../../topology/index.ts';
import { findRoutesToSites, type RouteToSite } from '../routes-to-sites.ts';
import { defineRule, fail, pass, unknown, type Verdict } from '../rule.ts';
import { halfSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly half: HalfRef;
  readonly routes: readonly Omit<RouteToSite, 'isFromHosts'>[];
  /** The half of the VNet with the gateway does not allow gateway transit. */
  readonly needsTransit: boolean;
}

/**
 * A gateway advertises its own VNet and those that use it, no others (measured; reach.md 1.0.3). Packets of other VNets leave by their own routes, but
 * the networks behind the gateway have no route back.
 */
export const gatewayNotUsed = defineRule<Evidence>({
  code: 'VNP305',
  slug: 'gateway-not-used',
  title: 'Routes lead to networks behind a gateway that does not advertise the VNet',
  severity: 'warning',
  reads: [
    ...(['routeTables', 'vnets', 'ghosts', 'peeringsOf', 'attachedResources', 'connections', 'localNetworkGateways'] as const),
    ...(['machines', 'routeServerPeers', 'missingKinds', 'missingKindsIn'] as const),
  ],
  needs: { routeTables: 'all', gateways: 'none', routeServers: 'none', connections: 'all' },

  *check(topology, model) {
    const hosts = createHostSubnets(topology, locateRoutes(topology));
    for (const key of new Set([...tableUses(topology)].map((use) => use.vnet))) {
      const vnet = topology.vnets.get(key);
      const peers = model.estate.peersOf(key);
      // Azure allows the use of one VNet's gateways, and of none beside a gateway of its own
      if (!vnet || hasGateway(topology, key) || peers.some(({ near }) => near?.useRemoteGateways)) continue;
      for (const { to: hub, far } of peers) {
        const verdict = hasOwnGateway(topology, hub) && judge(topology, model, hosts, vnet, hub, far?.allowTransit === false);
        if (verdict) yield verdict;
      }
    }
  },

  explain: ({ half: { from, to }, routes }, name) => {
    const [first] = routes;
    const where = `${name(from)}/${[...new Set(routes.map(({ subnet }) => subnet))].join(', ')} routes ${[...new Set(routes.map(({ prefix }) => prefix))].join(', ')}`;
    return first?.nextHop === undefined
      ? `${where} to a gateway, but ${name(from)} neither has one nor uses the one in ${name(to)}, so the traffic is dropped.`
      : `${where} to ${first.nextHop} in ${name(to)}, for networks behind the gateway there. ${name(from)} does not use this gateway, so the gateway does not advertise ${name(from)}, and responses are lost.`;
  },
  remedy: ({ half: { from, to }, needsTransit }) => [
    ...(needsTransit ? [{ kind: 'put-half' as const, from: to, to: from, flags: { allowTransit: true } }] : []),
    { kind: 'put-half', from, to, flags: { useRemoteGateways: true } },
  ],
});

/** Judges the routes of a VNet to a peer with a gateway that it does not use; undefined if there are none. */
function judge(
  topology: Topology,
  model: Model,
  hosts: HostSubnets,
  vnet: VNet,
  hub: ResourceKey,
  needsTransit: boolean,
): Verdict<Evidence> | undefined {
  const about = halfSubject({ from: vnet.key, to: hub });
  const { routes, mayHaveMore, hasAny } = findRoutesToSites(model, hosts, vnet, hub);
  if (!hasAny) return undefined;
  const isAnnounced = isAnnouncedByAppliances(model, vnet, hub);
  if (isAnnounced || (routes.length === 0 && !mayHaveMore)) return pass(about);
  if (!hasAllHalves(topology, vnet.key)) return unknown(about, { kind: 'halves-not-read', vnet: vnet.key });
  if (routes.length === 0 || isAnnounced === undefined) return unknown(about, { kind: 'learned-routes-missing', vnet: hub });
  const certain = routes.filter(({ isFromHosts }) => isFromHosts).map(({ isFromHosts: _, ...route }) => route);
  if (certain.length === 0) return unknown(about, { kind: 'appliance-subnets-unknown' });
  return fail(about, { half: { from: vnet.key, to: hub }, routes: certain, needsTransit });
}

/** Returns whether an appliance makes the gateway of a hub advertise a VNet, by the Route Server there; undefined if its routes are not known. */
function isAnnouncedByAppliances({ estate, routeServerTable }: Model, { addressSpace }: VNet, hub: ResourceKey): boolean | undefined {
  const servers = estate.routeServersOf(hub).filter(({ branchToBranch }) => branchToBranch !== false);
  const tables = servers.map(routeServerTable);
  const space = estate.cidrsOf(addressSpace);
  if (tables.some(({ entries }) => entries.some(({ cidr }) => space.some((prefix) => contains(cidr, prefix))))) return true;
  return tables.some(({ gaps }) => gaps.length > 0) ? undefined : false;
}
