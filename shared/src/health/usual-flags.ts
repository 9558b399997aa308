import type { ResourceKey } from '../arm/index.ts';
import { connectedPeers, type Half, type HalfFlags, type Topology } from '../topology/index.ts';

const MIN_SIBLINGS = 3;

/**
 * Returns the settings for a new half of `from`: those of most of its connected halves or, with fewer than three of them, those that match
 * the counterpart. Remote gateways are never turned on: that reroutes traffic, so it is a user's decision.
 */
export function usualFlags(topology: Topology, from: ResourceKey, counterpart: Half): Partial<HalfFlags> {
  const siblings = [...connectedPeers(topology, from)].flatMap(({ near }) => (near ? [near] : []));
  const most = (has: (half: Half) => boolean, fallback: boolean): boolean =>
    siblings.length < MIN_SIBLINGS ? fallback : siblings.filter(has).length * 2 > siblings.length;
  return {
    allowForwarded: most((half) => half.allowForwarded, counterpart.allowForwarded),
    allowTransit: counterpart.useRemoteGateways || most((half) => half.allowTransit, false),
  };
}
