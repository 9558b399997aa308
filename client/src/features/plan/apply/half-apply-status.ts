import type { ApplyDocument, StepState } from '@peerscape/shared/api';
import type { HalfApplyStatus } from '../../../lib/format/half-status-styles.ts';

/** Maps step states to the progress on the map; cancelled steps are not shown. */
const PROGRESS_OF: Readonly<Record<StepState, HalfApplyStatus | undefined>> = {
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

/** Precedence among several steps of one half: it is done only when all its steps are. */
const PRECEDENCE: Readonly<Record<HalfApplyStatus, number>> = { done: 0, waiting: 1, running: 2, failed: 3 };

/** Returns the progress of each half of an apply, by `from>to`. */
export function halfApplyStatuses({ steps, plan }: Pick<ApplyDocument, 'steps' | 'plan'>): ReadonlyMap<string, HalfApplyStatus> {
  const stateOf = new Map(steps.map(({ id, state }) => [id, state]));
  const halves = new Map<string, HalfApplyStatus>();
  for (const { id, half } of plan.plan.steps) {
    const progress = PROGRESS_OF[stateOf.get(id) ?? 'planned'];
    const key = `${half.from}>${half.to}`;
    const current = halves.get(key);
    if (progress && (current === undefined || PRECEDENCE[progress] > PRECEDENCE[current])) halves.set(key, progress);
  }
  return halves;
}
