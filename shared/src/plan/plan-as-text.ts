import type { Namer } from '../topology/index.ts';
import type { Action, Plan, Step } from './plan.ts';

const SIGN: Readonly<Record<Action, string>> = { create: '+', update: '~', sync: '=', delete: '-' };

/**
 * Formats a plan as text, one line for each step, then the counts, blockers (`!`), unchecked conditions (`?`), notes (`i`) and hand-offs (`>`).
 *
 *     1 ~ hub->a  (asked-for)
 *     2 ~ a->hub  (gateway-must-be-offered-first)  after update hub->a
 */
export function formatPlan(plan: Plan, nameOf: Namer): string {
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const lines = plan.steps.map((step, i) => {
    const needs = step.needs.flatMap((id) => byId.get(id) ?? []).map((need) => `${need.action} ${arrow(need, nameOf)}${repetition(need)}`);
    return `${i + 1} ${SIGN[step.action]} ${arrow(step, nameOf)}  (${step.reason})${needs.length > 0 ? `  after ${needs.join(', ')}` : ''}`;
  });
  return [
    ...lines,
    formatCounts(plan),
    ...plan.blockers.map(({ code, text }) => `! ${code}: ${text}`),
    ...plan.unchecked.map(({ code, text }) => `? ${code}: ${text}`),
    ...plan.notes.map(({ code, text }) => `i ${code}: ${text}`),
    ...plan.handOff.map(({ kind, from, to }) => `> ${kind} ${nameOf(from)}->${nameOf(to)}`),
  ].join('\n');
}

/** Formats the counts of a plan: `Plan: 2 to create, 1 to update, 1 to sync, 0 to delete`, or `Plan: nothing to do`. */
const formatCounts = ({ counts }: Pick<Plan, 'counts'>): string =>
  counts.create + counts.update + counts.sync + counts.delete === 0
    ? 'Plan: nothing to do'
    : `Plan: ${counts.create} to create, ${counts.update} to update, ${counts.sync} to sync, ${counts.delete} to delete`;

const arrow = ({ half }: Step, nameOf: Namer): string => `${nameOf(half.from)}->${nameOf(half.to)}`;
const repetition = ({ id }: Step): string => / #\d+$/.exec(id)?.[0] ?? '';
