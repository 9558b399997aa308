import type { Goal, GoalPlan, Through } from '@peerscape/shared/goals';
import { count, formatNumber, listed } from '../../lib/format.ts';
import type { GoalKind } from '../../lib/url-state.ts';

interface KindWords {
  readonly title: (vnets: number) => string;
  /** What the goal means, for somebody who hears of it for the first time. */
  readonly means: string;
  readonly hub: string;
}

/** Each goal in words. */
export const GOAL_WORDS: Readonly<Record<GoalKind, KindWords>> = {
  mesh: {
    title: (vnets) => `Make a mesh of ${count(vnets, 'VNet')}`,
    means: 'Each is peered with each other.',
    hub: '',
  },
  hub: {
    title: (vnets) => `Make a hub of ${count(vnets, 'VNet')}`,
    means: 'One is the hub; each of the others is peered with it.',
    hub: 'The hub',
  },
  move: {
    title: (vnets) => `Move spokes among ${count(vnets, 'VNet')}`,
    means: 'Each spoke leaves one hub for another and keeps its options.',
    hub: 'To the hub',
  },
  siblings: {
    title: (vnets) => `Add ${count(vnets, 'VNet')} as siblings are`,
    means: 'Each is peered with the hub as most of the hub’s spokes are, in options and names.',
    hub: 'The hub',
  },
};

/** What spokes shall reach through the hub, the plainest first. */
export const THROUGH_WORDS: readonly { readonly id: Through; readonly wish: string; readonly note: string }[] = [
  { id: 'nothing', wish: 'Spokes reach the hub, and not each other', note: '' },
  {
    id: 'gateway',
    wish: 'Spokes use the gateway of the hub',
    note: 'They reach, and are reached by, what it reaches by VPN or ExpressRoute.',
  },
  { id: 'appliance', wish: 'Spokes reach each other through the firewall or appliance in the hub', note: '' },
];

/** What the goal takes, a sentence each. */
export function countWords(goal: Goal, plan: GoalPlan, isExact: boolean): readonly string[] {
  const { missing, halfConfigured, wrong, right, extra } = plan;
  const { create, update, sync, delete: gone } = plan.plan.counts;
  const kept = extra.length > 0 && !isExact ? `${count(extra.length, 'direct peering')} between the spokes would stay.` : undefined;
  return [
    shapeWords(goal),
    missing.length > 0 ? `${count(missing.length, 'peering is', 'peerings are')} missing.` : undefined,
    halfConfigured.length > 0
      ? `${count(halfConfigured.length, 'peering is', 'peerings are')} half-configured and would be repaired.`
      : undefined,
    wrong.length > 0 ? `${count(wrong.length, 'half has', 'halves have')} other options and would be changed.` : undefined,
    right.length > 0 ? `${count(right.length, 'peering is', 'peerings are')} as wanted already.` : undefined,
    kept,
    `${count(create + update + sync, 'half', 'halves')} to write, ${formatNumber(gone)} to delete.`,
  ].flatMap((sentence) => sentence ?? []);
}

/** How large it gets, and what the other shape would need instead. */
function shapeWords(goal: Goal): string | undefined {
  const size = goal.kind === 'mesh' ? goal.members.length : goal.kind === 'hub' ? goal.spokes.length + 1 : 0;
  if (size < 2) return undefined;
  const inMesh = (size * (size - 1)) / 2;
  return goal.kind === 'mesh'
    ? `${count(inMesh, 'peering')} with ${count(inMesh * 2, 'half', 'halves')}; as hub-and-spoke it would be ${formatNumber(size - 1)}.`
    : `${count(size - 1, 'peering')} with ${count((size - 1) * 2, 'half', 'halves')}; as a mesh it would be ${formatNumber(inMesh)}.`;
}

/** What the button will do: `Add 9 peerings and 36 deletions to the draft`. */
export function addWords({ intents }: Pick<GoalPlan, 'intents'>): string {
  const times = (kind: string): number => intents.filter((intent) => intent.kind === kind).length;
  const parts = [
    [times('connect'), 'peering'],
    [times('repair'), 'repair'],
    [times('set-options'), 'change of options', 'changes of options'],
    [times('delete'), 'deletion'],
  ] as const;
  const words = parts.flatMap(([n, one, many]) => (n > 0 ? [count(n, one, many)] : []));
  return words.length > 0 ? `Add ${listed(words)} to the draft` : 'Add to the draft';
}

/** Why the button does nothing now. */
export function whyNot({ refusal, intents, leftOut, plan }: GoalPlan): string | undefined {
  if (refusal) return 'There is nothing to add yet.';
  if (plan.blockers.length > 0) return 'Azure would refuse this. Change it first.';
  if (intents.length > 0) return undefined;
  return leftOut.length > 0 ? 'Nothing is left to do: the rest is left out.' : 'It is so already. Nothing is left to do.';
}
