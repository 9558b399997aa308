import { type Half, lookOf, type Peering, type Topology } from '@peerscape/shared/topology';
import { count, listed } from './format.ts';
import { peeringName } from './names.ts';

/** What is different between two readings of an estate. */
export interface Changes {
  readonly vnetsAdded: number;
  readonly vnetsGone: number;
  readonly peerings: readonly { readonly name: string; readonly how: 'new' | 'gone' | 'changed' }[];
}

const flags = (half: Half | undefined): string =>
  half ? [half.sync, half.allowAccess, half.allowForwarded, half.allowTransit, half.useRemoteGateways].join() : '';

const picture = (topology: Topology, peering: Peering): string =>
  [lookOf(topology, peering, peering.a), flags(peering.ab), lookOf(topology, peering, peering.b), flags(peering.ba)].join();

/** What changed from one topology to the next. */
export function changesBetween(before: Topology, now: Topology): Changes {
  const peerings: Changes['peerings'][number][] = [];
  for (const peering of now.peerings.values()) {
    const old = before.peerings.get(peering.key);
    if (!old) peerings.push({ name: peeringName(now, peering), how: 'new' });
    else if (picture(before, old) !== picture(now, peering)) peerings.push({ name: peeringName(now, peering), how: 'changed' });
  }
  for (const peering of before.peerings.values()) {
    if (!now.peerings.has(peering.key)) peerings.push({ name: peeringName(before, peering), how: 'gone' });
  }
  return {
    vnetsAdded: [...now.vnets.keys()].filter((key) => !before.vnets.has(key)).length,
    vnetsGone: [...before.vnets.keys()].filter((key) => !now.vnets.has(key)).length,
    peerings,
  };
}

const NAMED = 3;

/** The changes in a sentence; nothing when there are none. */
export function changesSentence({ vnetsAdded, vnetsGone, peerings }: Changes): string | undefined {
  const parts: string[] = [];
  if (vnetsAdded) parts.push(`${count(vnetsAdded, 'VNet')} new`);
  if (vnetsGone) parts.push(`${count(vnetsGone, 'VNet')} gone`);
  if (peerings.length > NAMED) parts.push(`${count(peerings.length, 'peering')} changed`);
  else parts.push(...peerings.map(({ name, how }) => `peering ${name} ${how}`));
  const [first, ...rest] = parts;
  return first ? `${listed([first.charAt(0).toUpperCase() + first.slice(1), ...rest])}.` : undefined;
}
