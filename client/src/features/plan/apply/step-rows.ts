import type { ApplyDocument, StepProgress } from '@peerscape/shared/api';
import type { Step } from '@peerscape/shared/plan';
import { planOf } from '../plan-of.ts';
import { type ComparisonRow, compareHalves, type ObservedHalf } from './compare-halves.ts';
import { STEP_STATES, type Tone } from './step-states.ts';

/** A step of the plan with its progress. */
export interface StepRow {
  readonly step: Step;
  readonly progress: StepProgress;
}

/** Position in the list by tone: steps that run, then those that need attention; within each in the order of the plan. */
const RANKS: Readonly<Record<Tone, number>> = { busy: 0, unknown: 1, bad: 2, waiting: 3, idle: 4, off: 5, good: 6 };

const rankOf = ({ progress }: StepRow): number => RANKS[STEP_STATES[progress.state].tone];

/** Returns the steps, each with its progress: those that run first, then those that need attention, those to come, and those that are done. */
export function rowsOf({ plan, steps }: Pick<ApplyDocument, 'plan' | 'steps'>): readonly StepRow[] {
  const progressOf = new Map(steps.map((progress) => [progress.id, progress]));
  return planOf(plan)
    .steps.flatMap((step) => {
      const progress = progressOf.get(step.id);
      return progress ? [{ step, progress }] : [];
    })
    .sort((p, q) => rankOf(p) - rankOf(q));
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
