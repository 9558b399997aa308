import { type ResourceKey, resourceKey } from '../../arm/index.ts';
import { groupBy } from '../../routing/index.ts';
import { formatNumber, type Half, isMadeByNetworkManager } from '../../topology/index.ts';
import { defineRule, fail, pass } from '../rule.ts';
import { groupSubject, vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly resource: ResourceKey;
  readonly quota: 'peerings' | 'members';
  readonly count: number;
  readonly limit: number;
}

/** Limits as of azure-semantics §5. */
const MAX_PEERINGS = 500;
const MAX_PEERINGS_BY_NETWORK_MANAGER = 1000;
const MAX_GROUP_MEMBERS = 250;
/** Share of a limit from which it is reported. */
const THRESHOLD = 0.8;

/** Peering limits apply per VNet: every half counts, whatever its state. */
export const nearLimit = defineRule<Evidence>({
  code: 'VNP501',
  slug: 'near-limit',
  title: 'Close to an Azure limit',
  severity: 'warning',
  reads: ['halves', 'connectedGroups'],
  needs: { connectedGroups: 'all' },
  neverUnknown: 'the halves of a VNet are read together with it, and the members of a group with the group',

  *check({ halves, connectedGroups }) {
    for (const [vnet, own] of groupBy(halves.values(), (half) => half.from)) {
      const limit = limitOf(own);
      const about = vnetSubject(vnet);
      yield own.length < limit * THRESHOLD ? pass(about) : fail(about, { resource: vnet, quota: 'peerings', count: own.length, limit });
    }
    for (const group of connectedGroups) {
      const count = group.vnetIds.length;
      const about = groupSubject(group);
      yield count < MAX_GROUP_MEMBERS * THRESHOLD
        ? pass(about)
        : fail(about, { resource: resourceKey(group.id), quota: 'members', count, limit: MAX_GROUP_MEMBERS });
    }
  },

  explain: ({ resource, quota, count, limit }, name) =>
    quota === 'peerings'
      ? `${name(resource)} has ${count} of ${limit} peerings: ${describeRemaining(limit - count)}.`
      : `The connected group ${name(resource)} has ${count} of ${limit} VNets: ${describeRemaining(limit - count)}. Microsoft can raise the limit on request.`,
  remedy: () => [],
  advice: ({ resource, quota, limit }, name) =>
    quota === 'peerings'
      ? `Delete Disconnected halves of ${name(resource)} first; they count towards the limit. Then plan ahead: add a second hub, or use ${limit === MAX_PEERINGS ? 'Virtual Network Manager (1,000 peerings for its hub) or ' : ''}a connected group.`
      : `Ask Microsoft to raise the limit of ${name(resource)} (up to 1,000 VNets), or split the group.`,
});

const limitOf = (halves: readonly Half[]): number =>
  halves.every(isMadeByNetworkManager) ? MAX_PEERINGS_BY_NETWORK_MANAGER : MAX_PEERINGS;

const describeRemaining = (remaining: number): string =>
  remaining > 0 ? `${formatNumber(remaining)} more can be added` : 'no more can be added';
