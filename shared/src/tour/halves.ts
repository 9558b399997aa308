import { type Half, halfFrom, peeringKey } from '../topology/index.ts';
import type { LessonName } from './lesson.ts';
import type { TourState } from './stop.ts';

/** Returns the half that `from` owns and that points at `to`, if it exists. */
export function halfOf({ topology, lesson }: TourState, from: LessonName, to: LessonName): Half | undefined {
  const peering = topology.peerings.get(peeringKey(lesson[from].key, lesson[to].key));
  return peering && halfFrom(peering, lesson[from].key);
}

/** Returns whether both halves exist and are Connected. */
export const areConnected = (state: TourState, a: LessonName, b: LessonName): boolean =>
  [halfOf(state, a, b), halfOf(state, b, a)].every((half) => half?.state === 'Connected');

/** Returns whether neither half exists. */
export const areUnpeered = (state: TourState, a: LessonName, b: LessonName): boolean => !halfOf(state, a, b) && !halfOf(state, b, a);

/** Describes how to fix the first of the pairs that is not Connected on both sides; undefined if all are. */
export function describeUnconnectedPair(state: TourState, pairs: readonly (readonly [LessonName, LessonName])[]): string | undefined {
  const apart = pairs.find(([a, b]) => !areConnected(state, a, b));
  return apart && `\`${apart[0]}\` and \`${apart[1]}\` are not Connected on both sides. Peer them or repair their peering first.`;
}

/** Returns all pairs of the names, each once. */
export const pairsOf = (names: readonly LessonName[]): readonly (readonly [LessonName, LessonName])[] =>
  names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));

/** Describes the half with the states that ARM returns: `vnet1 → vnet2 is Initiated, RemoteNotInSync.` */
export function describeHalf(state: TourState, from: LessonName, to: LessonName): string {
  const half = halfOf(state, from, to);
  return half ? `${from} → ${to} is ${[half.state, half.sync].filter(Boolean).join(', ')}.` : `${from} has no half to ${to}.`;
}

/** Describes both halves of a pair. */
export const describePair = (state: TourState, a: LessonName, b: LessonName): readonly string[] => [
  describeHalf(state, a, b),
  describeHalf(state, b, a),
];

/** Returns the remote prefixes that the VNet has learned; Azure creates its routes from them. */
export const learnedPrefixesOf = ({ topology, lesson }: TourState, name: LessonName): readonly string[] =>
  (topology.peeringsOf.get(lesson[name].key) ?? []).flatMap((peering) => halfFrom(peering, lesson[name].key)?.remoteLearned ?? []);

/** Describes whether the half accepts forwarded traffic, with ARM’s name of the option. */
export const describeForwarding = (state: TourState, from: LessonName, to: LessonName): string => {
  const half = halfOf(state, from, to);
  return half ? `${from} → ${to}: allowForwardedTraffic is ${half.allowForwarded}.` : describeHalf(state, from, to);
};
