import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import type { Pair } from '../../lib/pair-text.ts';

/** Which of the two looks like a hub: more gateways, else more firewalls and appliances, else more peerings; `a` when nothing tells. */
export function guessHub(topology: Topology, { a, b }: Pair): ResourceKey {
  const [ofA, ofB] = [signsOf(topology, a), signsOf(topology, b)];
  const at = ofA.findIndex((count, i) => count !== ofB[i]);
  return at >= 0 && (ofA[at] ?? 0) < (ofB[at] ?? 0) ? b : a;
}

/** What makes a VNet look like a hub, the strongest sign first. */
function signsOf({ equipmentOf, peeringsOf }: Topology, key: ResourceKey): readonly number[] {
  const equipment = equipmentOf.get(key);
  return [
    equipment?.gateways.length ?? 0,
    (equipment?.firewalls.length ?? 0) + (equipment?.appliances.length ?? 0),
    peeringsOf.get(key)?.length ?? 0,
  ];
}
