import type { Finding } from '@peerscape/shared/health';
import { z } from 'zod';

/** Scope of a mute: one finding, all findings of a rule, or all findings that affect every VNet in `keys`. */
export type MuteScope =
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'place'; readonly keys: readonly string[] };

const MuteScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finding'), id: z.string() }),
  z.object({ kind: z.literal('code'), code: z.string() }),
  z.object({ kind: z.literal('place'), keys: z.array(z.string()).min(1) }),
]);

const Mute = z.object({
  id: z.string(),
  scope: MuteScope,
  /** Display name of the scope when the mute was created. */
  what: z.string(),
  reason: z.string().min(1),
  since: z.iso.datetime(),
  /** Expiry; null for a mute that never expires. */
  until: z.iso.datetime().nullable(),
});

/** A decision to hide findings, with a reason and an optional expiry. */
export type Mute = Readonly<z.output<typeof Mute>>;

/** Parses mutes from JSON text, skipping invalid entries. */
export function parseMutes(text: string): readonly Mute[] {
  try {
    return parseMuteList(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Parses mutes from a JSON value, skipping invalid entries. */
export const parseMuteList = (list: unknown): readonly Mute[] =>
  Array.isArray(list) ? list.flatMap((item) => Mute.safeParse(item).data ?? []) : [];

/** Returns the mutes that are active at `now`. */
export const activeMutes = (mutes: readonly Mute[], now: number): readonly Mute[] =>
  mutes.filter(({ until }) => until === null || Date.parse(until) > now);

/** Returns the muted findings by id, each with the first mute that covers it. */
export function findMuted(findings: readonly Finding[], mutes: readonly Mute[]): ReadonlyMap<string, Mute> {
  const muted = new Map<string, Mute>();
  if (mutes.length === 0) return muted;
  for (const finding of findings) {
    const mute = mutes.find(({ scope }) => covers(scope, finding));
    if (mute) muted.set(finding.id, mute);
  }
  return muted;
}

function covers(scope: MuteScope, { id, code, about }: Finding): boolean {
  switch (scope.kind) {
    case 'finding':
      return scope.id === id;
    case 'code':
      return scope.code === code;
    case 'place':
      return scope.keys.every((key) => about.keys.some((affected) => affected === key));
  }
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
