import type { ApplyDocument, StepProgress } from '@peerscape/shared/api';
import type { Step } from '@peerscape/shared/plan';
import { planOf } from '../plan-of.ts';
import { type ComparisonRow, compareHalves, type ObservedHalf } from './compare-halves.ts';

/** A step of the plan with its progress; `number` counts from 1. */
export interface StepRow {
  readonly number: number;
  readonly step: Step;
  readonly progress: StepProgress;
}

/** Returns the steps in the order of the plan, each with its progress. */
export function rowsOf({ plan, steps }: Pick<ApplyDocument, 'plan' | 'steps'>): readonly StepRow[] {
  const progressOf = new Map(steps.map((progress) => [progress.id, progress]));
  return planOf(plan).steps.flatMap((step, i) => {
    const progress = progressOf.get(step.id);
    return progress ? [{ number: i + 1, step, progress }] : [];
  });
}

/** Halves compared side by side, each under a heading. */
export interface Comparison {
  readonly heads: readonly string[];
  readonly rows: readonly ComparisonRow[];
}

/** Compares before, planned and current where a step did not end as planned, before and after where it succeeded; else undefined. */
export function comparisonOf({ step, progress: { state, before, after } }: StepRow, steps: readonly Step[]): Comparison | undefined {
  switch (state) {
    case 'drifted':
      return { heads: BEFORE_PLANNED_CURRENT, rows: compareHalves([expectedHalf(step, steps), step.write, after]) };
    case 'mismatch':
      return { heads: BEFORE_PLANNED_CURRENT, rows: compareHalves([before, step.write, after]) };
    case 'succeeded':
      return { heads: ['Before', 'After'], rows: compareHalves([before, after]) };
    default:
      return undefined;
  }
}

const BEFORE_PLANNED_CURRENT = ['Before', 'Planned', 'Current'] as const;

/** Returns the half that the step expects: as it was read, as an earlier step leaves it, or none. */
function expectedHalf({ expects }: Step, steps: readonly Step[]): ObservedHalf {
  if (expects.kind === 'half') return expects.half;
  return expects.kind === 'left-by' ? steps.find(({ id }) => id === expects.step)?.write : undefined;
}
