import { lastName, type ResourceKey } from '../../arm/index.ts';
import { formatList } from '../../topology/index.ts';
import { defineRule, fail, missingReason, pass, unknown } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly gateways: readonly string[];
  /** Addresses of the appliances that exchange routes with the Route Server. */
  readonly appliances: readonly string[];
}

/**
 * The setting `allowBranchToBranchTraffic` is off by default. Measured: without it, the routes of appliances never reach the gateway beside the
 * Route Server, and those of the gateway never reach the appliances (reach.md R36).
 */
export const noBranchToBranch = defineRule<Evidence>({
  code: 'VNP410',
  slug: 'no-branch-to-branch',
  title: 'A Route Server does not exchange routes with the gateway beside it',
  severity: 'warning',
  reads: ['attachedResources', 'routeServerPeers', 'missingKinds', 'missingKindsIn'],
  needs: { routeServers: 'all', gateways: 'all' },

  *check(topology, { estate }) {
    for (const [vnet, { gateways, routeServers }] of topology.attachedResources) {
      const about = vnetSubject(vnet);
      const [routeServer] = routeServers;
      if (!routeServer || gateways.length === 0) continue;
      const appliances = estate.peersOfRouteServer(routeServer).map(({ id, peerIp }) => peerIp ?? lastName(id));
      const hasBranches = appliances.length + new Set(gateways.map(({ kind }) => kind)).size > 1;
      const missing = estate.missingPeersOf(routeServer);
      if (routeServer.branchToBranch) yield pass(about);
      else if (!hasBranches && missing.length === 0) yield pass(about);
      else if (!hasBranches) yield unknown(about, missingReason(topology, missing));
      else if (routeServer.branchToBranch === undefined) yield unknown(about, { kind: 'branch-to-branch-missing', vnet });
      else yield fail(about, { vnet, gateways: gateways.map(({ id }) => lastName(id)), appliances });
    }
  },

  explain: ({ vnet, gateways, appliances }, name) =>
    `The Route Server in ${name(vnet)}, beside ${formatList(gateways)}, does not allow branch-to-branch traffic. ${
      appliances.length > 0
        ? `Networks behind ${formatList(appliances)} and networks behind ${gateways.length === 1 ? 'the gateway' : 'the gateways'}`
        : 'Networks behind one gateway and networks behind the other'
    } do not learn routes to each other.`,
  remedy: () => [],
  advice: ({ vnet }, name) =>
    `If these networks should reach each other, turn on branch-to-branch traffic (allowBranchToBranchTraffic) of the Route Server in ${name(vnet)}. If they should stay apart, mute this finding.`,
});
