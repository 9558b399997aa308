import { parseMuteList } from '@peerscape/shared/api';
import { coversFinding, type Finding, isActiveMute, type Mute, type MuteScope } from '@peerscape/shared/health';

export type { Mute, MuteScope } from '@peerscape/shared/health';

/** Parses mutes from JSON text, skipping invalid entries. */
export function parseMutes(text: string): readonly Mute[] {
  try {
    return parseMuteList(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Returns the mutes that are active at `now`. */
export const activeMutes = (mutes: readonly Mute[], now: number): readonly Mute[] => mutes.filter((mute) => isActiveMute(mute, now));

/** Returns the muted findings by id, each with the first mute that covers it. */
export function findMuted(findings: readonly Finding[], mutes: readonly Mute[]): ReadonlyMap<string, Mute> {
  const muted = new Map<string, Mute>();
  if (mutes.length === 0) return muted;
  for (const finding of findings) {
    const mute = mutes.find(({ scope }) => coversFinding(scope, finding));
    if (mute) muted.set(finding.id, mute);
  }
  return muted;
}

/** Durations offered for a mute, in days; null for no expiry. */
export const MUTE_DURATIONS = [7, 30, 90, null] as const;
export type MuteDays = (typeof MUTE_DURATIONS)[number];

const DAY = 86_400_000;

/** Creates a mute that starts at `now` and expires after `days`, or never when null. */
export const createMute = (scope: MuteScope, what: string, reason: string, days: MuteDays, now: number): Mute => ({
  id: `${now} ${what}`,
  scope: scope.kind === 'place' ? { kind: 'place', keys: [...scope.keys] } : scope,
  what,
  reason: reason.trim(),
  since: new Date(now).toISOString(),
  until: days === null ? null : new Date(now + days * DAY).toISOString(),
});
