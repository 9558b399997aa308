import type { Topology } from '@peerscape/shared/topology';
import { nodeOf } from '@peerscape/shared/topology';
import { nameOf, subscriptionName } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';

/** Where the two stand: the same region or two, the same subscription or two, as far as it is known. */
export function placesOf(topology: Topology, { a, b }: Pair): readonly string[] {
  const [one, other] = [nodeOf(topology, a), nodeOf(topology, b)];
  if (!one || !other) return [];
  const subscriptions = [one, other].map(({ subscriptionId }) => subscriptionName(topology, subscriptionId));
  const sameSubscription = one.subscriptionId.toLowerCase() === other.subscriptionId.toLowerCase();
  const [readOne, readOther] = [topology.vnets.get(a), topology.vnets.get(b)];
  const unread = [a, b].filter((key) => !topology.vnets.has(key)).map((key) => nameOf(topology, key));
  return [
    ...(readOne && readOther ? [regionWords(readOne.location, readOther.location)] : []),
    sameSubscription ? `Subscription ${subscriptions[0]}` : `Two subscriptions: ${subscriptions.join(' and ')}`,
    ...unread.map((name) => `You may not read ${name}`),
  ];
}

const regionWords = (one: string, other: string): string =>
  one === other ? `Both in ${one}` : `Between regions: ${one} and ${other} (global peering)`;
