import type { Finding } from '@peerscape/shared/health';
import { z } from 'zod';

/** What is muted: one finding, all of a rule, or all at a place (the VNets that a finding must touch, every one of them). */
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
  /** What is muted, in words, as it was called then. */
  what: z.string(),
  reason: z.string().min(1),
  since: z.iso.datetime(),
  /** When it ends; null when it never does. */
  until: z.iso.datetime().nullable(),
});

/** A decision not to be told of something, with why and for how long. */
export type Mute = Readonly<z.output<typeof Mute>>;

/** The mutes that the text holds; what cannot be read as one is left out. */
export function readMutes(text: string): readonly Mute[] {
  try {
    return mutesIn(JSON.parse(text));
  } catch {
    return [];
  }
}

/** The mutes in a list of whatever; what cannot be read as one is left out. */
export const mutesIn = (list: unknown): readonly Mute[] =>
  Array.isArray(list) ? list.flatMap((each) => Mute.safeParse(each).data ?? []) : [];

/** Those that hold at that moment. */
export const activeMutes = (mutes: readonly Mute[], now: number): readonly Mute[] =>
  mutes.filter(({ until }) => until === null || Date.parse(until) > now);

/** Which findings are muted, each with the mute that does it. */
export function mutedBy(findings: readonly Finding[], mutes: readonly Mute[]): ReadonlyMap<string, Mute> {
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
      return scope.keys.every((key) => about.keys.some((own) => own === key));
  }
}

/** How long a mute may hold. */
export const TERMS_OF_MUTE = [7, 30, 90, null] as const;
export type DaysOfMute = (typeof TERMS_OF_MUTE)[number];

const DAY = 86_400_000;

/** A mute from that moment on, for so many days; without end when null. */
export const muteFor = (scope: MuteScope, what: string, reason: string, days: DaysOfMute, now: number): Mute => ({
  id: `${now} ${what}`,
  scope: scope.kind === 'place' ? { kind: 'place', keys: [...scope.keys] } : scope,
  what,
  reason: reason.trim(),
  since: new Date(now).toISOString(),
  until: days === null ? null : new Date(now + days * DAY).toISOString(),
});
