import type { Topology } from '@peerscape/shared/topology';
import { nodeOf } from '@peerscape/shared/topology';
import { nameOf, subscriptionName } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';

/** Describes the regions and subscriptions of two VNets, as far as they are known. */
export function describePlacement(topology: Topology, { a, b }: Pair): readonly string[] {
  const [nodeA, nodeB] = [nodeOf(topology, a), nodeOf(topology, b)];
  if (!nodeA || !nodeB) return [];
  const subscriptions = [nodeA, nodeB].map(({ subscriptionId }) => subscriptionName(topology, subscriptionId));
  const sameSubscription = nodeA.subscriptionId.toLowerCase() === nodeB.subscriptionId.toLowerCase();
  const [vnetA, vnetB] = [topology.vnets.get(a), topology.vnets.get(b)];
  const notVisible = [a, b].filter((key) => !topology.vnets.has(key)).map((key) => nameOf(topology, key));
  return [
    ...(vnetA && vnetB ? [describeRegions(vnetA.location, vnetB.location)] : []),
    sameSubscription ? `Subscription ${subscriptions[0]}` : `Across subscriptions: ${subscriptions.join(' and ')}`,
    ...notVisible.map((name) => `${name} is not visible to you`),
  ];
}

const describeRegions = (one: string, other: string): string =>
  one === other ? `Both in ${one}` : `Across regions: ${one} and ${other} (global peering)`;
