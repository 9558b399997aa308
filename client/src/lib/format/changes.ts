import { type Half, lookOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { count, listed } from './format.ts';
import { peeringName } from './names.ts';

/** Differences between two snapshots of an estate. */
export interface Changes {
  readonly vnetsAdded: number;
  readonly vnetsGone: number;
  readonly peerings: readonly { readonly name: string; readonly how: 'added' | 'removed' | 'changed' }[];
}

const flags = (half: Half | undefined): string =>
  half ? [half.sync, half.allowAccess, half.allowForwarded, half.allowTransit, half.useRemoteGateways].join() : '';

const comparisonKey = (topology: Topology, peering: Peering): string =>
  [lookOf(topology, peering, peering.a), flags(peering.ab), lookOf(topology, peering, peering.b), flags(peering.ba)].join();

/** Compares two topologies. */
export function changesBetween(before: Topology, now: Topology): Changes {
  const peerings: Changes['peerings'][number][] = [];
  for (const peering of now.peerings.values()) {
    const old = before.peerings.get(peering.key);
    if (!old) peerings.push({ name: peeringName(now, peering), how: 'added' });
    else if (comparisonKey(before, old) !== comparisonKey(now, peering)) peerings.push({ name: peeringName(now, peering), how: 'changed' });
  }
  for (const peering of before.peerings.values()) {
    if (!now.peerings.has(peering.key)) peerings.push({ name: peeringName(before, peering), how: 'removed' });
  }
  return {
    vnetsAdded: [...now.vnets.keys()].filter((key) => !before.vnets.has(key)).length,
    vnetsGone: [...before.vnets.keys()].filter((key) => !now.vnets.has(key)).length,
    peerings,
  };
}

const MAX_NAMED = 3;

/** Describes the changes in one sentence; returns undefined when there are none. */
export function changesSentence({ vnetsAdded, vnetsGone, peerings }: Changes): string | undefined {
  const phrases: string[] = [];
  if (vnetsAdded) phrases.push(`${count(vnetsAdded, 'VNet')} added`);
  if (vnetsGone) phrases.push(`${count(vnetsGone, 'VNet')} removed`);
  if (peerings.length > MAX_NAMED) phrases.push(`${count(peerings.length, 'peering')} changed`);
  else phrases.push(...peerings.map(({ name, how }) => `peering ${name} ${how}`));
  const [first, ...rest] = phrases;
  return first ? `${listed([first.charAt(0).toUpperCase() + first.slice(1), ...rest])}.` : undefined;
}
