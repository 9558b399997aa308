import { type Change, type HalfFlags, halfFrom, peeringKey, type Topology } from '../topology/index.ts';
import type { NameOf } from './about.ts';

const FLAGS: readonly { readonly flag: keyof HalfFlags; readonly on: string; readonly off: string }[] = [
  { flag: 'allowAccess', on: 'switch access on', off: 'switch access off' },
  { flag: 'allowForwarded', on: 'accept forwarded traffic', off: 'stop accepting forwarded traffic' },
  { flag: 'allowTransit', on: 'offer gateway transit', off: 'stop offering gateway transit' },
  { flag: 'useRemoteGateways', on: 'use the remote gateways', off: 'stop using the remote gateways' },
];

/** What the changes will do, a sentence each, in their order. */
export function sayChanges(changes: readonly Change[], topology: Topology, name: NameOf): string {
  const made = new Set<string>();
  return changes.map((change) => `${sayChange(change, isThere(topology, change) || made.has(keyOf(change)), name, made)}.`).join(' ');
}

const keyOf = ({ from, to }: Change): string => `${from}>${to}`;

function isThere({ peerings }: Topology, { from, to }: Change): boolean {
  const peering = peerings.get(peeringKey(from, to));
  return peering !== undefined && halfFrom(peering, from) !== undefined;
}

function sayChange(change: Change, exists: boolean, name: NameOf, made: Set<string>): string {
  const half = `${name(change.from)} → ${name(change.to)}`;
  if (change.kind === 'delete-half') return `Delete the half ${half}`;
  if (change.kind === 'sync-half') return `Sync the half ${half}, so that it learns the current prefixes of ${name(change.to)}`;
  made.add(keyOf(change));
  const flags = FLAGS.flatMap(({ flag, on, off }) =>
    change.flags?.[flag] === undefined ? [] : change.flags[flag] ? [on] : exists ? [off] : [],
  );
  if (!exists) return `Create the half ${half}${flags.length > 0 ? `: ${flags.join(', ')}` : ''}`;
  return flags.length > 0 ? `Change the half ${half}: ${flags.join(', ')}` : `Write the half ${half} again as it is`;
}
