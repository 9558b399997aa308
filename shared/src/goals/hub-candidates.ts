import type { ResourceKey } from '../arm/index.ts';
import { otherEnd, type Topology } from '../topology/index.ts';

/** A VNet that could be the hub of some others, and what speaks for it. */
export interface HubCandidate {
  readonly key: ResourceKey;
  /** In words without an end: `1 gateway, 1 firewall, peered with 8 of the others`; what nothing speaks for says so. */
  readonly why: string;
}

/**
 * The VNets as hubs of the others, the best guess first: who is peered with most of the others already, else who has more gateways, else more
 * firewalls and appliances, else more peerings. Where nothing tells, they stay in their order.
 */
export function hubCandidates(
  topology: Topology,
  among: readonly ResourceKey[],
  others: readonly ResourceKey[] = among,
): readonly HubCandidate[] {
  const members = new Set(others);
  return among
    .map((key) => ({ key, signs: signsOf(topology, key, members) }))
    .sort((p, q) => firstDifference(q.signs, p.signs))
    .map(({ key, signs }) => ({ key, why: inWords(signs) }));
}

interface Signs {
  readonly isCentre: number;
  readonly gateways: number;
  readonly devices: number;
  readonly within: number;
  readonly peerings: number;
}

function signsOf({ equipmentOf, peeringsOf }: Topology, key: ResourceKey, members: ReadonlySet<ResourceKey>): Signs {
  const equipment = equipmentOf.get(key);
  const peerings = peeringsOf.get(key) ?? [];
  const within = peerings.filter((peering) => members.has(otherEnd(peering, key))).length;
  return {
    isCentre: within > 1 && within * 2 > members.size - 1 ? 1 : 0,
    gateways: (equipment?.gateways.length ?? 0) + (equipment?.routeServers.length ?? 0),
    devices: (equipment?.firewalls.length ?? 0) + (equipment?.appliances.length ?? 0),
    within,
    peerings: peerings.length,
  };
}

const ORDER = ['isCentre', 'gateways', 'devices', 'within', 'peerings'] as const satisfies readonly (keyof Signs)[];

const firstDifference = (p: Signs, q: Signs): number => ORDER.map((sign) => p[sign] - q[sign]).find((difference) => difference !== 0) ?? 0;

function inWords({ gateways, devices, within, peerings }: Signs): string {
  const words = [
    ...(gateways > 0 ? [gateways === 1 ? '1 gateway' : `${gateways} gateways`] : []),
    ...(devices > 0 ? [devices === 1 ? '1 firewall or appliance' : `${devices} firewalls or appliances`] : []),
    ...(within > 0 ? [`peered with ${within} of the others`] : []),
    ...(peerings > within ? [`${peerings} peerings in all`] : []),
  ];
  return words.length > 0 ? words.join(', ') : 'no gateway, no firewall, no peering';
}
