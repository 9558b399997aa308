import { type Half, halfFrom, peeringKey } from '../topology/index.ts';
import type { LessonName } from './lesson.ts';
import type { TourState } from './stop.ts';

/** The half that `from` owns and that points at `to`, if there is one. */
export function halfOf({ topology, lesson }: TourState, from: LessonName, to: LessonName): Half | undefined {
  const peering = topology.peerings.get(peeringKey(lesson[from].key, lesson[to].key));
  return peering && halfFrom(peering, lesson[from].key);
}

/** Whether both halves are there and Connected. */
export const areConnected = (seen: TourState, a: LessonName, b: LessonName): boolean =>
  [halfOf(seen, a, b), halfOf(seen, b, a)].every((half) => half?.state === 'Connected');

/** Whether there is no half between them, from neither side. */
export const areApart = (seen: TourState, a: LessonName, b: LessonName): boolean => !halfOf(seen, a, b) && !halfOf(seen, b, a);

/** The first of these whose two are not Connected from both sides, in words that say what to do. */
export function describeUnconnectedPair(seen: TourState, pairs: readonly (readonly [LessonName, LessonName])[]): string | undefined {
  const apart = pairs.find(([a, b]) => !areConnected(seen, a, b));
  return apart && `\`${apart[0]}\` and \`${apart[1]}\` are not Connected from both sides. Peer them first, or repair their peering.`;
}

/** Each two of these, once. */
export const pairsOf = (names: readonly LessonName[]): readonly (readonly [LessonName, LessonName])[] =>
  names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));

/** How the half stands, in ARM's words: `vnet1 → vnet2 is Initiated, RemoteNotInSync.` */
export function describeHalf(seen: TourState, from: LessonName, to: LessonName): string {
  const half = halfOf(seen, from, to);
  return half ? `${from} → ${to} is ${[half.state, half.sync].filter(Boolean).join(', ')}.` : `${from} has no half that points at ${to}.`;
}

/** Both halves of a pair. */
export const describePair = (seen: TourState, a: LessonName, b: LessonName): readonly string[] => [
  describeHalf(seen, a, b),
  describeHalf(seen, b, a),
];

/** The prefixes that the VNet has learned of its remotes, from whom routes are made. */
export const learnedPrefixesOf = ({ topology, lesson }: TourState, name: LessonName): readonly string[] =>
  (topology.peeringsOf.get(lesson[name].key) ?? []).flatMap((peering) => halfFrom(peering, lesson[name].key)?.remoteLearned ?? []);

/** Whether the half accepts forwarded traffic, by ARM's name of the option. */
export const describeForwarding = (seen: TourState, from: LessonName, to: LessonName): string => {
  const half = halfOf(seen, from, to);
  return half ? `${from} → ${to}: allowForwardedTraffic is ${half.allowForwarded}.` : describeHalf(seen, from, to);
};
