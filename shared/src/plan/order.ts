import type { LooseStep } from './diff.ts';
import { type FactName, ORDER_FACTS, type OrderFact, type Surroundings } from './order-facts.ts';
import type { Step } from './plan.ts';
import { wishKey } from './wishes.ts';

/** The steps in an order that Azure accepts; `stuck` are those that wait for each other. */
export interface Ordered {
  readonly steps: readonly Step[];
  readonly stuck: readonly Step[];
}

/** A step waits for those that a fact puts before it. The order of what is handed in does not matter. */
export function order(loose: readonly LooseStep[], around: Omit<Surroundings, 'stepsOf'>): Ordered {
  const sorted = [...loose].sort((p, q) => (placeOf(p) < placeOf(q) ? -1 : placeOf(p) > placeOf(q) ? 1 : p.place - q.place));
  const byHalf = groupBy(sorted, ({ half }) => [wishKey(half)]);
  const needs = needsOf(sorted, { ...around, stepsOf: (half) => byHalf.get(half) ?? [] });
  const steps = sorted.map((step) => finished(step, direct(needs.get(step.id) ?? new Map(), needs)));
  return inOrder(steps);
}

/** Both halves of a pair stand together. */
const placeOf = ({ half: { from, to } }: LooseStep): string => `${from < to ? `${from}|${to}` : `${to}|${from}`} ${from}`;

type Needs = Map<string, Map<string, FactName>>;

const GROUPS: Readonly<Record<Exclude<OrderFact['among'], 'half'>, (step: LooseStep) => string[]>> = {
  twins: ({ half: { from, to } }) => [from < to ? `${from}|${to}` : `${to}|${from}`],
  owner: ({ half }) => [half.from],
  vnet: ({ half }) => [half.from, half.to],
};

function needsOf(steps: readonly LooseStep[], around: Surroundings): Needs {
  const needs: Needs = new Map();
  const add = (first: LooseStep, then: LooseStep, fact: FactName): void => {
    const known = needs.get(then.id) ?? new Map<string, FactName>();
    if (!known.has(first.id)) known.set(first.id, fact);
    needs.set(then.id, known);
  };
  for (const [among, keysOf] of Object.entries(GROUPS)) {
    const facts = ORDER_FACTS.filter((fact) => fact.among === among);
    for (const group of groupBy(steps, keysOf).values()) addFacts(group, facts, around, add);
  }
  for (const group of groupBy(steps, ({ half }) => [wishKey(half)]).values())
    for (const [i, then] of group.entries()) for (const first of group.slice(0, i)) add(first, then, 'one-write-after-the-other');
  return needs;
}

function addFacts(
  group: readonly LooseStep[],
  facts: readonly OrderFact[],
  around: Surroundings,
  add: (first: LooseStep, then: LooseStep, fact: FactName) => void,
): void {
  // most groups are a pair; in a large one only what ends something can come first
  const firsts = group.length > 8 ? group.filter(({ action, before }) => action === 'delete' || before?.useRemoteGateways) : group;
  for (const then of group)
    for (const first of firsts) {
      if (wishKey(first.half) === wishKey(then.half)) continue;
      const fact = facts.find(({ comesFirst }) => comesFirst(first, then, around));
      if (fact) add(first, then, fact.name);
    }
}

/** Without what another need already waits for. */
function direct(own: ReadonlyMap<string, FactName>, needs: Needs): ReadonlyMap<string, FactName> {
  if (own.size > 8) return own;
  const ids = [...own.keys()];
  return new Map([...own].filter(([id]) => !ids.some((other) => other !== id && needs.get(other)?.has(id))));
}

function finished({ id, action, half, cause, after, changed, expects, twin }: LooseStep, needs: ReadonlyMap<string, FactName>): Step {
  const [fact] = [...needs.values()].filter((name) => name !== 'one-write-after-the-other');
  return {
    id,
    action,
    half,
    ...(after && { write: after }),
    changed,
    reason: cause === 'asked-for' ? (fact ?? [...needs.values()][0] ?? cause) : cause,
    needs: [...needs.keys()],
    expects,
    ...(twin && { twin }),
  };
}

/** Each step after all it needs, otherwise in their order. */
function inOrder(steps: readonly Step[]): Ordered {
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
