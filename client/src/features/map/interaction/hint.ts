import type { ResourceKey } from '@peerscape/shared/arm';
import type { Refusal } from '@peerscape/shared/plan';
import { nodeOf, peeringKey, type Topology } from '@peerscape/shared/topology';

/** Result of releasing the pointer, as one sentence. */
export interface Hint {
  readonly text: string;
  /** False if Azure will reject it. */
  readonly isAllowed: boolean;
}

/** Returns the hint while a drag is over a VNet: why the two cannot be peered, or what releasing will do. */
export function connectHint(topology: Topology, refusal: Refusal | undefined, from: ResourceKey, over: ResourceKey): Hint {
  if (refusal) return { text: refusal.text, isAllowed: false };
  const [local, remote] = [nodeOf(topology, from)?.name ?? from, nodeOf(topology, over)?.name ?? over];
  const peering = topology.peerings.get(peeringKey(from, over));
  if (peering?.ab && peering.ba)
    return { text: `${local} and ${remote} are already peered. Release to edit the peering.`, isAllowed: true };
  return { text: `Connect ${local} to ${remote}`, isAllowed: true };
}
