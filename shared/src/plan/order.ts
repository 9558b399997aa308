import type { UnorderedStep } from './diff.ts';
import { halfKey } from './half-intents.ts';
import { type FactName, ORDER_FACTS, type OrderConstraint, type OrderContext } from './order-facts.ts';
import type { Step } from './plan.ts';

/** The steps in an order that Azure accepts; `stuck` contains those that wait for each other. */
export interface OrderedSteps {
  readonly steps: readonly Step[];
  readonly stuck: readonly Step[];
}

/** Orders the steps so that each comes after those that the constraints put before it. The result does not depend on the order of the input. */
export function orderSteps(steps: readonly UnorderedStep[], context: Omit<OrderContext, 'stepsOf'>): OrderedSteps {
  const sorted = [...steps].sort((p, q) => (sortKeyOf(p) < sortKeyOf(q) ? -1 : sortKeyOf(p) > sortKeyOf(q) ? 1 : p.index - q.index));
  const byHalf = groupBy(sorted, ({ half }) => [halfKey(half)]);
  const needs = needsOf(sorted, { ...context, stepsOf: (half) => byHalf.get(half) ?? [] });
  return sortByNeeds(sorted.map((step) => toStep(step, withoutTransitiveNeeds(needs.get(step.id) ?? new Map(), needs))));
}

/** Sorts the two halves of a peering next to each other. */
const sortKeyOf = ({ half: { from, to } }: UnorderedStep): string => `${from < to ? `${from}|${to}` : `${to}|${from}`} ${from}`;

type Needs = Map<string, Map<string, FactName>>;

const GROUPS: Readonly<Record<Exclude<OrderConstraint['scope'], 'half'>, (step: UnorderedStep) => string[]>> = {
  counterparts: ({ half: { from, to } }) => [from < to ? `${from}|${to}` : `${to}|${from}`],
  owner: ({ half }) => [half.from],
  vnet: ({ half }) => [half.from, half.to],
};

function needsOf(steps: readonly UnorderedStep[], context: OrderContext): Needs {
  const needs: Needs = new Map();
  const add = (first: UnorderedStep, then: UnorderedStep, constraint: FactName): void => {
    const known = needs.get(then.id) ?? new Map<string, FactName>();
    if (!known.has(first.id)) known.set(first.id, constraint);
    needs.set(then.id, known);
  };
  for (const [scope, keysOf] of Object.entries(GROUPS)) {
    const constraints = ORDER_FACTS.filter((constraint) => constraint.scope === scope);
    for (const group of groupBy(steps, keysOf).values()) addNeeds(group, constraints, context, add);
  }
  for (const group of groupBy(steps, ({ half }) => [halfKey(half)]).values())
    for (const [i, then] of group.entries()) for (const first of group.slice(0, i)) add(first, then, 'one-write-after-the-other');
  return needs;
}

function addNeeds(
  group: readonly UnorderedStep[],
  constraints: readonly OrderConstraint[],
  context: OrderContext,
  add: (first: UnorderedStep, then: UnorderedStep, constraint: FactName) => void,
): void {
  // most groups are a pair; in a large one, only deletions and steps that stop using a gateway can come first
  const firsts = group.length > 8 ? group.filter(({ action, before }) => action === 'delete' || before?.useRemoteGateways) : group;
  for (const then of group)
    for (const first of firsts) {
      if (halfKey(first.half) === halfKey(then.half)) continue;
      const constraint = constraints.find(({ comesFirst }) => comesFirst(first, then, context));
      if (constraint) add(first, then, constraint.name);
    }
}

/** Removes the needs that another need already waits for. */
function withoutTransitiveNeeds(own: ReadonlyMap<string, FactName>, needs: Needs): ReadonlyMap<string, FactName> {
  if (own.size > 8) return own;
  const ids = [...own.keys()];
  return new Map([...own].filter(([id]) => !ids.some((other) => other !== id && needs.get(other)?.has(id))));
}

function toStep(
  { id, action, half, cause, after, changed, expects, counterpart }: UnorderedStep,
  needs: ReadonlyMap<string, FactName>,
): Step {
  const [constraint] = [...needs.values()].filter((name) => name !== 'one-write-after-the-other');
  return {
    id,
    action,
    half,
    ...(after && { write: after }),
    changed,
    reason: cause === 'asked-for' ? (constraint ?? [...needs.values()][0] ?? cause) : cause,
    needs: [...needs.keys()],
    expects,
    ...(counterpart && { twin: counterpart }),
  };
}

/** Puts each step after all steps that it needs, and keeps the order otherwise. */
function sortByNeeds(steps: readonly Step[]): OrderedSteps {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const placed = new Map<string, Step>();
  const open = new Set<string>();
  const stuck: Step[] = [];
  const place = (step: Step): void => {
    if (placed.has(step.id)) return;
    if (open.has(step.id)) {
      stuck.push(step);
      return;
    }
    open.add(step.id);
    for (const id of step.needs) {
      const need = byId.get(id);
      if (need) place(need);
    }
    open.delete(step.id);
    placed.set(step.id, step);
  };
  for (const step of steps) place(step);
  return { steps: [...placed.values()], stuck };
}

function groupBy<T>(list: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}
