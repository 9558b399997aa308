import { type AttachedKind, type AttachedResources, formatKinds, missingOf, type Topology } from '@peerscape/shared/topology';

/** Short label on a VNet for a resource that is in it or attached to it. */
export interface Badge {
  readonly text: string;
  readonly meaning: string;
  readonly kind: 'gateway' | 'appliance' | 'routing' | 'dns';
}

interface BadgeRule extends Badge {
  readonly count: (attached: AttachedResources) => number;
}

const ofKind = (kind: string) => (attached: AttachedResources) => attached.gateways.filter((gateway) => gateway.kind === kind).length;

/** Badges in display order; cards, tooltips and the legend read this table. */
export const BADGES: readonly BadgeRule[] = [
  { text: 'VPN', meaning: 'VPN gateway', kind: 'gateway', count: ofKind('Vpn') },
  { text: 'ER', meaning: 'ExpressRoute gateway', kind: 'gateway', count: ofKind('ExpressRoute') },
  {
    text: 'GW',
    meaning: 'Gateway of unknown type',
    kind: 'gateway',
    count: ({ gateways }) => gateways.filter(({ kind }) => kind !== 'Vpn' && kind !== 'ExpressRoute').length,
  },
  { text: 'FW', meaning: 'Azure Firewall', kind: 'appliance', count: (attached) => attached.firewalls.length },
  {
    text: 'NVA',
    meaning: 'Network virtual appliance (IP forwarding on)',
    kind: 'appliance',
    count: (attached) => attached.appliances.length,
  },
  { text: 'RS', meaning: 'Route Server', kind: 'routing', count: (attached) => attached.routeServers.length },
  { text: 'DNS', meaning: 'Private DNS zone links', kind: 'dns', count: (attached) => attached.dnsLinks.length },
];

/** Returns the badges of a VNet. They are plain data because the map is posted to a worker that draws it. */
export const badgesOf = (attached: AttachedResources | undefined): readonly Badge[] =>
  attached ? BADGES.filter((badge) => badge.count(attached) > 0).map(({ text, meaning, kind }) => ({ text, meaning, kind })) : [];

/** Resource types that badges show. */
const BADGE_KINDS: readonly AttachedKind[] = ['gateways', 'firewalls', 'appliances', 'routeServers', 'dnsLinks'];

/** Says which resource types of badges are not in the source, so that a VNet without such a badge may have one; undefined if none are. */
export function describeMissingBadges(topology: Topology): string | undefined {
  const missing = missingOf(topology, BADGE_KINDS);
  return missing.length > 0 ? `not in the source: ${formatKinds(missing)}` : undefined;
}
