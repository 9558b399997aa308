import type { ApplyDocument, StepState } from '@peerscape/shared/api';

/** How a half stands while a plan is applied, as the map shows it. */
export type Applying = 'waiting' | 'running' | 'done' | 'failed';

/** What was cancelled is not shown: nothing happens to it any more. */
const SHOWN: Readonly<Record<StepState, Applying | undefined>> = {
  planned: 'waiting',
  waiting: 'waiting',
  checking: 'running',
  sending: 'running',
  running: 'running',
  verifying: 'running',
  succeeded: 'done',
  adopted: 'done',
  drifted: 'failed',
  failed: 'failed',
  mismatch: 'failed',
  unknown: 'failed',
  quarantined: 'failed',
  skipped: 'failed',
  cancelled: undefined,
};

/** Of several steps of one half, the one that says most: a half is done when all its steps are. */
const WEIGHT: Readonly<Record<Applying, number>> = { done: 0, waiting: 1, running: 2, failed: 3 };

/** How each half of an apply stands, by `from>to`. */
export function applyingOf({ steps, plan }: Pick<ApplyDocument, 'steps' | 'plan'>): ReadonlyMap<string, Applying> {
  const stateOf = new Map(steps.map(({ id, state }) => [id, state]));
  const halves = new Map<string, Applying>();
  for (const { id, half } of plan.plan.steps) {
    const shown = SHOWN[stateOf.get(id) ?? 'planned'];
    const key = `${half.from}>${half.to}`;
    const known = halves.get(key);
    if (shown && (known === undefined || WEIGHT[shown] > WEIGHT[known])) halves.set(key, shown);
  }
  return halves;
}
