import type { Intent, Writable } from '@peerscape/shared/plan';
import type { Change, HalfFlags, HalfRef, NameOf } from '@peerscape/shared/topology';
import { count, listed } from '../../../lib/format/format.ts';
import { SETTINGS, settingNames, valueInWords } from '../half-settings.ts';

/** A wish as a sentence without its end: `Peer hub and spoke-a`. */
export function sayIntent(intent: Intent, name: NameOf): string {
  switch (intent.kind) {
    case 'connect':
      return intent.only
        ? `Write the half ${arrow({ from: intent.a, to: intent.b }, name)}`
        : `Peer ${name(intent.a)} and ${name(intent.b)}`;
    case 'repair':
      return `Repair the peering ${name(intent.a)} – ${name(intent.b)}`;
    case 'set-options':
      return optionsWished(intent, name);
    case 'delete':
      return intent.only ? `Delete the half ${arrow(intent, name)}` : `Delete the peering ${name(intent.from)} – ${name(intent.to)}`;
    case 'sync':
      return intent.only ? `Sync the half ${arrow(intent, name)}` : `Sync the peering ${name(intent.from)} – ${name(intent.to)}`;
    case 'changes':
      return changesWished(intent.changes, name);
  }
}

const arrow = ({ from, to }: HalfRef, name: NameOf): string => `${name(from)} → ${name(to)}`;

function optionsWished({ from, to, flags, back }: Intent & { kind: 'set-options' }, name: NameOf): string {
  const near = `Change ${arrow({ from, to }, name)} (${flagsInWords(flags)})`;
  return back ? `${near} and ${arrow({ from: to, to: from }, name)} (${flagsInWords(back)})` : near;
}

const isFlag = (setting: keyof Writable, flags: Partial<HalfFlags>): setting is keyof HalfFlags => setting in flags;

const flagsInWords = (flags: Partial<HalfFlags>): string =>
  settingNames
    .flatMap((setting) => (isFlag(setting, flags) ? [`${SETTINGS[setting].toLowerCase()}: ${valueInWords(flags[setting])}`] : []))
    .join(', ');

const DEEDS: Readonly<Record<Change['kind'], string>> = { 'put-half': 'Write', 'sync-half': 'Sync', 'delete-half': 'Delete' };

function changesWished(changes: readonly Change[], name: NameOf): string {
  const [first] = changes;
  if (first && changes.length === 1) return `${DEEDS[first.kind]} the half ${arrow(first, name)}`;
  const halves = [...new Set(changes.map((change) => arrow(change, name)))];
  return `Make ${count(changes.length, 'change')} to ${halves.length > 2 ? count(halves.length, 'half', 'halves') : listed(halves)}`;
}
