import type { ResourceKey } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import { type PeeringKey, peeringKey } from '@peerscape/shared/topology';

/** A step with its number in the plan (from 1) and the numbers of the steps it runs after. */
export interface NumberedStep {
  readonly step: Step;
  readonly number: number;
  readonly after: readonly number[];
}

/** The steps of one peering, in the order of the plan. */
export interface StepGroup {
  readonly key: PeeringKey;
  readonly a: ResourceKey;
  readonly b: ResourceKey;
  readonly steps: readonly NumberedStep[];
}

/** Steps by peering, with deletions apart from all other steps. */
export interface GroupedSteps {
  readonly written: readonly StepGroup[];
  readonly deleted: readonly StepGroup[];
}

/** Groups the steps by peering, ordered by first step; deletions are separate, so that nobody overlooks one. */
export function groupSteps(steps: readonly Step[]): GroupedSteps {
  const numberOf = new Map(steps.map(({ id }, i) => [id, i + 1]));
  const numbered = steps.map((step, i) => ({ step, number: i + 1, after: step.needs.flatMap((id) => numberOf.get(id) ?? []) }));
  return {
    written: groupByPeering(numbered.filter(({ step }) => step.action !== 'delete')),
    deleted: groupByPeering(numbered.filter(({ step }) => step.action === 'delete')),
  };
}

function groupByPeering(steps: readonly NumberedStep[]): readonly StepGroup[] {
  const groups = new Map<PeeringKey, NumberedStep[]>();
  for (const numbered of steps) {
    const { from, to } = numbered.step.half;
    const key = peeringKey(from, to);
    groups.set(key, [...(groups.get(key) ?? []), numbered]);
  }
  return [...groups].flatMap(([key, [first, ...rest]]) =>
    first ? [{ key, a: first.step.half.from, b: first.step.half.to, steps: [first, ...rest] }] : [],
  );
}
