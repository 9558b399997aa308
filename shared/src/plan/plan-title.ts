import type { ResourceKey } from '../arm/index.ts';
import { groupBy } from '../routing/index.ts';
import { formatList, formatNumber, type Namer, orderPair, peeringKey } from '../topology/index.ts';
import type { Action, Plan, Step } from './plan.ts';

/** Effect of a plan on one peering. */
type Operation = 'connect' | 'create-half' | 'repair' | 'change' | 'sync' | 'delete' | 'delete-half';

interface PairSteps {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly steps: readonly Step[];
}

/** Most VNets that a title names beside the one that all its peerings have in common. */
const MAX_NAMED = 3;
/** With more kinds of operations than this, a title only says what changes. */
const MAX_PHRASES = 2;

const PLANNED: Readonly<Record<Action, string>> = { create: 'to create', update: 'to update', sync: 'to sync', delete: 'to delete' };

/** Formats the counts of a plan without zeros: `2 to create, 1 to sync`, or `nothing to do`. */
export const formatPlannedCounts = ({ counts }: Pick<Plan, 'counts'>): string =>
  (Object.keys(PLANNED) as Action[])
    .flatMap((action) => (counts[action] > 0 ? [`${formatNumber(counts[action])} ${PLANNED[action]}`] : []))
    .join(', ') || 'nothing to do';

/** Describes what a plan does, naming the VNets: `Connect hub with a and b, delete hub – c`; an undo starts with `Undo changes to`. */
export function planTitle({ steps }: Pick<Plan, 'steps'>, nameOf: Namer, kind: 'change' | 'undo' = 'change'): string {
  const pairs = groupByPair(steps);
  if (pairs.length === 0) return 'Nothing to do';
  if (kind === 'undo') return `Undo changes to ${describePeerings(pairs, nameOf)}`;
  const byOperation = groupBy(pairs, operationOf);
  if (byOperation.size > MAX_PHRASES) return `Change ${describePeerings(pairs, nameOf)}`;
  return [...byOperation]
    .map(([operation, group]) => PHRASES[operation](group, nameOf))
    .map((phrase, i) => (i === 0 ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1)))
    .join(', ');
}

function groupByPair(steps: readonly Step[]): readonly PairSteps[] {
  const pairs = groupBy(steps, ({ half: { from, to } }) => peeringKey(from, to));
  return [...pairs.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const [a, b] = orderPair(first.half.from, first.half.to);
    return [{ a, b, steps: [first, ...rest] }];
  });
}

const REPAIRS: ReadonlySet<Step['reason']> = new Set([
  'dead-half-is-written-again',
  'dead-half-first',
  'halves-do-not-see-each-other',
  'last-write-failed',
]);

function operationOf({ steps }: PairSteps): Operation {
  const isOnly = (action: Action) => steps.every((step) => step.action === action);
  const [first] = steps;
  if (isOnly('delete')) return steps.length > 1 ? 'delete' : 'delete-half';
  if (isOnly('create')) return steps.length > 1 ? 'connect' : first?.twin ? 'repair' : 'create-half';
  if (isOnly('sync')) return 'sync';
  const isRepair = steps.some(({ action, reason }) => action === 'create' || REPAIRS.has(reason));
  return isRepair && !steps.some(({ action }) => action === 'delete') ? 'repair' : 'change';
}

type Phrase = (pairs: readonly PairSteps[], nameOf: Namer) => string;

const onPeerings =
  (verb: string): Phrase =>
  (pairs, nameOf) =>
    `${verb} ${describePeerings(pairs, nameOf)}`;

const onHalves =
  (verb: string): Phrase =>
  (pairs, nameOf) => {
    const [only, ...others] = pairs;
    const half = others.length === 0 ? only?.steps[0]?.half : undefined;
    return half ? `${verb} half ${nameOf(half.from)} → ${nameOf(half.to)}` : `${verb} ${formatNumber(pairs.length)} halves`;
  };

const PHRASES: Readonly<Record<Operation, Phrase>> = {
  connect: describeConnections,
  'create-half': onHalves('Create'),
  repair: onPeerings('Repair'),
  change: onPeerings('Change'),
  sync: onPeerings('Sync'),
  delete: onPeerings('Delete'),
  'delete-half': onHalves('Delete'),
};

function describeConnections(pairs: readonly PairSteps[], nameOf: Namer): string {
  const [only, ...others] = pairs;
  if (only && others.length === 0) return `Connect ${nameOf(only.a)} and ${nameOf(only.b)}`;
  const centre = commonVNet(pairs);
  if (centre === undefined) {
    const vnets = new Set(pairs.flatMap(({ a, b }) => [a, b])).size;
    return pairs.length === (vnets * (vnets - 1)) / 2
      ? `Connect ${formatNumber(vnets)} VNets with each other`
      : `Connect ${formatNumber(pairs.length)} pairs of VNets`;
  }
  const far = pairs.map(({ a, b }) => nameOf(a === centre ? b : a));
  return `Connect ${nameOf(centre)} with ${far.length > MAX_NAMED ? `${formatNumber(far.length)} VNets` : formatList(far)}`;
}

/** Describes the peerings: `a – b`, `3 peerings of hub`, `5 peerings`. */
function describePeerings(pairs: readonly PairSteps[], nameOf: Namer): string {
  const [only, ...others] = pairs;
  if (only && others.length === 0) return `${nameOf(only.a)} – ${nameOf(only.b)}`;
  const centre = commonVNet(pairs);
  return `${formatNumber(pairs.length)} peerings${centre === undefined ? '' : ` of ${nameOf(centre)}`}`;
}

/** Returns the VNet that all pairs have in common, if there is one. */
const commonVNet = ([first, ...others]: readonly PairSteps[]): ResourceKey | undefined =>
  first && [first.a, first.b].find((end) => others.every(({ a, b }) => a === end || b === end));
