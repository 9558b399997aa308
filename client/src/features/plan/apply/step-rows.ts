import type { ApplyDocument, StepProgress } from '@peerscape/shared/api';
import type { Step } from '@peerscape/shared/plan';
import { planIn } from '../plan-in.ts';
import { type Compared, compareHalves, type Seen } from './compare-halves.ts';

/** A step of the plan with where it stands. */
export interface StepRow {
  readonly number: number;
  readonly step: Step;
  readonly progress: StepProgress;
}

/** The steps in the order of the plan, each with where it stands. */
export function rowsOf({ plan, steps }: Pick<ApplyDocument, 'plan' | 'steps'>): readonly StepRow[] {
  const progressOf = new Map(steps.map((progress) => [progress.id, progress]));
  return planIn(plan).steps.flatMap((step, i) => {
    const progress = progressOf.get(step.id);
    return progress ? [{ number: i + 1, step, progress }] : [];
  });
}

/** Halves side by side, each under a word. */
export interface Comparison {
  readonly heads: readonly string[];
  readonly rows: readonly Compared[];
}

/** What there is to compare: was, planned and is now where it did not come as planned; before and after where something was written. */
export function comparisonOf({ step, progress: { state, before, after } }: StepRow, steps: readonly Step[]): Comparison | undefined {
  switch (state) {
    case 'drifted':
      return { heads: WAS_PLANNED_IS, rows: compareHalves([expectedBy(step, steps), step.write, after]) };
    case 'mismatch':
      return { heads: WAS_PLANNED_IS, rows: compareHalves([before, step.write, after]) };
    case 'succeeded':
      return { heads: ['Before', 'After'], rows: compareHalves([before, after]) };
    default:
      return undefined;
  }
}

const WAS_PLANNED_IS = ['Was', 'Planned', 'Is now'] as const;

/** The half as the plan knew it: as read, as an earlier step of it leaves it, or none. */
function expectedBy({ expects }: Step, steps: readonly Step[]): Seen {
  if (expects.kind === 'half') return expects.half;
  return expects.kind === 'left-by' ? steps.find(({ id }) => id === expects.step)?.write : undefined;
}
