import type { Finding } from './run.ts';

/** Scope of a mute: one finding, all findings of a rule, or all findings that affect every VNet in `keys`. */
export type MuteScope =
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'place'; readonly keys: readonly string[] };

/** A decision to hide findings, with a reason and an optional expiry. */
export interface Mute {
  readonly id: string;
  readonly scope: MuteScope;
  /** Display name of the scope when the mute was created. */
  readonly what: string;
  readonly reason: string;
  /** Start, ISO 8601 UTC. */
  readonly since: string;
  /** Expiry, ISO 8601 UTC; null for a mute that never expires. */
  readonly until: string | null;
}

/** Returns whether the mute is active at `now`, in milliseconds. */
export const isActiveMute = ({ until }: Mute, now: number): boolean => until === null || Date.parse(until) > now;

/** Returns whether a finding is in the scope. */
export function coversFinding(scope: MuteScope, { id, code, about }: Pick<Finding, 'id' | 'code' | 'about'>): boolean {
  switch (scope.kind) {
    case 'finding':
      return scope.id === id;
    case 'code':
      return scope.code === code;
    case 'place':
      return scope.keys.every((key) => about.keys.some((affected) => affected === key));
  }
}
