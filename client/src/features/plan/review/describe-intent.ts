import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { CHOSEN_SETTINGS, type Change, type HalfFlags, type HalfRef, type Namer, orderPair } from '@peerscape/shared/topology';
import { count, formatList } from '../../../lib/format/format.ts';
import { formatSetting } from '../half-settings.ts';

/** Describes an intent without a full stop: `Peer hub and spoke-a`. */
export function describeIntent(intent: Intent, name: Namer): string {
  switch (intent.kind) {
    case 'connect':
      return intent.only
        ? `Create the half ${formatHalf({ from: intent.a, to: intent.b }, name)}`
        : `Peer ${orderPair(intent.a, intent.b).map(name).join(' and ')}`;
    case 'repair':
      return `Repair the peering ${formatPeering(intent.a, intent.b, name)}`;
    case 'set-options':
      return describeOptions(intent, name);
    case 'delete':
      return intent.only
        ? `Delete the half ${formatHalf(intent, name)}`
        : `Delete the peering ${formatPeering(intent.from, intent.to, name)}`;
    case 'sync':
      return intent.only ? `Sync the half ${formatHalf(intent, name)}` : `Sync the peering ${formatPeering(intent.from, intent.to, name)}`;
    case 'changes':
      return describeChanges(intent.changes, name);
  }
}

const formatPeering = (one: ResourceKey, other: ResourceKey, name: Namer): string => orderPair(one, other).map(name).join(' – ');

const formatHalf = ({ from, to }: HalfRef, name: Namer): string => `${name(from)} → ${name(to)}`;

function describeOptions({ from, to, flags, back }: Intent & { kind: 'set-options' }, name: Namer): string {
  const ownChange = `Change ${formatHalf({ from, to }, name)} (${formatFlags(flags)})`;
  return back ? `${ownChange} and ${formatHalf({ from: to, to: from }, name)} (${formatFlags(back)})` : ownChange;
}

const formatFlags = (flags: Partial<HalfFlags>): string =>
  CHOSEN_SETTINGS.flatMap(({ row, title }) => (row in flags ? [`${title}: ${formatSetting(flags[row])}`] : [])).join(', ');

const VERBS: Readonly<Record<Change['kind'], string>> = { 'put-half': 'Create or update', 'sync-half': 'Sync', 'delete-half': 'Delete' };

function describeChanges(changes: readonly Change[], name: Namer): string {
  const [first] = changes;
  if (first && changes.length === 1) return `${VERBS[first.kind]} the half ${formatHalf(first, name)}`;
  const halves = [...new Set(changes.map((change) => formatHalf(change, name)))];
  return `Change ${halves.length > 2 ? count(halves.length, 'half', 'halves') : formatList(halves)}`;
}
