import { HALF_SETTINGS, type Half, halfStatus, type Peering, type Topology } from '@peerscape/shared/topology';
import { count, formatList } from './format.ts';
import { peeringName } from './names.ts';

/** Differences between two snapshots of an estate. */
export interface TopologyDiff {
  readonly vnetsAdded: number;
  readonly vnetsRemoved: number;
  readonly peerings: readonly { readonly name: string; readonly change: 'added' | 'removed' | 'changed' }[];
}

const flags = (half: Half | undefined): string =>
  half ? [half.sync, ...HALF_SETTINGS.map((setting) => half[setting.row] ?? setting.default)].join() : '';

const comparisonKey = (topology: Topology, peering: Peering): string =>
  [halfStatus(topology, peering, peering.a), flags(peering.ab), halfStatus(topology, peering, peering.b), flags(peering.ba)].join();

/** Compares two topologies. */
export function diffTopologies(before: Topology, now: Topology): TopologyDiff {
  const peerings: TopologyDiff['peerings'][number][] = [];
  for (const peering of now.peerings.values()) {
    const old = before.peerings.get(peering.key);
    if (!old) peerings.push({ name: peeringName(now, peering), change: 'added' });
    else if (comparisonKey(before, old) !== comparisonKey(now, peering))
      peerings.push({ name: peeringName(now, peering), change: 'changed' });
  }
  for (const peering of before.peerings.values()) {
    if (!now.peerings.has(peering.key)) peerings.push({ name: peeringName(before, peering), change: 'removed' });
  }
  return {
    vnetsAdded: [...now.vnets.keys()].filter((key) => !before.vnets.has(key)).length,
    vnetsRemoved: [...before.vnets.keys()].filter((key) => !now.vnets.has(key)).length,
    peerings,
  };
}

const MAX_NAMED = 3;

/** Describes the changes in one sentence; returns undefined when there are none. */
export function describeTopologyDiff({ vnetsAdded, vnetsRemoved, peerings }: TopologyDiff): string | undefined {
  const phrases: string[] = [];
  if (vnetsAdded) phrases.push(`${count(vnetsAdded, 'VNet')} added`);
  if (vnetsRemoved) phrases.push(`${count(vnetsRemoved, 'VNet')} removed`);
  if (peerings.length > MAX_NAMED) phrases.push(`${count(peerings.length, 'peering')} changed`);
  else phrases.push(...peerings.map(({ name, change }) => `peering ${name} ${change}`));
  const [first, ...rest] = phrases;
  return first ? `${formatList([first.charAt(0).toUpperCase() + first.slice(1), ...rest])}.` : undefined;
}
