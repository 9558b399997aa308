import { lastName, type ResourceKey } from '../../arm/index.ts';
import { connectedPairs } from '../../topology/index.ts';
import { aboutPeering } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';
import { resolverOf } from '../zones.ts';

interface Evidence {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly zonesOfA: readonly string[];
  readonly zonesOfB: readonly string[];
}

/** A private zone resolves where it is linked; peering passes no names on (azure-semantics §6.7). */
export const noSharedZone = rule<Evidence>({
  code: 'VNP701',
  slug: 'no-shared-zone',
  title: 'Peered, but no private DNS zone resolves on both sides',
  severity: 'info',
  reads: ['peerings', 'peeringsOf', 'vnets', 'ghosts', 'equipmentOf'],
  needs: { dnsZones: 'none', dnsLinks: 'none' },

  *check(topology) {
    const resolve = resolverOf(topology);
    for (const { peering } of connectedPairs(topology)) {
      const { a, b } = peering;
      const [ofA, ofB] = [resolve(a), resolve(b)];
      if (ofA.zones.size + ofB.zones.size === 0) continue;
      const doubt = ofA.doubt ?? ofB.doubt;
      const isShared = [...ofA.zones].some((zone) => ofB.zones.has(zone));
      if (isShared) yield pass(aboutPeering(peering));
      else if (doubt) yield unknown(aboutPeering(peering), doubt);
      else yield fail(aboutPeering(peering), { a, b, zonesOfA: [...ofA.zones].map(lastName), zonesOfB: [...ofB.zones].map(lastName) });
    }
  },

  explain: ({ a, b, zonesOfA, zonesOfB }, name) =>
    `${name(a)} resolves ${inWords(zonesOfA)}; ${name(b)} resolves ${inWords(zonesOfB)}. Machines reach each other by address and not by name.`,
  remedy: () => [],
  advice: ({ a, b, zonesOfA, zonesOfB }, name) =>
    `Link ${inWords([...zonesOfA, ...zonesOfB])} to both ${name(a)} and ${name(b)}, or let both ask the same DNS servers. Changing links needs Microsoft.Network/privateDnsZones/virtualNetworkLinks/write on the zone.`,
});

const inWords = (zones: readonly string[]): string => (zones.length === 0 ? 'no private zone' : zones.join(', '));
