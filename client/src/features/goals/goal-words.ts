import type { Goal, GoalPlan, Through } from '@peerscape/shared/goals';
import { MOST_STEPS } from '@peerscape/shared/plan';
import { peeringsOfMesh } from '@peerscape/shared/shapes';
import { count, formatNumber, listed } from '../../lib/format/format.ts';
import type { GoalKind } from '../../lib/state/url-state.ts';

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

const isTooLarge = ({ plan }: Pick<GoalPlan, 'plan'>): boolean => plan.blockers.some(({ code }) => code === 'too-many-steps');

/** That it is more than one plan holds, and what to do next; undefined while it fits. */
export function sizeWords(goal: Goal, plan: GoalPlan): { readonly title: string; readonly next: readonly string[] } | undefined {
  if (!isTooLarge(plan)) return undefined;
  const title = `This takes ${count(plan.plan.steps.length, 'step')}; one plan holds ${formatNumber(MOST_STEPS)}`;
  const inParts = 'What is there already is not made again.';
  if (goal.kind !== 'mesh') return { title, next: [`Take some of the VNets first and apply that plan, then take all. ${inParts}`] };
  const size = goal.members.length;
  return {
    title,
    next: [
      `Make a mesh of ${MOST_IN_ONE_PLAN} of them first and apply that plan, then of all. ${inParts}`,
      `Or use a hub: ${count(size - 1, 'peering')} instead of ${formatNumber(peeringsOfMesh(size))}.`,
    ],
  };
}

/** So many VNets fit in one plan as a mesh, each half a step, even where none are peered yet. */
const MOST_IN_ONE_PLAN = Math.floor((1 + Math.sqrt(1 + 4 * MOST_STEPS)) / 2);

/** How large it gets, and what the other shape would need instead. */
function shapeWords(goal: Goal): string | undefined {
  const size = goal.kind === 'mesh' ? goal.members.length : goal.kind === 'hub' ? goal.spokes.length + 1 : 0;
  if (size < 2) return undefined;
  const inMesh = peeringsOfMesh(size);
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
  if (isTooLarge({ plan })) return 'It is too large for one plan.';
  if (plan.blockers.length > 0) return 'Azure would refuse this. Change it first.';
  if (intents.length > 0) return undefined;
  return leftOut.length > 0 ? 'Nothing is left to do: the rest is left out.' : 'It is so already. Nothing is left to do.';
}
