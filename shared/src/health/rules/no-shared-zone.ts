import { lastName, type ResourceKey } from '../../arm/index.ts';
import { connectedPairs } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { peeringSubject } from '../verdict-subject.ts';
import { createZoneResolver } from '../zones.ts';

interface Evidence {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly zonesOfA: readonly string[];
  readonly zonesOfB: readonly string[];
}

/** A private DNS zone resolves only in VNets that it is linked to; peering does not extend name resolution (azure-semantics §6.7). */
export const noSharedZone = defineRule<Evidence>({
  code: 'VNP701',
  slug: 'no-shared-zone',
  title: 'Peered VNets do not share a private DNS zone',
  severity: 'info',
  reads: ['peerings', 'peeringsOf', 'vnets', 'ghosts', 'attachedResources'],
  needs: { dnsZones: 'none', dnsLinks: 'none' },

  *check(topology, model) {
    const resolve = createZoneResolver(topology, model);
    for (const { peering } of connectedPairs(topology)) {
      const { a, b } = peering;
      const [ofA, ofB] = [resolve(a), resolve(b)];
      if (ofA.zones.size + ofB.zones.size === 0) continue;
      const reason = ofA.reason ?? ofB.reason;
      const isShared = [...ofA.zones].some((zone) => ofB.zones.has(zone));
      if (isShared) yield pass(peeringSubject(peering));
      else if (reason) yield unknown(peeringSubject(peering), reason);
      else yield fail(peeringSubject(peering), { a, b, zonesOfA: [...ofA.zones].map(lastName), zonesOfB: [...ofB.zones].map(lastName) });
    }
  },

  explain: ({ a, b, zonesOfA, zonesOfB }, name) =>
    `${name(a)} resolves ${formatZones(zonesOfA)}; ${name(b)} resolves ${formatZones(zonesOfB)}. Machines on the two sides can reach each other by IP address but not by private DNS name.`,
  remedy: () => [],
  advice: ({ a, b, zonesOfA, zonesOfB }, name) =>
    `Link ${formatZones([...zonesOfA, ...zonesOfB])} to both ${name(a)} and ${name(b)}, or configure both to use the same DNS servers. Creating a link requires Microsoft.Network/privateDnsZones/virtualNetworkLinks/write on the zone.`,
});

const formatZones = (zones: readonly string[]): string => (zones.length === 0 ? 'no private zone' : zones.join(', '));
