import type { ResourceKey } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import { orderPair, type PeeringKey, peeringKey } from '@peerscape/shared/topology';

/** A step with its number as listed (from 1) and the numbers of the steps it runs after. */
export interface NumberedStep {
  readonly step: Step;
  readonly number: number;
  readonly after: readonly number[];
}

/** The steps of one peering, in the order of the plan. */
interface StepGroup {
  readonly key: PeeringKey;
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly steps: readonly NumberedStep[];
}

/** Steps by peering under a title. */
export interface StepSection {
  readonly title: 'Deletions first' | 'Writes' | 'Deletions';
  readonly groups: readonly StepGroup[];
}

/**
 * Groups the steps by peering, ordered by first step, and numbers them as listed. Deletions are listed separately, so that nobody
 * overlooks one: those that must precede a write come first, all others last.
 */
export function groupSteps(steps: readonly Step[]): readonly StepSection[] {
  const early = deletionsBeforeWrites(steps);
  const isDeletion = ({ action }: Step) => action === 'delete';
  const parts = [
    { title: 'Deletions first', steps: steps.filter(({ id }) => early.has(id)) },
    { title: 'Writes', steps: steps.filter((step) => !isDeletion(step)) },
    { title: 'Deletions', steps: steps.filter((step) => isDeletion(step) && !early.has(step.id)) },
  ] as const;
  const sections = parts
    .map(({ title, steps: part }) => ({ title, groups: groupByPeering(part) }))
    .filter(({ groups }) => groups.length > 0);
  const order = sections.flatMap(({ groups }) => groups.flatMap(({ steps: listed }) => listed));
  const numberOf = new Map(order.map(({ id }, i) => [id, i + 1]));
  const toNumbered = (step: Step): NumberedStep => ({
    step,
    number: numberOf.get(step.id) ?? 0,
    after: step.needs.flatMap((id) => numberOf.get(id) ?? []),
  });
  return sections.map(({ title, groups }) => ({
    title,
    groups: groups.map((group) => ({ ...group, steps: group.steps.map(toNumbered) })),
  }));
}

/** Returns the ids of the deletions that a write waits for, directly or through other deletions. */
function deletionsBeforeWrites(steps: readonly Step[]): ReadonlySet<string> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const found = new Set<string>();
  const open = steps.filter(({ action }) => action !== 'delete').flatMap(({ needs }) => needs);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = byId.get(id);
    if (step?.action !== 'delete' || found.has(id)) continue;
    found.add(id);
    open.push(...step.needs);
  }
  return found;
}

function groupByPeering(steps: readonly Step[]): readonly (Omit<StepGroup, 'steps'> & { readonly steps: readonly Step[] })[] {
  const groups = new Map<PeeringKey, Step[]>();
  for (const step of steps) {
    const key = peeringKey(step.half.from, step.half.to);
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  return [...groups].flatMap(([key, [first, ...rest]]) => {
    if (!first) return [];
    const [a, b] = orderPair(first.half.from, first.half.to);
    return [{ key, a, b, steps: [first, ...rest] }];
  });
}
