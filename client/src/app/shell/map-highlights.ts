import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { parsePair } from '../../lib/format/pair-text.ts';
import type { VNetReach } from '../../lib/format/vnet-reach.ts';
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
  /** VNets that one VNet reaches, and that reach it. */
  readonly reach?: VNetReach | undefined;
}

/** Returns the VNets to highlight, each with the reason; for VNets that are blocking and mentioned, blocking takes precedence. */
export function toHighlights(
  { blocking, mentioned, path, reach }: HighlightRequests,
  connect: string,
): ReadonlyMap<ResourceKey, HighlightReason> {
  const pair = parsePair(connect);
  const highlighted = [...mentioned, ...(pair ? [pair.a, pair.b] : []), ...(path ? vnetsOn(path) : []), ...(reach?.both ?? [])];
  return new Map<ResourceKey, HighlightReason>([
    ...(reach?.to ?? []).map((key) => [key, 'reached'] as const),
    ...(reach?.from ?? []).map((key) => [key, 'reaching'] as const),
    ...highlighted.map((key) => [key, 'spoken-of'] as const),
    ...blocking.map((key) => [key, 'in-the-way'] as const),
  ]);
}

const vnetsOn = ({ there, back, end }: ReachPath): readonly ResourceKey[] => [
  ...there,
  ...back,
  ...(end?.towards === undefined ? [] : [end.towards]),
];

/** Returns the VNets and peerings that stay bright while the reach of a VNet is highlighted: the others are dimmed, as by a filter. */
export function findReachShown(
  { peerings }: Topology,
  { vnet, both, to, from, unknown }: VNetReach,
): { readonly nodes: ReadonlySet<ResourceKey>; readonly lines: ReadonlySet<PeeringKey> } {
  const nodes = new Set([vnet, ...both, ...to, ...from, ...unknown]);
  const lines = new Set([...peerings.values()].flatMap(({ key, a, b }) => (nodes.has(a) && nodes.has(b) ? [key] : [])));
  return { nodes, lines };
}
