import type { ResourceKey } from '@peerscape/shared/arm';
import { parsePair } from '../../lib/format/pair-text.ts';
import type { Light } from '../lazy.ts';

/** What panels speak of, for the map to light. */
export interface Lit {
  /** VNets that stand in the way of what is being connected. */
  readonly inTheWay: readonly ResourceKey[];
  /** VNets that the tour is about now. */
  readonly spokenOf: readonly ResourceKey[];
}

/** The VNets that the map lights, and why: also the two that are being connected. Who is in the way is that before all. */
export function lightsOf({ inTheWay, spokenOf }: Lit, connect: string): ReadonlyMap<ResourceKey, Light> {
  const pair = parsePair(connect);
  const looked = pair ? [...spokenOf, pair.a, pair.b] : spokenOf;
  return new Map<ResourceKey, Light>([
    ...looked.map((key) => [key, 'spoken-of'] as const),
    ...inTheWay.map((key) => [key, 'in-the-way'] as const),
  ]);
}
