import type { ResourceKey } from '../../arm/index.ts';
import { groupBy } from '../../routing/index.ts';
import { formatNumber } from '../../topology/index.ts';
import { findOneWayPaths } from '../one-way-paths.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Path {
  readonly hub: ResourceKey;
  readonly nextHop: string;
  /** VNets that route to this one through the hub without a return route. */
  readonly senders: readonly ResourceKey[];
}

interface Evidence {
  readonly vnet: ResourceKey;
  readonly paths: readonly Path[];
}

/**
 * Responses must return through the same appliance, or a stateful one drops them (azure-semantics §6.3). The routes of the subnets that send
 * and of those that answer decide: an appliance's own subnet only forwards. A default route alone does not show intent.
 */
export const oneWayRoutes = defineRule<Evidence>({
  code: 'VNP404',
  slug: 'one-way-routes',
  title: 'Asymmetric routing through an appliance',
  severity: 'warning',
  reads: ['routeTables', 'vnets', 'ghosts', 'peerings', 'peeringsOf', 'attachedResources', 'missingKinds', 'missingKindsIn'],
  needs: { routeTables: 'none', connectedGroups: 'none' },

  *check(topology) {
    for (const [vnet, paths] of groupBy(findOneWayPaths(topology), (path) => path.vnet)) {
      const oneWay = paths.filter(({ senders, isCertain }) => senders.length > 0 && isCertain);
      if (!topology.vnets.has(vnet)) yield unknown(vnetSubject(vnet), { kind: 'vnet-unreadable', vnet });
      else if (oneWay.length > 0)
        yield fail(vnetSubject(vnet), { vnet, paths: oneWay.map(({ hub, nextHop, senders }) => ({ hub, nextHop, senders })) });
      else if (paths.some(({ senders }) => senders.length > 0)) yield unknown(vnetSubject(vnet), { kind: 'appliance-subnets-unknown' });
      else yield pass(vnetSubject(vnet));
    }
  },

  explain: ({ vnet, paths }, name) =>
    `${paths
      .map(
        ({ hub, nextHop, senders }) =>
          `${formatNames(senders.map(name))} ${senders.length === 1 ? 'routes' : 'route'} to ${name(vnet)} through ${nextHop} in ${name(hub)}.`,
      )
      .join(' ')} ${name(vnet)} has no return route through ${paths.length === 1 ? 'it' : 'them'}, so responses are lost.`,
  remedy: () => [],
  advice: ({ vnet, paths }, name) =>
    `Add return routes to the subnets of ${name(vnet)} with next hop type VirtualAppliance: ${paths
      .map(({ nextHop, senders }) => `the address prefixes of ${formatNames(senders.map(name))} to ${nextHop}`)
      .join('; ')}.`,
});

const formatNames = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(' and ') : `${names.slice(0, 3).join(', ')} and ${formatNumber(names.length - 3)} more`;
