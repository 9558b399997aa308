import type { ResourceKey } from '../../arm/index.ts';
import { connectedPairs, connectedPeers, type HalfRef, type Topology } from '../../topology/index.ts';
import { createForwardingTest } from '../forwarding-vnets.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { peeringSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly halvesWithoutAccess: readonly HalfRef[];
  /** Owners of such halves that are hubs, so that the traffic of other VNets is lost too. */
  readonly hubs: readonly ResourceKey[];
}

const MIN_PEERS_OF_HUB = 3;

/**
 * The peering stays Connected and in sync; only the default NSG rules stop matching on the side where access is off (azure-semantics §6.4).
 * Measured in a hub-and-spoke network with access off on all halves: 100 % loss, and no packet reaches an appliance.
 */
export const accessOff = defineRule<Evidence>({
  code: 'VNP401',
  slug: 'access-off',
  title: 'VNet access is turned off',
  severity: 'warning',
  severityOf: ({ hubs }) => (hubs.length > 0 ? 'error' : 'warning'),
  reads: ['peerings', 'peeringsOf', 'vnets', 'attachedResources', 'routeTables'],

  *check(topology) {
    const isHub = createHubTest(topology);
    for (const pair of connectedPairs(topology)) {
      const about = peeringSubject(pair.peering);
      const halvesWithoutAccess = (pair.seen === 'both' ? [pair.near, pair.far] : [pair.near])
        .filter((half) => !half.allowAccess)
        .map(({ from, to }) => ({ from, to }));
      if (halvesWithoutAccess.length > 0)
        yield fail(about, { halvesWithoutAccess, hubs: halvesWithoutAccess.filter(isHub).map(({ from }) => from) });
      else if (pair.seen === 'both') yield pass(about);
      else yield unknown(about, { kind: 'half-unreadable', vnet: pair.hidden });
    }
  },

  explain: ({ halvesWithoutAccess, hubs: [hub] }, name) =>
    `${halvesWithoutAccess.map(({ from, to }) => `${name(from)} does not allow access from ${name(to)}`).join(', and ')}. The peering is still Connected, but with default network security rules no traffic passes. Rules that specify IP addresses can still allow it.${hub ? ` ${name(hub)} is a hub, so traffic that it forwards is lost too.` : ''}`,
  remedy: ({ halvesWithoutAccess }) => halvesWithoutAccess.map((half) => ({ kind: 'put-half', ...half, flags: { allowAccess: true } })),
  highlights: ({ halvesWithoutAccess }) => halvesWithoutAccess,
});

/** Creates a function that returns whether a hub owns the half: a VNet that forwards traffic, or one with more peers than its spokes have. */
function createHubTest(topology: Topology): (half: HalfRef) => boolean {
  const forwards = createForwardingTest(topology);
  const countPeers = (vnet: ResourceKey): number => [...connectedPeers(topology, vnet)].length;
  return ({ from, to }) => forwards(from) || countPeers(from) >= Math.max(MIN_PEERS_OF_HUB, countPeers(to) + 1);
}
