import type { ResourceKey } from '@peerscape/shared/arm';
import type { Refusal } from '@peerscape/shared/plan';
import { nodeOf, peeringKey, type Topology } from '@peerscape/shared/topology';

/** What would come of letting go, in one sentence. */
export interface Hint {
  readonly text: string;
  /** Whether Azure would take it. */
  readonly fits: boolean;
}

/** What to say while the hand is over a VNet: why the two cannot be peered, or what letting go will do. */
export function hintOf(topology: Topology, refusal: Refusal | undefined, from: ResourceKey, over: ResourceKey): Hint {
  if (refusal) return { text: refusal.text, fits: false };
  const [local, remote] = [nodeOf(topology, from)?.name ?? from, nodeOf(topology, over)?.name ?? over];
  const peering = topology.peerings.get(peeringKey(from, over));
  if (peering?.ab && peering.ba) return { text: `${local} and ${remote} are already peered; let go to see the options`, fits: true };
  return { text: `Connect ${local} with ${remote}`, fits: true };
}
