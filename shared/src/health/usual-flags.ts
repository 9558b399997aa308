import type { ResourceKey } from '../arm/index.ts';
import { connectedPeers, type Half, type HalfFlags, type Topology } from '../topology/index.ts';

const ENOUGH = 3;

/**
 * The settings that a new half from `from` should have: as most of its connected siblings have them, or, with fewer than three of those,
 * as the twin asks. Remote gateways are never switched on: that moves traffic, and a person decides it.
 */
export function usualFlags(topology: Topology, from: ResourceKey, twin: Half): Partial<HalfFlags> {
  const siblings = [...connectedPeers(topology, from)].flatMap(({ near }) => (near ? [near] : []));
  const most = (has: (half: Half) => boolean, otherwise: boolean): boolean =>
    siblings.length < ENOUGH ? otherwise : siblings.filter(has).length * 2 > siblings.length;
  return {
    allowForwarded: most((half) => half.allowForwarded, twin.allowForwarded),
    allowTransit: twin.useRemoteGateways || most((half) => half.allowTransit, false),
  };
}
