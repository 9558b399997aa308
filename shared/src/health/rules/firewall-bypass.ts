import { groupBy } from '../../routing/index.ts';
import { formatCount, hasAllHalves } from '../../topology/index.ts';
import { type Bypass, findBypasses } from '../bypassed-routes.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly bypasses: readonly Omit<Bypass, 'isCertain'>[];
}

const MAX_LISTED = 3;

/**
 * The longest matching prefix wins, and peering routes are no exception: a default or summary route never applies to the traffic to a
 * directly peered VNet (azure-semantics §6.1). Measured with the appliances switched off: packets between peered VNets still arrive.
 */
export const firewallBypass = defineRule<Evidence>({
  code: 'VNP406',
  slug: 'firewall-bypass',
  title: 'A peering route bypasses the appliance',
  severity: 'warning',
  // connections that only one direction of passes the appliance do not work
  severityOf: ({ bypasses }) => (bypasses.some(({ isResponseDropped }) => isResponseDropped) ? 'error' : 'warning'),
  reads: [
    'routeTables',
    'vnets',
    'ghosts',
    'peeringsOf',
    'attachedResources',
    'connections',
    'localNetworkGateways',
    'missingKinds',
    'missingKindsIn',
  ],
  needs: { routeTables: 'none', connectedGroups: 'all' },

  *check(topology, model) {
    for (const [vnet, uses] of groupBy(findBypasses(topology, model), (use) => use.vnet)) {
      const bypasses = uses.flatMap((use) => use.bypasses);
      const certain = bypasses.filter(({ isCertain }) => isCertain);
      const hidden = bypasses.find(({ peer }) => !topology.vnets.has(peer));
      if (certain.length > 0) yield fail(vnetSubject(vnet), { bypasses: certain.map(({ isCertain: _, ...bypass }) => bypass) });
      else if (hidden) yield unknown(vnetSubject(vnet), { kind: 'vnet-unreadable', vnet: hidden.peer });
      else if (bypasses.length > 0) yield unknown(vnetSubject(vnet), { kind: 'appliance-subnets-unknown' });
      else if (!hasAllHalves(topology, vnet)) yield unknown(vnetSubject(vnet), { kind: 'halves-not-read', vnet });
      else yield pass(vnetSubject(vnet));
    }
  },

  explain: ({ bypasses }, name) =>
    `${bypasses
      .slice(0, MAX_LISTED)
      .map(
        ({ vnet, subnets, peer, prefixes, route, nextHop, isResponseDropped }) =>
          `${name(vnet)}/${subnets.join(', ')} routes ${route} to ${nextHop}, but traffic to ${prefixes.join(', ')} in ${name(peer)} takes the peering route and bypasses ${nextHop}.${isResponseDropped ? ` Responses from ${name(peer)} to networks behind the gateway pass ${nextHop}, which has not seen the requests and drops them.` : ''}`,
      )
      .join(
        ' ',
      )}${bypasses.length > MAX_LISTED ? ` The same applies to ${formatCount(bypasses.length - MAX_LISTED, 'more peering')}.` : ''}`,
  remedy: () => [],
  advice: ({ bypasses }, name) =>
    `If the appliance should inspect this traffic, add routes for the prefixes of the peering, and return routes in the other VNet: ${bypasses
      .slice(0, MAX_LISTED)
      .map(
        ({ vnet, subnets, prefixes, nextHop }) =>
          `${prefixes.join(', ')} to ${nextHop} in the route table of ${name(vnet)}/${subnets.join(', ')}`,
      )
      .join('; ')}. If the direct path is intended, mute this finding.`,
  highlights: ({ bypasses }) => bypasses.map(({ vnet, peer }) => ({ from: vnet, to: peer })),
});
