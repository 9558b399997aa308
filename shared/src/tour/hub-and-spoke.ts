import { areConnected, areUnpeered, describeUnconnectedPair, pairsOf } from './halves.ts';
import type { LessonName } from './lesson.ts';
import type { TourState } from './stop.ts';

/** VNets that become the spokes of the hub. */
export const SPOKES = ['vnet1', 'vnet2', 'vnet3'] as const satisfies readonly LessonName[];

/** Returns whether every spoke is peered with the hub, and no spoke with another. */
export const isStar = (state: TourState): boolean =>
  SPOKES.every((spoke) => areConnected(state, spoke, 'hub')) && pairsOf(SPOKES).every(([a, b]) => areUnpeered(state, a, b));

/** Describes how to remove a direct peering of two spokes; undefined if there is none or the hub is incomplete. */
export const describeDirectPeering = (state: TourState): string | undefined => {
  const direct = pairsOf(SPOKES).find(([a, b]) => !areUnpeered(state, a, b));
  const isHub = SPOKES.every((spoke) => areConnected(state, spoke, 'hub'));
  return isHub && direct ? `\`${direct[0]}\` and \`${direct[1]}\` are still peered with each other. Delete that peering.` : undefined;
};

/** Describes what is missing of hub-and-spoke; undefined if nothing is. */
export const describeIncompleteStar = (state: TourState): string | undefined =>
  describeUnconnectedPair(
    state,
    SPOKES.map((spoke) => ['hub', spoke] as const),
  ) ?? describeDirectPeering(state);
