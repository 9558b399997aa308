import { type Action, formatPlannedCounts, type Plan, planTitle } from '@peerscape/shared/plan';
import type { Namer } from '@peerscape/shared/topology';
import { count } from '../../lib/format/format.ts';

const NOUNS: readonly (readonly [Action, string])[] = [
  ['create', 'creation'],
  ['update', 'update'],
  ['sync', 'sync'],
  ['delete', 'deletion'],
];

/** Formats the counts of a plan without zeros: `2 creations, 1 update`; `nothing to do` if all are zero. */
export const formatNonZeroCounts = (counts: Plan['counts']): string =>
  NOUNS.flatMap(([action, noun]) => (counts[action] > 0 ? [count(counts[action], noun)] : [])).join(', ') || 'nothing to do';

/** Formats the summary of the draft: `Draft: 1 change, 3 steps (2 creations, 1 update)`. */
export const draftTitle = (changes: number, { counts, steps }: Pick<Plan, 'counts' | 'steps'>): string =>
  `Draft: ${count(changes, 'change')}, ${steps.length === 0 ? 'nothing to do' : `${count(steps.length, 'step')} (${formatNonZeroCounts(counts)})`}`;

/** Formats the heading of a plan: `Connect hub and spoke-a (2 to create)`. */
export const planHeading = (plan: Pick<Plan, 'steps' | 'counts'>, name: Namer, kind: 'change' | 'undo' = 'change'): string =>
  plan.steps.length === 0 ? 'Plan: nothing to do' : `${planTitle(plan, name, kind)} (${formatPlannedCounts(plan)})`;

/** Formats a duration in suitable units: `40 s`, `3 min`, `1 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Describes the duration of a plan and the VNet that limits it: `About 40 s: hub-weu is part of 6 writes, which run one at a time.` */
export function describeEstimate({ steps }: Pick<Plan, 'steps'>, seconds: number, name: Namer): string {
  const writesOf = new Map<Parameters<Namer>[0], number>();
  for (const { half } of steps) for (const end of [half.from, half.to]) writesOf.set(end, (writesOf.get(end) ?? 0) + 1);
  const [busiest] = [...writesOf].sort(([, p], [, q]) => q - p);
  const limit = busiest && busiest[1] > 1 ? `: ${name(busiest[0])} is part of ${busiest[1]} writes, which run one at a time` : '';
  return `About ${formatDuration(seconds)}${limit}.`;
}
