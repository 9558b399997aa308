import type { ResourceKey } from '@peerscape/shared/arm';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import { peeringKey, type Topology } from '@peerscape/shared/topology';
import { peeringFix } from '../../lib/state/peering-fix.ts';

/** Change that may let two VNets reach each other. */
export interface WayOut {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly intents: readonly Intent[];
  /** Reasons for which Azure will reject it. */
  readonly problems: readonly string[];
}

/** Names a VNet in a sentence. */
type Namer = (key: ResourceKey) => string;

/** Returns the changes that may let two VNets reach each other. */
export function findWaysOut(topology: Topology, nameOf: Namer, a: ResourceKey, b: ResourceKey): readonly WayOut[] {
  const direct = directWay(topology, nameOf, a, b);
  return direct ? [direct] : [];
}

function directWay(topology: Topology, nameOf: Namer, a: ResourceKey, b: ResourceKey): WayOut | undefined {
  const peering = topology.peerings.get(peeringKey(a, b));
  const fix = peering && peeringFix(topology, peering);
  if (peering && fix?.kind !== 'repair') return undefined;
  const pair = `${nameOf(a)} and ${nameOf(b)}`;
  const intents: readonly Intent[] = [fix?.intent ?? { kind: 'connect', a, b }];
  return {
    id: 'direct',
    title: fix ? 'Repair the peering' : 'Peer directly',
    sentence: fix ? `Repair the peering between ${pair}.` : `Create a peering between ${pair}, with a half on each side.`,
    intents,
    problems: makePlan(topology, intents).blockers.map(({ text }) => text),
  };
}
