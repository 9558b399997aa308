import { type ResourceKey, resourceKey } from '../../arm/index.ts';
import { groupBy } from '../../routing/index.ts';
import type { Half } from '../../topology/index.ts';
import { aboutGroup, aboutVNet } from '../about.ts';
import { isMadeByNetworkManager } from '../managers.ts';
import { fail, pass, rule } from '../rule.ts';

interface Evidence {
  readonly of: ResourceKey;
  readonly what: 'peerings' | 'members';
  readonly count: number;
  readonly limit: number;
}

/** azure-semantics §5. */
const PEERINGS = 500;
const PEERINGS_BY_NETWORK_MANAGER = 1000;
const GROUP_MEMBERS = 250;
const CLOSE = 0.8;

/** Limits are per VNet: every half counts, whatever its state. */
export const nearLimit = rule<Evidence>({
  code: 'VNP501',
  slug: 'near-limit',
  title: 'Close to a limit of Azure',
  severity: 'warning',
  reads: ['halves', 'connectedGroups'],
  needs: { connectedGroups: 'all' },
  neverUnknown: 'the halves of a VNet are read with it, and the members of a group with the group',

  *check({ halves, connectedGroups }) {
    for (const [vnet, own] of groupBy(halves.values(), (half) => half.from)) {
      const limit = limitOf(own);
      const about = aboutVNet(vnet);
      yield own.length < limit * CLOSE ? pass(about) : fail(about, { of: vnet, what: 'peerings', count: own.length, limit });
    }
    for (const group of connectedGroups) {
      const count = group.vnetIds.length;
      const about = aboutGroup(group);
      yield count < GROUP_MEMBERS * CLOSE
        ? pass(about)
        : fail(about, { of: resourceKey(group.id), what: 'members', count, limit: GROUP_MEMBERS });
    }
  },

  explain: ({ of, what, count, limit }, name) =>
    what === 'peerings'
      ? `${name(of)} has ${count} of ${limit} peerings: ${room(limit - count)}.`
      : `The connected group ${name(of)} has ${count} of ${limit} VNets: ${room(limit - count)}. The limit can be raised on request.`,
  remedy: () => [],
  advice: ({ of, what, limit }, name) =>
    what === 'peerings'
      ? `Plan before the next VNets arrive: a second hub, ${limit === PEERINGS ? 'Virtual Network Manager (1,000 peerings for its hub), ' : ''}or a connected group. Delete dead halves of ${name(of)} first; they count too.`
      : `Ask Microsoft to raise the limit of ${name(of)} (up to 1,000 VNets), or divide the group.`,
});

const limitOf = (halves: readonly Half[]): number => (halves.every(isMadeByNetworkManager) ? PEERINGS_BY_NETWORK_MANAGER : PEERINGS);

const room = (left: number): string => (left > 0 ? `room for ${left} more` : 'no room for more');
