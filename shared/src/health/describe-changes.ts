import { CHOSEN_SETTINGS, type Change, halfFrom, peeringKey, type Topology } from '../topology/index.ts';
import type { Namer } from './verdict-subject.ts';

/** Describes the changes in order, one sentence each. */
export function describeChanges(changes: readonly Change[], topology: Topology, name: Namer): string {
  const created = new Set<string>();
  return changes
    .map((change) => `${describeChange(change, halfExists(topology, change) || created.has(keyOf(change)), name, created)}.`)
    .join(' ');
}

const keyOf = ({ from, to }: Change): string => `${from}>${to}`;

function halfExists({ peerings }: Topology, { from, to }: Change): boolean {
  const peering = peerings.get(peeringKey(from, to));
  return peering !== undefined && halfFrom(peering, from) !== undefined;
}

function describeChange(change: Change, exists: boolean, name: Namer, created: Set<string>): string {
  const half = `${name(change.from)} → ${name(change.to)}`;
  if (change.kind === 'delete-half') return `Delete the half ${half}`;
  if (change.kind === 'sync-half') return `Sync the half ${half} with the current address space of ${name(change.to)}`;
  created.add(keyOf(change));
  const { flags: requested = {} } = change;
  const flags = CHOSEN_SETTINGS.flatMap((setting) => {
    const phrases = setting.kind === 'flag' ? setting.texts.phrases : undefined;
    const value = requested[setting.row];
    return phrases === undefined || value === undefined ? [] : value ? [phrases.on] : exists ? [phrases.off] : [];
  });
  if (!exists) return `Create the half ${half}${flags.length > 0 ? `: ${flags.join(', ')}` : ''}`;
  return flags.length > 0 ? `Change the half ${half}: ${flags.join(', ')}` : `Rewrite the half ${half} with its current settings`;
}
