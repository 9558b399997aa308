import type { Goal, GoalPlan, Through } from '@peerscape/shared/goals';
import { MOST_STEPS } from '@peerscape/shared/plan';
import { peeringsOfMesh } from '@peerscape/shared/shapes';
import { count, formatList, formatNumber } from '../../lib/format/format.ts';
import type { GoalKind } from '../../lib/state/url-state.ts';

interface GoalLabels {
  readonly title: (vnets: number) => string;
  /** Explains the goal to first-time users. */
  readonly means: string;
  readonly hub: string;
}

/** Titles and explanations of each goal. */
export const GOAL_LABELS: Readonly<Record<GoalKind, GoalLabels>> = {
  mesh: {
    title: (vnets) => `Make a mesh of ${count(vnets, 'VNet')}`,
    means: 'Every VNet is peered with every other VNet.',
    hub: '',
  },
  hub: {
    title: (vnets) => `Make a hub-and-spoke of ${count(vnets, 'VNet')}`,
    means: 'One VNet is the hub; each of the others is a spoke that is peered with it.',
    hub: 'The hub',
  },
  move: {
    title: (vnets) => `Move spokes to another hub (${count(vnets, 'VNet')})`,
    means: 'Each spoke is peered with the new hub instead of its current one and keeps its options.',
    hub: 'New hub',
  },
  siblings: {
    title: (vnets) => `Add ${count(vnets, 'VNet')} to a hub`,
    means: 'Each VNet is peered with the hub, with the options and names that most of the hub’s other spokes have.',
    hub: 'The hub',
  },
};

/** Options for what spokes reach through the hub, simplest first. */
export const THROUGH_OPTIONS: readonly { readonly id: Through; readonly label: string; readonly note: string }[] = [
  { id: 'nothing', label: 'Spokes reach the hub, but not each other', note: '' },
  {
    id: 'gateway',
    label: 'Spokes use the gateway of the hub',
    note: 'They reach the networks behind it, over VPN or ExpressRoute.',
  },
  { id: 'appliance', label: 'Spokes reach each other through the firewall or appliance in the hub', note: '' },
  { id: 'both', label: 'Both: the gateway of the hub, and its firewall or appliance', note: '' },
];

/** Describes the changes that the goal requires, a sentence each. */
export function describeChanges(goal: Goal, plan: GoalPlan, isExact: boolean): readonly string[] {
  const { missing, halfConfigured, wrong, right, extra } = plan;
  const connected = describeConnected(plan);
  const { create, update, sync, delete: deletions } = plan.plan.counts;
  const unchanged = extra.length > 0 && !isExact ? `${count(extra.length, 'direct peering')} between the spokes will remain.` : undefined;
  return [
    describeGoalSize(goal),
    connected,
    missing.length > 0 ? `${count(missing.length, 'peering is', 'peerings are')} missing.` : undefined,
    halfConfigured.length > 0
      ? `${count(halfConfigured.length, 'peering is', 'peerings are')} half-configured and will be repaired.`
      : undefined,
    wrong.length > 0 ? `${count(wrong.length, 'half has', 'halves have')} different options and will be changed.` : undefined,
    right.length > 0 ? `${count(right.length, 'peering is', 'peerings are')} already in place.` : undefined,
    unchanged,
    `${count(create + update + sync, 'half', 'halves')} to write, ${formatNumber(deletions)} to delete.`,
  ].flatMap((sentence) => sentence ?? []);
}

/** Describes the pairs that Azure Virtual Network Manager connects; undefined without any. */
function describeConnected({ connected }: Pick<GoalPlan, 'connected'>): string | undefined {
  if (connected.length === 0) return undefined;
  const groups = [...new Set(connected.map(({ group: { name } }) => name))];
  const pairs = count(connected.length, 'pair is', 'pairs are');
  return `${pairs} already connected without a peering, by Azure Virtual Network Manager (${formatList(groups)}).`;
}

const isTooLarge = ({ plan }: Pick<GoalPlan, 'plan'>): boolean => plan.blockers.some(({ code }) => code === 'too-many-steps');

/** Describes that the goal exceeds the limit of one plan, with what to do next; undefined if it fits. */
export function describeExcess(goal: Goal, plan: GoalPlan): { readonly title: string; readonly next: readonly string[] } | undefined {
  if (!isTooLarge(plan)) return undefined;
  const title = `This requires ${count(plan.plan.steps.length, 'step')}; a plan can have at most ${formatNumber(MOST_STEPS)}`;
  const hint = 'Existing peerings are not created again.';
  if (goal.kind !== 'mesh')
    return { title, next: [`Start with some of the VNets and apply that plan, then continue with all of them. ${hint}`] };
  const size = goal.members.length;
  return {
    title,
    next: [
      `Make a mesh of ${MAX_MESH_IN_ONE_PLAN} of these VNets first and apply that plan, then make a mesh of all of them. ${hint}`,
      `Or use a hub: ${count(size - 1, 'peering')} instead of ${formatNumber(peeringsOfMesh(size))}.`,
    ],
  };
}

/** Largest mesh that fits in one plan when no VNets are peered yet: each half is one step. */
const MAX_MESH_IN_ONE_PLAN = Math.floor((1 + Math.sqrt(1 + 4 * MOST_STEPS)) / 2);

/** Describes the size of the shape and what the alternative shape would require. */
function describeGoalSize(goal: Goal): string | undefined {
  const size = goal.kind === 'mesh' ? goal.members.length : goal.kind === 'hub' ? goal.spokes.length + 1 : 0;
  if (size < 2) return undefined;
  const inMesh = peeringsOfMesh(size);
  return goal.kind === 'mesh'
    ? `${count(inMesh, 'peering')} with ${count(inMesh * 2, 'half', 'halves')}; as hub-and-spoke it would be ${formatNumber(size - 1)}.`
    : `${count(size - 1, 'peering')} with ${count((size - 1) * 2, 'half', 'halves')}; as a mesh it would be ${formatNumber(inMesh)}.`;
}

/** Formats the label of the button: `Add 9 peerings and 36 deletions to the draft`. */
export function addButtonLabel({ intents }: Pick<GoalPlan, 'intents'>): string {
  const countOf = (kind: string): number => intents.filter((intent) => intent.kind === kind).length;
  const counts = [
    [countOf('connect'), 'peering'],
    [countOf('repair'), 'repair'],
    [countOf('set-options'), 'option change'],
    [countOf('delete'), 'deletion'],
  ] as const;
  const phrases = counts.flatMap(([n, one]) => (n > 0 ? [count(n, one)] : []));
  return phrases.length > 0 ? `Add ${formatList(phrases)} to the draft` : 'Add to the draft';
}

/** Explains why the button is disabled; undefined if it is enabled. */
export function addDisabledReason({ refusal, intents, leftOut, plan }: GoalPlan): string | undefined {
  if (refusal) return 'Nothing to add yet.';
  if (isTooLarge({ plan })) return 'Too large for one plan.';
  if (plan.blockers.length > 0) return 'Azure will reject this. Change it first.';
  if (intents.length > 0) return undefined;
  return leftOut.length > 0 ? 'Nothing to do: the remaining VNets are left out.' : 'Already in place. Nothing to do.';
}
