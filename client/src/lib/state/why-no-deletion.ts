import { type Half, isVirtualHub, type Peering, type Topology } from '@peerscape/shared/topology';

/** Returns why halves cannot be deleted here; undefined if they can. What a virtual hub connection left behind, Disconnected, can be deleted. */
export const whyNoDeletion = (topology: Topology, halves: readonly Half[]): string | undefined =>
  halves.some(({ from, to, state }) => state !== 'Disconnected' && (isVirtualHub(topology, from) || isVirtualHub(topology, to)))
    ? 'Managed by a virtual hub: delete the connection there'
    : undefined;

/** Returns the halves of a peering that exist, as far as is visible. */
export const existingHalves = ({ ab, ba }: Peering): readonly Half[] => [ab, ba].filter((half) => half !== undefined);
