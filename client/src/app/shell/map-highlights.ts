import type { ResourceKey } from '@peerscape/shared/arm';
import { parsePair } from '../../lib/format/pair-text.ts';
import type { ReachPath } from '../../lib/state/reach-path.ts';
import type { HighlightReason } from '../lazy.ts';

/** VNets that panels ask the map to highlight. */
export interface HighlightRequests {
  /** VNets that block the connection that is being edited. */
  readonly blocking: readonly ResourceKey[];
  /** VNets that the current tour stop mentions. */
  readonly mentioned: readonly ResourceKey[];
  /** Path of the open answer of Reach. */
  readonly path?: ReachPath | undefined;
}

/** Returns the VNets to highlight, each with the reason; for VNets that are blocking and mentioned, blocking takes precedence. */
export function toHighlights({ blocking, mentioned, path }: HighlightRequests, connect: string): ReadonlyMap<ResourceKey, HighlightReason> {
  const pair = parsePair(connect);
  const highlighted = [...mentioned, ...(pair ? [pair.a, pair.b] : []), ...(path ? vnetsOn(path) : [])];
  return new Map<ResourceKey, HighlightReason>([
    ...highlighted.map((key) => [key, 'spoken-of'] as const),
    ...blocking.map((key) => [key, 'in-the-way'] as const),
  ]);
}

const vnetsOn = ({ there, back, end }: ReachPath): readonly ResourceKey[] => [
  ...there,
  ...back,
  ...(end?.towards === undefined ? [] : [end.towards]),
];
