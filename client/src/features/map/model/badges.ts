import type { Equipment } from '@peerscape/shared/topology';

/** A short sign on a VNet for something that stands in it or is attached to it. */
export interface Badge {
  readonly text: string;
  readonly meaning: string;
  readonly kind: 'gateway' | 'appliance' | 'routing' | 'dns';
}

interface BadgeRule extends Badge {
  readonly count: (equipment: Equipment) => number;
}

const ofKind = (kind: string) => (equipment: Equipment) => equipment.gateways.filter((gateway) => gateway.kind === kind).length;

/** What can stand on a VNet, in the order in which it is shown; read by cards, tooltips and the legend. */
export const BADGES: readonly BadgeRule[] = [
  { text: 'VPN', meaning: 'VPN gateway', kind: 'gateway', count: ofKind('Vpn') },
  { text: 'ER', meaning: 'ExpressRoute gateway', kind: 'gateway', count: ofKind('ExpressRoute') },
  { text: 'FW', meaning: 'Azure Firewall', kind: 'appliance', count: (equipment) => equipment.firewalls.length },
  {
    text: 'NVA',
    meaning: 'Network virtual appliance (IP forwarding on)',
    kind: 'appliance',
    count: (equipment) => equipment.appliances.length,
  },
  { text: 'RS', meaning: 'Route Server', kind: 'routing', count: (equipment) => equipment.routeServers.length },
  { text: 'DNS', meaning: 'Private DNS zone links', kind: 'dns', count: (equipment) => equipment.dnsLinks.length },
];

/** The badges of a VNet; none when nothing stands in it. They are data alone: the map is handed over to a worker to be drawn there. */
export const badgesOf = (equipment: Equipment | undefined): readonly Badge[] =>
  equipment ? BADGES.filter((badge) => badge.count(equipment) > 0).map(({ text, meaning, kind }) => ({ text, meaning, kind })) : [];
