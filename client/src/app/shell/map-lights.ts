import type { ResourceKey } from '@peerscape/shared/arm';
import { parsePair } from '../../lib/format/pair-text.ts';
import type { Light } from '../lazy.ts';

/** VNets that panels ask the map to highlight. */
export interface Lit {
  /** VNets that block the connection that is being edited. */
  readonly inTheWay: readonly ResourceKey[];
  /** VNets that the current tour stop mentions. */
  readonly spokenOf: readonly ResourceKey[];
}

/** Returns the VNets to highlight, each with the reason; for VNets that are blocking and mentioned, blocking takes precedence. */
export function lightsOf({ inTheWay, spokenOf }: Lit, connect: string): ReadonlyMap<ResourceKey, Light> {
  const pair = parsePair(connect);
  const mentioned = pair ? [...spokenOf, pair.a, pair.b] : spokenOf;
  return new Map<ResourceKey, Light>([
    ...mentioned.map((key) => [key, 'spoken-of'] as const),
    ...inTheWay.map((key) => [key, 'in-the-way'] as const),
  ]);
}
